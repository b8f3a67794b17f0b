import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { shownThemes, Workbench } from './workbench';

/** The document inside the panel: a frame in a frame. */
async function panelFrame(workbench: Workbench): Promise<Frame> {
  const inside = workbench.page.frameLocator('iframe.webview').locator('#active-frame');
  const found = await (await inside.elementHandle())?.contentFrame();
  assert.ok(found);
  await found.locator('h1').waitFor();
  return found;
}

for (const theme of shownThemes) {
  describe(`the TLS overview (${theme})`, () => {
    let workbench: Workbench;
    let panel: Frame;
    before(async () => {
      workbench = await Workbench.open('main.cf', theme);
      await workbench.clickOn('smtp_tls_security_level');
    });
    after(() => workbench?.close());

    it('opens beside the file', async () => {
      await workbench.command('Postfix: Show TLS Overview');
      panel = await panelFrame(workbench);
      await workbench.aside();
      await workbench.picture('overview');
    });

    it('has regions, headings and names for a screen reader', async () => {
      const page = panel.locator('body');
      for (const name of ['Incoming mail', 'Outgoing mail', 'IPv4 and IPv6', 'What to do next']) {
        await page.getByRole('region', { name, exact: true }).waitFor();
        await page.getByRole('heading', { name, level: 2 }).waitFor();
      }
      const card = page.getByRole('article', { name: /^Port 25/ });
      assert.equal(await card.count(), 1);
      assert.match(await card.ariaSnapshot(), /term: Versions|button "Versions"/);
      // A sign that is only drawn is said in words.
      assert.match((await card.textContent()) ?? '', /SSLv3 off/);
      assert.equal(await panel.locator('html').getAttribute('lang'), 'en');
    });

    it('lets nothing in: no network, no script and no style but its own', async () => {
      const answer = await panel.evaluate(async () => {
        const refused: string[] = [];
        document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));
        const asked = await fetch('http://127.0.0.1:1/').then(
          () => 'answered',
          () => 'refused',
        );
        const picture = document.createElement('img');
        picture.src = 'http://127.0.0.1:1/picture.png';
        const script = document.createElement('script');
        script.textContent = 'window.stranger = true';
        const style = document.createElement('style');
        style.textContent = 'h1 { letter-spacing: 9px }';
        document.body.append(picture, script, style);
        await new Promise(resolve => setTimeout(resolve, 200));
        const spacing = getComputedStyle(document.querySelector('h1') as Element).letterSpacing;
        for (const element of [picture, script, style]) element.remove();
        return { refused, asked, spacing, stranger: 'stranger' in window };
      });
      assert.equal(answer.asked, 'refused');
      assert.equal(answer.stranger, false);
      assert.equal(answer.spacing, 'normal');
      for (const directive of ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'])
        assert.ok(answer.refused.includes(directive), `${directive} among ${answer.refused.join(' ')}`);
      const fetched = await panel.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      assert.deepEqual(
        fetched.filter(name => !name.startsWith('http://127.0.0.1:1/')),
        [],
      );
    });

    it('can be walked through with Tab, and shows where it is', async () => {
      const links = panel.getByRole('button');
      const names = await links.allInnerTexts();
      assert.ok(names.length > 8, `links: ${names.join(', ')}`);
      await panel.locator('h1').click();
      for (const name of names) {
        await workbench.page.keyboard.press('Tab');
        const focused = await panel.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          return { text: element.innerText, outline: getComputedStyle(element).outlineStyle };
        });
        assert.deepEqual(focused, { text: name, outline: 'solid' });
      }
    });

    it('leads into the file by keyboard', async () => {
      await panel.getByRole('button').first().focus();
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.monaco-editor.focused[data-uri$="main.cf"]').waitFor();
    });

    it('follows edits', async () => {
      const before = await panel.locator('main').innerText();
      await workbench.clickOn('smtp_tls_security_level = may');
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Control+Backspace');
      await workbench.page.keyboard.type('encrypt');
      await workbench.eventually(async () => (await panel.locator('main').innerText()) !== before);
    });
  });
}

describe('the TLS overview in every theme', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('main.cf', 'dark');
    await workbench.clickOn('smtp_tls_security_level');
    await workbench.command('Postfix: Show TLS Overview');
  });
  after(() => workbench?.close());

  it('shows the services of master.cf as soon as it has been read', async () => {
    const panel = await panelFrame(workbench);
    await panel.getByRole('article', { name: /^Port 587/ }).waitFor();
  });

  for (const [theme, least] of [
    ['dark', 4.5],
    ['light', 4.5],
    ['hc-dark', 7],
    ['hc-light', 4.5],
  ] as const) {
    it(`can be read: ${theme}`, async () => {
      await workbench.wear(theme);
      const panel = await panelFrame(workbench);
      const contrasts = await panel.evaluate(contrastOfTexts);
      assert.ok(contrasts.length > 50, `${contrasts.length} texts`);
      await workbench.picture('overview');
      assert.deepEqual(
        contrasts.filter(({ contrast }) => contrast < least),
        [],
      );
    });
  }
});

/** Runs in the page: each visible text with the contrast to what is behind it, as WCAG reckons it. */
function contrastOfTexts(): { text: string; contrast: number }[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const parse = (text: string): Colour => {
    const numbers = (text.match(/[\d.]+/g) ?? []).map(Number);
    const scale = text.startsWith('color(') ? 255 : 1;
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = (above: Colour, below: Colour): Colour => {
    const mix = (a: number, b: number): number => a * above[3] + b * (1 - above[3]);
    return [mix(above[0], below[0]), mix(above[1], below[1]), mix(above[2], below[2]), 1];
  };
  const behind = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const luminance = ([red, green, blue]: Colour): number => {
    const part = (value: number): number => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const found: { text: string; contrast: number }[] = [];
  const walker = document.createTreeWalker(document.querySelector('main') as Element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '' || element.closest('.spoken, s, [aria-hidden]') !== null) continue;
    const below = behind(element);
    const [a, b] = [over(parse(getComputedStyle(element).color), below), below].map(luminance) as [
      number,
      number,
    ];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    found.push({ text, contrast: Math.round(contrast * 10) / 10 });
  }
  return found;
}
