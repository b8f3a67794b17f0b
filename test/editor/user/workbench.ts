// A browser window with VS Code in it, and the hands and eyes of the person before it.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../host/chromium.mjs';
import { installExtension, startServer } from '../host/server.mjs';

export type Theme = 'dark' | 'light' | 'hc-dark' | 'hc-light';
const themes: Record<Theme, string> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

/** The themes to show, the first of them with all tests. */
export const shownThemes = (process.env.USER_THEMES ?? 'dark').split(' ') as Theme[];

const settings = {
  'editor.fontSize': 15,
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.hover.delay': 100,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

/** Nothing but the text, for pictures in a small frame. */
const bareSettings = {
  'window.title': '${activeEditorShort}',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'workbench.editor.showTabs': 'none',
  'window.menuBarVisibility': 'hidden',
  'editor.lineNumbers': 'off',
  'editor.glyphMargin': false,
  'editor.folding': false,
  'editor.stickyScroll.enabled': false,
};

/** Without a blinking caret, and with everything that fades in or out at its end. */
const still = { animations: 'disabled', caret: 'hide' } as const;

/** How a window is to look. */
export interface Frame {
  /** Without everything around the text. */
  readonly bare?: boolean;
  /** Settings of the person beyond the usual. */
  readonly settings?: Record<string, unknown>;
  readonly width?: number;
  readonly height?: number;
}

/** The window that was opened last. */
let current: Workbench | undefined;

// What the person saw when a test failed.
afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  await current?.picture(`failed ${this.currentTest.fullTitle()}`.replace(/\W+/g, '-')).catch(() => {});
});

export class Workbench {
  private readonly folderSettings: Record<string, unknown> = {};

  private constructor(
    readonly page: Page,
    /** The folder that is open: a copy of the sample with the article's main.cf in it. */
    readonly folder: string,
    private shownTheme: Theme,
    private readonly browser: Browser,
    private readonly server: { readonly stop: () => void },
    /** Everything of this window lies here: extension, settings, files. */
    readonly directory: string,
  ) {}

  /** Installs the .vsix into a fresh VS Code and opens `file` of the sample. */
  static async open(file: string, theme: Theme, frame: Frame = {}): Promise<Workbench> {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'editor-user-'));
    const folder = path.join(directory, 'postfix');
    await cp('test/editor/sample', folder, { recursive: true });
    await cp('test/corpus/article', path.join(folder, 'article'), { recursive: true });
    const extensions = path.join(directory, 'extensions');
    await mkdir(extensions);
    await installExtension({ directory, extensions, vsix: process.env.USER_VSIX });
    const server = await startServer({
      directory,
      extensions,
      settings: {
        ...settings,
        ...(frame.bare ? bareSettings : {}),
        ...frame.settings,
        'workbench.colorTheme': themes[theme],
      },
    });
    const browser = await launchChromium();
    const viewport = { width: frame.width ?? 1200, height: frame.height ?? 720 };
    const page = await browser.newPage({ viewport, deviceScaleFactor: 2 });
    page.setDefaultTimeout(20_000);
    const workbench = new Workbench(page, folder, theme, browser, server, directory);
    current = workbench;
    try {
      const payload = [
        ['openFile', server.uri(path.join(folder, file))],
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ];
      await page.goto(server.address({ folder, payload }));
      await workbench.editor.waitFor();
      await page.locator('.sidebar').waitFor();
      await page.keyboard.press('Control+b');
      await page.locator('.sidebar').waitFor({ state: 'hidden' });
    } catch (error) {
      await workbench.picture('failed-opening').catch(() => {});
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  get theme(): Theme {
    return this.shownTheme;
  }

  /** Changes settings of the open folder. */
  async set(changes: Record<string, unknown>): Promise<void> {
    Object.assign(this.folderSettings, changes);
    await this.write('.vscode/settings.json', JSON.stringify(this.folderSettings));
  }

  /** Changes the colour theme of the open window. */
  async wear(theme: Theme): Promise<void> {
    await this.set({ 'workbench.colorTheme': themes[theme] });
    const name = { dark: 'vs-dark', light: 'vs', 'hc-dark': 'hc-black', 'hc-light': 'hc-light' }[theme];
    await this.page.locator(`.monaco-workbench.${name}`).waitFor();
    this.shownTheme = theme;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.stop();
    await new Promise(resolve => setTimeout(resolve, 300));
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The editor with the main.cf in it. */
  get editor(): Locator {
    return this.editorOf('main.cf');
  }

  get hover(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
  }

  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row');
  }

  get fixes(): Locator {
    return this.page.locator('.action-widget .monaco-list-row');
  }

  private editorOf(file: string): Locator {
    return this.page.locator(`.monaco-editor[data-uri$="${file}"]`).first();
  }

  /** The middle of the first place of `text` on a visible line of a file, in pixels. */
  async placeOf(text: string, file = 'main.cf'): Promise<{ readonly x: number; readonly y: number }> {
    const place = await this.editorOf(file).evaluate((editor, wanted) => {
      for (const line of editor.querySelectorAll('.view-line')) {
        // A line is one text or many spans, with hard blanks.
        const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        const edge = (offset: number, set: (node: Node, at: number) => void): void => {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let left = offset, node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent?.length ?? 0;
            if (left <= length) return set(node, left);
            left -= length;
          }
        };
        edge(start, (node, at) => range.setStart(node, at));
        edge(start + wanted.length, (node, at) => range.setEnd(node, at));
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, text);
    if (place === undefined) throw new Error(`"${text}" is on no visible line`);
    return place;
  }

  /** Waits until a text is on a visible line. */
  async reads(text: string): Promise<void> {
    await this.eventually(async () => (await this.placeOf(text).catch(() => undefined)) !== undefined);
  }

  /** Rests the mouse on a word until its hover is there. */
  async pointAt(text: string, file = 'main.cf'): Promise<Locator> {
    const { x, y } = await this.placeOf(text, file);
    await this.retry(async () => {
      await this.aside();
      await this.hover.waitFor({ state: 'hidden', timeout: 3_000 });
      await this.page.mouse.move(x, y, { steps: 4 });
      await this.hover.waitFor({ timeout: 3_000 });
    });
    return this.hover;
  }

  /** Writes a file into the open folder. */
  async write(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.folder, file)), { recursive: true });
    await writeFile(path.join(this.folder, file), text);
  }

  /** Opens a file of the folder by its name, as Ctrl+P does. */
  async openFile(file: string): Promise<void> {
    await this.retry(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+p');
      const input = this.page.locator('.quick-input-widget input').first();
      await input.waitFor({ timeout: 3_000 });
      await input.fill(file);
      const [name = '', folder = ''] = file.split('/').reverse();
      const row = this.page.locator('.quick-input-widget .monaco-list-row', { hasText: name });
      await row.filter({ hasText: folder }).first().click({ timeout: 3_000 });
      await this.editorOf(file).waitFor({ timeout: 3_000 });
    });
  }

  /** Puts the keyboard into the file. */
  async focusEditor(): Promise<void> {
    await this.retry(async () => {
      // A hover that still hangs over the text would take the click.
      await this.aside();
      await this.hover.waitFor({ state: 'hidden', timeout: 3_000 });
      await this.editor.click();
      await this.page.locator('.monaco-editor.focused[data-uri$="main.cf"]').waitFor({ timeout: 3_000 });
    });
  }

  async clickOn(text: string): Promise<void> {
    const { x, y } = await this.placeOf(text);
    await this.page.mouse.click(x, y);
  }

  /** Opens the quick-fixes where the cursor is: the light bulb sometimes closes them again. */
  async openFixes(): Promise<Locator> {
    await this.retry(async () => {
      await this.aside();
      await this.page.keyboard.press('Control+.');
      await this.fixes.first().waitFor({ timeout: 3_000 });
    });
    return this.fixes;
  }

  /** Asks for completions, with the documentation beside the list. */
  async suggest(): Promise<void> {
    await this.page.keyboard.press('Control+Space');
    await this.suggestions.first().waitFor();
    const details = this.page.locator('.suggest-details-container');
    await this.retry(async () => {
      // The same keys show and hide it.
      if (!(await details.isVisible())) await this.page.keyboard.press('Control+Space');
      await details.waitFor({ timeout: 3_000 });
    });
  }

  /** Scrolls to the first place of a text in the file, with the editor's own search. */
  async reveal(text: string): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+f');
    await this.page.locator('.find-widget.visible textarea').first().fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.reads(text);
  }

  /** Runs a command of the palette by its title; tries again, since the palette shows what was known when it opened. */
  async command(title: string): Promise<void> {
    await this.retry(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget input').first();
      await input.waitFor({ timeout: 3_000 });
      await input.fill(`>${title}`);
      const row = this.page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first();
      await row.waitFor({ timeout: 3_000 });
    });
    await this.page.keyboard.press('Enter');
  }

  /** Moves the mouse to where it hovers over nothing. */
  async aside(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1200, height: 720 };
    await this.page.mouse.move(width - 10, height / 2);
  }

  /** A picture of the window under a name that says its theme. */
  async picture(name: string): Promise<void> {
    await writePicture(`${name}-${this.theme}.png`, await this.page.screenshot(still));
  }

  /** The same in half the size and as WebP: the walkthrough shows it no larger, and it is in the package. */
  async smallPicture(name: string): Promise<void> {
    const png = await this.page.screenshot(still);
    const page = await this.browser.newPage();
    const url = await page.evaluate(
      async data => {
        const image = new Image();
        image.src = data;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width / 2;
        canvas.height = image.height / 2;
        const context = canvas.getContext('2d');
        if (context) context.imageSmoothingQuality = 'high';
        context?.drawImage(image, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL('image/webp', 0.8);
      },
      `data:image/png;base64,${png.toString('base64')}`,
    );
    await page.close();
    await writePicture(`${name}-${this.theme}.webp`, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  }

  /** Waits until something holds, for at most ten seconds. */
  async eventually(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('waited in vain');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  private async retry(action: () => Promise<void>, times = 4): Promise<void> {
    for (let left = times; ; left--) {
      try {
        return await action();
      } catch (error) {
        if (left <= 1) throw error;
      }
    }
  }
}

async function writePicture(name: string, bytes: Buffer): Promise<void> {
  const file = path.join(process.env.USER_PICTURES ?? 'out/editor/pictures', name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
