import { check } from './check';
import type { Command, CommandContext } from './command';
import { explain } from './explain';
import { CannotDo } from './failure';
import { fix } from './fix';
import { parameters, rules } from './lists';
import { show } from './show-command';

const commands: Readonly<Record<string, Command>> = { check, fix, show, explain, parameters, rules };

/**
 * Runs `maincf` with its arguments and returns the exit status. What cannot be done is one line on stderr and status 2; nothing
 * is thrown.
 */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const { console } = context;
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.print(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V') {
    console.print(`maincf ${context.version}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(`there is no command "${name}"; see maincf --help`);
    return 2;
  }
  if (asksForHelp(rest)) {
    console.print(command.help);
    return 0;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    if (error instanceof CannotDo) console.error(error.message);
    else console.error(`${name}: stopped by an error of its own: ${firstLine(error)}`);
    return 2;
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length));
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `Usage: maincf COMMAND [options] …

Reads main.cf as Postfix does.

${list.join('')}
maincf COMMAND --help says more about one of them; maincf --version says which this is.
`;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some(arg => arg === '--help' || arg === '-h');
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
