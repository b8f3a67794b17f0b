// Drives a Chromium. It resolves no name but 127.0.0.1: nothing in these tests needs a network.
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

/** Starts a headless Chromium. Throws with the one line that says what to install where there is none. */
export async function launchChromium() {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium found: install the package chromium, or set CHROMIUM');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}
