#!/usr/bin/env node
require('../dist/stdio.js');
