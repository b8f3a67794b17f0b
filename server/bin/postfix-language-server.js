#!/usr/bin/env node
const program = require('node:path').join(__dirname, '../dist/stdio.js');
if (require('node:fs').existsSync(program)) {
  require(program);
} else {
  process.stderr.write('postfix-language-server: it has to be built first: npm ci && npm run build\n');
  process.exitCode = 2;
}
