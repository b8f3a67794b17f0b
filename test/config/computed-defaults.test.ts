import assert from 'node:assert/strict';
import { configure, exampleHost } from '../support/configure';

function known(name: string, main: string, host?: typeof exampleHost): string | undefined {
  return configure(main, host === undefined ? {} : { host }).known(name);
}

describe('defaults that Postfix computes', () => {
  it("myhostname is the machine's name with a domain", () => {
    assert.equal(known('myhostname', ''), undefined);
    assert.equal(known('myhostname', '', exampleHost), 'mail.localdomain');
    assert.equal(known('myhostname', 'mydomain = example.com', exampleHost), 'mail.example.com');
    assert.equal(known('myhostname', '', { ...exampleHost, hostName: 'a.example.org' }), 'a.example.org');
  });
  it('mydomain is myhostname without its first label', () => {
    assert.equal(known('mydomain', 'myhostname = mail.example.com'), 'example.com');
    assert.equal(known('mydomain', 'myhostname = mail'), 'localdomain');
    assert.equal(known('mydomain', '', { ...exampleHost, hostName: 'a.example.org' }), 'example.org');
    assert.equal(known('mydomain', 'myhostname = mail.$mydomain'), '');
    assert.equal(known('mydomain', 'myhostname = ${'), undefined);
  });
  it('what the build decides is asked of the machine', () => {
    assert.equal(known('queue_directory', ''), undefined);
    assert.equal(known('queue_directory', '', exampleHost), '/var/spool/postfix');
    assert.equal(known('tls_random_source', '', exampleHost), configure('').defaultOf('tls_random_source'));
  });
  it('names that Postfix sets itself cannot be set', () => {
    assert.equal(configure('process_name = x').raw('process_name'), 'x');
    assert.deepEqual(configure('process_name = x').value('process_name').unknown, ['process_name']);
  });
});
