#!/usr/bin/env node
const program = require('node:path').join(__dirname, '../dist/cli.js');
if (require('node:fs').existsSync(program)) {
  require(program);
} else {
  process.stderr.write('maincf: it has to be built first: npm ci && npm run build\n');
  process.exitCode = 2;
}
