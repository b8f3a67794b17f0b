import assert from 'node:assert/strict';
import { addressFamilies } from '../../server/src/config/address-families';
import {
  knownServiceValue,
  mailServices,
  serviceAssignment,
  servicesRunning,
} from '../../server/src/config/instance';
import { roleOf } from '../../server/src/config/role';
import { configure } from '../support/configure';

const master = `smtp inet n - y - - smtpd
submission inet n - y - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_banner=$level,$mail_name
  -o level=high
smtps inet n - y - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:10025 inet n - n - - smtpd
192.0.2.1:2525 inet n - n - - smtpd
smtp unix - - y - - smtp
relay unix - - y - - smtp -o syslog_name=relay
lmtp unix - - y - - lmtp
qmgr unix n - n 300 1 qmgr
`;

describe('mail services', () => {
  it('are what master.cf has on the network', () => {
    const services = mailServices(configure('', { master }));
    assert.deepEqual(
      services.map(({ service, side, program, use }) => `${service?.name.text} ${side} ${program} ${use}`),
      [
        'smtp server smtpd mx',
        'submission server smtpd submission',
        'smtps server smtpd submissions',
        '127.0.0.1:10025 server smtpd local',
        '192.0.2.1:2525 server smtpd other',
        'smtp client smtp client',
        'relay client smtp client',
        'lmtp client lmtp client',
      ],
    );
  });
  it('are postscreen and the smtpd behind it', () => {
    const services = mailServices(
      configure('', {
        master: 'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\nx unix - - n - - smtpd\n',
      }),
    );
    assert.deepEqual(
      services.map(({ program, use }) => `${program} ${use}`),
      ['postscreen mx', 'smtpd mx'],
    );
  });
  it('are those of main.cf where no master.cf is known', () => {
    const services = mailServices(configure(''));
    assert.deepEqual(
      services.map(({ service, program }) => [service, program]),
      [
        [undefined, 'smtpd'],
        [undefined, 'smtp'],
        [undefined, 'lmtp'],
      ],
    );
  });
  it('are computed once', () => {
    const config = configure('', { master });
    assert.equal(mailServices(config), mailServices(config));
  });
});

describe('values of a service', () => {
  const config = configure('smtpd_tls_security_level = may\nlevel = low\nmail_name = M\n', { master });
  const [, submission] = servicesRunning(config, 'smtpd');

  it('are its own -o, expanded in its own scope, before those of main.cf', () => {
    assert.equal(knownServiceValue(config, submission, 'smtpd_tls_security_level'), 'encrypt');
    assert.equal(knownServiceValue(config, submission, 'smtpd_banner'), 'high,M');
    assert.equal(knownServiceValue(config, submission, 'mail_name'), 'M');
    assert.equal(
      knownServiceValue(config, servicesRunning(config, 'qmgr')[0], 'smtpd_tls_security_level'),
      'may',
    );
    assert.equal(knownServiceValue(config, undefined, 'smtpd_tls_security_level'), 'may');
    assert.equal(knownServiceValue(config, submission, 'myhostname'), undefined);
    assert.equal(knownServiceValue(config, submission, 'nosuch'), '');
    assert.equal(knownServiceValue(config, submission, 'mailbox_command'), '');
  });
  it('say where they are written', () => {
    assert.equal(serviceAssignment(config, submission, 'smtpd_tls_security_level')?.file, 'master');
    assert.equal(serviceAssignment(config, submission, 'mail_name')?.file, 'main');
    assert.equal(serviceAssignment(config, submission, 'relayhost'), undefined);
  });
  it('none without a master.cf', () => {
    assert.deepEqual(servicesRunning(configure(''), 'smtpd'), []);
  });
});

const mx = 'smtp inet n - y - - smtpd\n';
const submission = 'submission inet n - y - - smtpd\n';
const roles: readonly (readonly [title: string, main: string, master: string | undefined, role: string])[] = [
  ['a server on port 25', 'mydestination = example.com', mx, 'mx!'],
  ['a server on port 25 with submission', '', mx + submission, 'mx!+'],
  ['submission only', '', submission, 'submission!+'],
  [
    'no server at all, and a relay host',
    'relayhost = [mx.example.com]',
    'smtp unix - - y - - smtp\n',
    'null-client!',
  ],
  ['no server at all', '', 'smtp unix - - y - - smtp\n', 'unknown'],
  ['loopback only, and a relay host', 'inet_interfaces = loopback-only\nrelayhost = x', mx, 'null-client!'],
  [
    'loopback only by address',
    'inet_interfaces = 127.0.0.1, [::1]\nrelayhost = x',
    undefined,
    'null-client!',
  ],
  ['loopback only', 'inet_interfaces = localhost', mx, 'unknown'],
  ['a relay host and no domain', 'relayhost = x\nmydestination = $myhostname, localhost', mx, 'relay-client'],
  ['a relay host and a domain', 'relayhost = x\nrelay_domains = example.com', mx, 'mx!'],
  ['main.cf alone with a relay host', 'relayhost = x\nmydestination =', undefined, 'relay-client'],
  ['main.cf alone with domains', 'virtual_mailbox_domains = example.com', undefined, 'mx'],
  ['main.cf alone with passwords', 'smtpd_sasl_auth_enable = yes', undefined, 'submission+'],
  ['main.cf alone', 'smtpd_banner = x', undefined, 'unknown'],
];

describe('role', () => {
  for (const [title, main, text, role] of roles) {
    it(title, () => {
      const judged = roleOf(configure(main, text === undefined ? {} : { master: text }));
      assert.equal(`${judged.role}${judged.isCertain ? '!' : ''}${judged.takesSubmissions ? '+' : ''}`, role);
      assert.match(judged.reason, /^\w.*[^.]$/);
    });
  }
});

describe('address families', () => {
  const families = (main: string): unknown => {
    const found = addressFamilies(configure(main));
    return found && [found.ipv4, found.ipv6, found.listensToOthers, found.preference];
  };
  it('come from inet_protocols', () => {
    assert.deepEqual(families(''), [true, true, true, 'any']);
    assert.deepEqual(families('inet_protocols = ipv4\nsmtp_address_preference = IPv4'), [
      true,
      false,
      true,
      'ipv4',
    ]);
    assert.deepEqual(families('inet_protocols = ipv6\nsmtp_address_preference = x'), [
      false,
      true,
      true,
      undefined,
    ]);
    assert.equal(families('inet_protocols = ${'), undefined);
  });
  it('inet_interfaces says who can come', () => {
    assert.deepEqual(families('inet_interfaces = $myhostname, localhost'), [true, true, true, 'any']);
    assert.deepEqual(families('inet_interfaces = $x\nx = 127.0.0.1'), [true, true, false, 'any']);
    assert.deepEqual(families('inet_interfaces = a.$mydomain'), [true, true, undefined, 'any']);
  });
});
