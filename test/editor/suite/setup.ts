// mocha's browser build runs in both extension hosts; results are collected by run(), so its reporter stays silent.
import 'mocha/mocha.js';

mocha.setup({
  ui: 'bdd',
  timeout: 15_000,
  reporter: function silent() {} as unknown as Mocha.ReporterConstructor,
});
