import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import { severities, type SeverityChoice } from '../config/profile';
import { defaultSettings, type Settings } from '../config/settings';

const section = 'postfixMainCf';

export interface SettingsOptions {
  /** Whether the client answers when it is asked; others send settings by themselves. */
  readonly canAsk: boolean;
  /**
   * The postconf to ask, whatever settings say; undefined where only the user can set that. A folder of somebody else's may bring settings for most
   * editors, and must not name a program to run.
   */
  readonly postconfPath: string | undefined;
}

/** The settings of each instance: folders of one workspace may have their own. */
export class SettingsReader {
  readonly canAsk: boolean;
  readonly #postconfPath: string | undefined;
  readonly #byInstance = new Map<string, Settings>();
  /** The last question about each instance, while its answer is awaited. */
  readonly #asking = new Map<string, object>();
  readonly #warned = new Set<string>();
  #general: Settings;

  constructor(
    readonly connection: Connection,
    { canAsk, postconfPath }: SettingsOptions,
  ) {
    this.canAsk = canAsk;
    this.#postconfPath = postconfPath;
    this.#general = this.#from({});
  }

  /** The settings of an instance as far as they are known; those of the whole workspace until its own were read. */
  of(instance: string): Settings {
    return this.#byInstance.get(instance) ?? this.#general;
  }

  /** Asks the client for the settings of the workspace and of these instances. Returns whether any of them are others now. */
  async read(instances: readonly string[]): Promise<boolean> {
    if (!this.canAsk) return false;
    const items = [{ section }, ...instances.map(scopeUri => ({ scopeUri, section }))];
    const question = {};
    for (const instance of instances) this.#asking.set(instance, question);
    const answers = await this.#ask(items);
    let changed = this.receive(answers[0]);
    for (const [index, instance] of instances.entries()) {
      // It was closed meanwhile, or asked for again.
      if (this.#asking.get(instance) !== question) continue;
      this.#asking.delete(instance);
      const settings = this.#from(answers[index + 1]);
      if (isSame(settings, this.of(instance))) continue;
      this.#byInstance.set(instance, settings);
      changed = true;
    }
    return changed;
  }

  async #ask(items: ConfigurationItem[]): Promise<readonly unknown[]> {
    try {
      const answers: unknown = await this.connection.workspace.getConfiguration(items);
      return Array.isArray(answers) ? answers : [];
    } catch (error) {
      this.connection.console.warn(`the settings could not be read: ${String(error)}`);
      return [];
    }
  }

  /** Takes the settings of the whole workspace. Returns whether they are others now. */
  receive(values: unknown): boolean {
    const settings = this.#from(values);
    if (isSame(settings, this.#general)) return false;
    this.#general = settings;
    return true;
  }

  forget(instance: string): void {
    this.#byInstance.delete(instance);
    this.#asking.delete(instance);
  }

  /** What an editor sent, with defaults for what it left out; values that cannot be what they should be count as left out. */
  #from(values: unknown): Settings {
    const settings = withDefaults(values, defaultSettings as unknown as Fields) as unknown as Settings;
    return {
      ...settings,
      postconfPath: this.#postconfPath ?? settings.postconfPath,
      rules: this.#severitiesFrom(settings.rules),
    };
  }

  #severitiesFrom(rules: Readonly<Record<string, unknown>>): Settings['rules'] {
    const chosen: Record<string, SeverityChoice> = {};
    for (const [id, choice] of Object.entries(rules)) {
      if (isSeverityChoice(choice)) chosen[id] = choice;
      else this.#warnOnce(`${section}.rules: ${JSON.stringify(choice)} is no severity of ${id}`);
    }
    return chosen;
  }

  #warnOnce(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    this.connection.console.warn(message);
  }
}

function isSeverityChoice(value: unknown): value is SeverityChoice {
  return value === 'off' || (severities as readonly unknown[]).includes(value);
}

type Fields = Readonly<Record<string, unknown>>;

function withDefaults(values: unknown, defaults: Fields): Fields {
  if (!isFields(values)) return defaults;
  const result: Record<string, unknown> = { ...defaults };
  for (const [name, standard] of Object.entries(defaults)) {
    const value = values[name];
    if (typeof value !== typeof standard || value === null) continue;
    // Severities are a table without defaults: any name can be in it.
    const isTable = isFields(standard) && Object.keys(standard).length > 0;
    result[name] = isTable ? withDefaults(value, standard) : value;
  }
  return result;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: Settings, b: Settings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
