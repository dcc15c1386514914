/** Chromium as the bench uses it: a new profile for every page, and numbers that only the browser itself can give. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../.ci/browser.mjs';

/** Frames follow one another without waiting for a display, so that a short piece of work is not rounded up to 16.7 ms. */
const withoutDisplay = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/**
 * A window of this browser loads pages of its own for the address bar, at the same time as the page that is measured.
 * The list replaces Playwright's, whose names for still frames and for no traffic stand here too.
 */
const withoutOwnPages =
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,LensOverlay,PaintHolding,' +
  'AimEnabled,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch';

/** `isTimed`: a display of 60 Hz, as visitors have it. */
export async function openBrowser(isTimed: boolean): Promise<Browser> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('No Chromium found; `npm run bench` installs one.');
  return chromium.launch({
    executablePath,
    args: [...chromiumArgs, withoutOwnPages, ...(isTimed ? [] : withoutDisplay)],
  });
}

/** Opens the address as a first visit, hands the page over, and forgets it. */
export async function visit<T>(browser: Browser, address: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'visitBench' in window || 'mountAndRemove' in window);
    const found = await use(page).catch((error: unknown) => {
      throw new Error(`${address}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (faults.length > 0) throw new Error(`${address}: ${faults.join('\n')}`);
    return found;
  } finally {
    await context.close();
  }
}

export interface Footprint {
  /** Bytes in use after two garbage collections. */
  readonly heap: number;
  readonly listeners: number;
}

export async function footprintOf(page: Page): Promise<Footprint> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  await session.detach();
  return { heap: value('JSHeapUsedSize'), listeners: value('JSEventListeners') };
}
