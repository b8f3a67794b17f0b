/** `postconf -d` and `-dx`: every parameter of a release with its default, in its order. */
import assert from 'node:assert/strict';
import { showConfiguration } from '../../server/src/main/cli/show';
import { hostFacts } from './host';
import { defaultsOf } from './releases';
import { describeReleases } from './suite';

await describeReleases('defaults', release => {
  for (const expand of [false, true]) {
    it(expand ? 'expanded' : 'as written', async () => {
      const real = await defaultsOf(release, expand ? ['-x'] : []);
      const { lines, fatal } = showConfiguration({
        mainCf: '',
        masterCf: '',
        release: release.version,
        expand,
        defaults: true,
        directory: '/etc/postfix',
        host: await hostFacts(release),
      });
      assert.equal(fatal, undefined);
      // postconf's own process number is nothing to compare.
      const comparable = (line: string) => !line.startsWith('process_id =');
      assert.deepEqual(
        lines.filter(comparable),
        [...real].map(([name, value]) => `${name} = ${value}`.trimEnd()).filter(comparable),
      );
    });
  }
});
