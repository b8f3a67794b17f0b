process.stderr.write('maincf: not ready\n');
process.exitCode = 2;
