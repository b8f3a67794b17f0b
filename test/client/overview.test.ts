import assert from 'node:assert/strict';
import { overviewBody, overviewPage } from '../../client/src/overview/page';
import type { Overview } from '../../protocol/overview';

const overview: Overview = {
  title: 'How <mail> travels',
  summary: '',
  sections: [
    {
      heading: 'Mail coming in',
      direction: 'incoming',
      cards: [
        {
          heading: 'smtp "inet"',
          badge: { text: 'encrypts', tone: 'good' },
          rows: [
            {
              label: 'Level',
              text: '</code><script>alert(1)</script>',
              code: true,
              location: { uri: 'file:///etc/postfix/main.cf?a="b"', line: 3, character: 0 },
            },
            { label: 'Versions', badges: [{ text: 'SSLv3', tone: 'neutral', off: true }] },
          ],
        },
      ],
    },
    { heading: 'What to do next', steps: [{ text: 'Nothing & more', tone: 'problem' }] },
  ],
};

describe('the overview page', () => {
  const body = overviewBody(overview);

  it('escapes everything that comes from a file', () => {
    assert.ok(!body.includes('<script'));
    assert.ok(body.includes('How &#60;mail&#62; travels'));
    assert.ok(body.includes('Nothing &#38; more'));
  });

  it('carries the place of a link through the escaping', () => {
    const attribute = /data-location="([^"]*)"/.exec(body)?.[1] ?? '';
    const text = attribute.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    assert.deepEqual(JSON.parse(text), overview.sections[0]?.cards?.[0]?.rows[0]?.location);
  });

  it('says in words what it draws', () => {
    const heard = body.replace(/<span[^>]*aria-hidden="true">[^<]*<\/span>/g, '').replace(/<[^>]*>/g, '');
    for (const words of ['good: encrypts', 'SSLv3 off', 'problem: Nothing'])
      assert.ok(heard.includes(words), words);
  });

  it('breaks long values between their parts', () => {
    const row = { label: 'Certificate', text: '/etc/ssl/a.pem', code: true };
    const cards = [{ heading: '', rows: [row] }];
    const html = overviewBody({ title: '', summary: '', sections: [{ heading: '', cards }] });
    assert.ok(html.includes('<code>/<wbr>etc/<wbr>ssl/<wbr>a.pem</code>'), html);
  });

  it('names each region by its heading', () => {
    const ids = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(found => found[1]));
    const labels = [...body.matchAll(/aria-labelledby="([^"]+)"/g)].map(found => found[1]);
    assert.equal(labels.length, 3);
    for (const label of labels) assert.ok(ids.has(label), label);
  });

  it('lets in nothing but its own style and script', () => {
    const page = overviewPage(overview, 'abc');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.equal(policy, "default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'");
    assert.ok(!/\s(style|on\w+)=/.test(body), 'inline style or handler');
  });
});
