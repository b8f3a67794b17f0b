import type { Assignment, Configuration } from '../config/configuration';
import { knownServiceValue, serviceAssignment } from '../config/instance';
import type { Service } from '../syntax/parse-master';

/** What stops a program that delivers into mailboxes. */
export interface LimitConflict {
  readonly mailbox: number;
  readonly message: number;
  readonly mailboxAssignment: Assignment | undefined;
  readonly messageAssignment: Assignment | undefined;
}

/** Whether a message that Postfix takes could be too large for any mailbox; 0 and less mean no limit. */
export function limitConflict(
  config: Configuration,
  service: Service | undefined,
  mailboxName: string,
): LimitConflict | undefined {
  const mailbox = number(knownServiceValue(config, service, mailboxName));
  const message = number(knownServiceValue(config, service, 'message_size_limit'));
  if (mailbox === undefined || message === undefined || mailbox <= 0) return undefined;
  if (message > 0 && message <= mailbox) return undefined;
  return {
    mailbox,
    message,
    mailboxAssignment: serviceAssignment(config, service, mailboxName),
    messageAssignment: serviceAssignment(config, service, 'message_size_limit'),
  };
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
