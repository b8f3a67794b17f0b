// What is bundled, and how large each bundle may be.

/** How esbuild bundles what runs here and is not shipped: tools, tests, benchmarks. */
export const forHere = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
};

/** The bundles, as options of esbuild. Paths are relative to the root of the project. */
export function bundles({ root, minify }) {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2022',
    minify,
    // Maps stay out of the package: see .vscodeignore.
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  };
  const node = { ...shared, platform: 'node', format: 'cjs', external: ['vscode'] };
  const browser = { ...shared, platform: 'browser', conditions: ['browser'] };
  return [
    { ...node, entryPoints: ['client/src/node.ts'], outfile: 'client/dist/node.js' },
    {
      ...browser,
      format: 'cjs',
      external: ['vscode'],
      entryPoints: ['client/src/browser.ts'],
      outfile: 'client/dist/browser.js',
    },
    {
      ...node,
      entryPoints: {
        ipc: 'server/src/main/ipc.ts',
        stdio: 'server/src/main/stdio.ts',
        'node-server': 'server/src/main/node-server.ts',
      },
      outdir: 'server/dist',
      // `import()` becomes a `require` that is over before the next message comes.
      supported: { 'dynamic-import': false },
      plugins: [besides],
    },
    {
      ...node,
      entryPoints: { protocol: 'vscode-languageserver/node' },
      outdir: 'server/dist',
      plugins: [onDemand],
    },
    { ...node, entryPoints: { cli: 'server/src/main/cli.ts' }, outdir: 'server/dist' },
    {
      ...browser,
      format: 'iife',
      entryPoints: ['server/src/main/worker.ts'],
      outfile: 'server/dist/worker.js',
    },
  ];
}

/** What the front doors on node share: the protocol, which they load at once, and the server, which they load when it is needed. */
const besides = {
  name: 'besides',
  setup(build) {
    const bundle = file => () => ({ path: `./${file}.js`, external: true });
    build.onResolve({ filter: /^vscode-languageserver(\/node)?$/ }, bundle('protocol'));
    build.onResolve({ filter: /^\.\/node-server$/ }, bundle('node-server'));
  },
};

/** What the protocol's library loads and hardly ever uses, which takes node longer than the library: loaded when it is first used. */
const onDemand = {
  name: 'on-demand',
  setup(build) {
    build.onResolve({ filter: /^(child_process|crypto)$/ }, ({ path }) => ({ path, namespace: 'on-demand' }));
    build.onLoad({ filter: /./, namespace: 'on-demand' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, key) => require('node:${path}')[key] });`,
    }));
  },
};

/** kB (1,000 bytes) of each minified bundle. `facts` is the catalogue's part of each server bundle, read at start. */
export const budget = {
  'client/dist/node.js': 480,
  'client/dist/browser.js': 445,
  'server/dist/ipc.js': 10,
  'server/dist/stdio.js': 10,
  'server/dist/node-server.js': 800,
  'server/dist/protocol.js': 220,
  'server/dist/cli.js': 1000,
  'server/dist/worker.js': 1000,
  facts: 250,
};
