// The setting postfixMainCf.trace.server: what it asks for is written as `info`, so that it shows without turning the channel's log level to trace.
import { EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/** A channel for the client's trace that writes into `output` while the setting is not "off". */
export function traceChannel(output: LogOutputChannel): LogOutputChannel {
  const levels = new EventEmitter<LogLevel>();
  const wanted = (): boolean =>
    workspace.getConfiguration('postfixMainCf').get<string>('trace.server', 'off') !== 'off';
  const level = (): LogLevel => (wanted() ? LogLevel.Trace : LogLevel.Info);
  workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('postfixMainCf.trace.server')) levels.fire(level());
  });
  return new Proxy(output, {
    get(target, property) {
      if (property === 'logLevel') return level();
      if (property === 'onDidChangeLogLevel') return levels.event;
      if (property === 'trace') return target.info.bind(target);
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
