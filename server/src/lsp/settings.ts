import type { ConfigurationItem, Connection } from 'vscode-languageserver';
import { defaultSettings, type Settings } from '../config/settings';

const section = 'postfixMainCf';

/** The settings of each instance: folders of one workspace may have their own. */
export class SettingsReader {
  readonly #byInstance = new Map<string, Settings>();
  #general: Settings = defaultSettings;

  constructor(
    readonly connection: Connection,
    /** Whether the client answers when it is asked; others send settings by themselves. */
    readonly canAsk: boolean,
  ) {}

  /** The settings of an instance as far as they are known; those of the whole workspace until its own were read. */
  of(instance: string): Settings {
    return this.#byInstance.get(instance) ?? this.#general;
  }

  /** Asks the client for the settings of the workspace and of these instances. Returns whether any of them are others now. */
  async read(instances: readonly string[]): Promise<boolean> {
    if (!this.canAsk) return false;
    const items = [{ section }, ...instances.map(scopeUri => ({ scopeUri, section }))];
    const answers = await this.#ask(items);
    let changed = this.receive(answers[0]);
    for (const [index, instance] of instances.entries()) {
      const settings = settingsFrom(answers[index + 1]);
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
    const settings = settingsFrom(values);
    if (isSame(settings, this.#general)) return false;
    this.#general = settings;
    return true;
  }

  forget(instance: string): void {
    this.#byInstance.delete(instance);
  }
}

/** What an editor sent, with defaults for what it left out; values of another type than they should have count as left out. */
export function settingsFrom(values: unknown): Settings {
  return withDefaults(values, defaultSettings as unknown as Fields) as unknown as Settings;
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
