import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue } from '../config/instance';
import { tokens } from '../values/tokens';
import { parseAddress, type Address } from '../values/network';
import { assignmentsInForce } from './in-force';
import type { Rule } from './rule';
import { isLoopbackOnly, servicesFor } from './services';
import { manual } from './sources';

export const openRelay: Rule = {
  id: 'open-relay',
  title: 'Network that makes an open relay',
  group: 'networks',
  severity: 'error',
  parameters: ['mynetworks'],
  why: `Clients in mynetworks may send mail to anybody without a password wherever permit_mynetworks stands.
    With a large part of the Internet in it the server is an open relay, which spammers find within hours.
    Whole private ranges are a risk of a smaller kind: behind a router or a container bridge strangers can
    arrive with such an address.`,
  sources: [
    manual('mynetworks'),
    {
      title: 'BASIC_CONFIGURATION_README',
      url: 'https://www.postfix.org/BASIC_CONFIGURATION_README.html#relay_from',
    },
  ],
  bad: { main: 'compatibility_level = 3.11\nmynetworks = 127.0.0.0/8, [::1]/128, ‹0.0.0.0/0›\n' },
  good: { main: 'compatibility_level = 3.11\nmynetworks = 127.0.0.0/8, [::1]/128, 192.0.2.0/24\n' },
  check({ config, report }) {
    for (const assignment of assignmentsInForce(config, 'mynetworks')) {
      let isUsed: boolean | undefined;
      for (const token of tokens(assignment.value.text)) {
        if (token.text.startsWith('#')) break;
        const judgement = judge(token.text);
        if (judgement === undefined) continue;
        if (!(isUsed ??= mayRelay(config, assignment))) break;
        report({
          file: assignment.file,
          about: assignment,
          span: assignment.value.toFile(token),
          severity: judgement.severity,
          message: judgement.message,
        });
      }
    }
  },
};

/** Whether somebody from outside can reach a service that lets mynetworks relay. */
function mayRelay(config: Configuration, assignment: Assignment): boolean {
  const services = servicesFor(config, 'smtpd').filter(
    service => assignment.service === undefined || assignment.service === service,
  );
  return services.some(
    service =>
      !isLoopbackOnly(config, service) &&
      permitLists.some(name =>
        /(^|[\s,])permit_mynetworks($|[\s,])/i.test(
          knownServiceValue(config, service, name) ?? 'permit_mynetworks',
        ),
      ),
  );
}

const permitLists = ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'];

interface Judgement {
  readonly severity: 'error' | 'information';
  readonly message: string;
}

/** Undefined for networks that say nothing by their size. */
function judge(pattern: string): Judgement | undefined {
  const match = /^\[?([\da-f:.]+)\]?\/(\d{1,3})\]?$/i.exec(pattern);
  const address = match === null ? undefined : parseAddress(match[1] as string);
  const length = Number(match?.[2]);
  if (address === undefined) return undefined;
  if (length === 0)
    return {
      severity: 'error',
      message: `${pattern} is every client on the Internet: this server relays mail for all of them. List the clients that may relay, or let them log in.`,
    };
  return address.family === 4 ? judgeIPv4(pattern, address, length) : judgeIPv6(pattern, address, length);
}

function judgeIPv4(pattern: string, { parts }: Address, length: number): Judgement | undefined {
  const [a = 0, b = 0] = parts;
  const isPrivate =
    (a === 10 && length >= 8) ||
    (a === 172 && b >= 16 && b < 32 && length >= 12) ||
    (a === 192 && b === 168 && length >= 16);
  if (isPrivate) {
    const isWhole = length === (a === 10 ? 8 : a === 172 ? 12 : 16);
    return isWhole ? wholePrivateRange(pattern) : undefined;
  }
  if (a === 127 && length >= 8) return undefined;
  if (length <= 8) return tooLarge(pattern);
  if (length > 24 || a !== 172) return undefined;
  // People take it for private because some of 172 is.
  return {
    severity: 'information',
    message: `${pattern} is not a private network: the private range is 172.16.0.0 to 172.31.255.255. These addresses belong to somebody on the Internet, who may relay through this server. Use a network in 172.16.0.0/12.`,
  };
}

function judgeIPv6(pattern: string, { parts }: Address, length: number): Judgement | undefined {
  const [first = 0] = parts;
  // Unique local, link local and site local addresses.
  if (first >= 0xfc00 && length >= 7) return length <= 8 ? wholePrivateRange(pattern) : undefined;
  // ::ffff:127.0.0.0/104 and the like.
  if (length <= 19) return tooLarge(pattern);
  return undefined;
}

function tooLarge(pattern: string): Judgement {
  return {
    severity: 'error',
    message: `${pattern} is a large part of the Internet: this server relays mail for everyone in it. List the networks that are yours.`,
  };
}

function wholePrivateRange(pattern: string): Judgement {
  return {
    severity: 'information',
    message: `${pattern} is a whole private range: behind a router or a container bridge that hides where clients come from, strangers can be in it and relay. List the networks that are yours.`,
  };
}
