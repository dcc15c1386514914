// Finds a Chromium and knows how to start it. Runs on any Node, before anything is installed.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const runnable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
};

/** Path of a Chromium, or `undefined`: `CHROME_PATH`, then the PATH, the usual places, Playwright's own. */
export async function findChromium() {
  if (process.env.CHROME_PATH) return runnable(process.env.CHROME_PATH);
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = runnable(join(folder, name));
      if (path) return path;
    }
  for (const path of usualPlaces) if (runnable(path)) return path;
  const playwright = await import('playwright-core').catch(() => undefined);
  return playwright && runnable(playwright.chromium.executablePath());
}

/** Quiet, and without traffic of its own. The sandbox does not start for root or in most containers. */
export const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
];
