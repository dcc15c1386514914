/**
 * The elements beside hand-written pages with the same content, in the same run:  npm run bench [-- --quick] [--check]
 *
 * "Vanilla" is the yardstick of every target: plain elements, every message in the page, HTML trusted as it came. "Vanilla
 * + sanitizer" differs from it only in that it trusts nobody. Times are medians of interleaved rounds; on a shared machine
 * only the ratios mean anything. `--check` fails when a target is missed; `--quick` is for finding out whether all of
 * this still works. What is broken rather than slow fails always.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { counted, type Figure, printTable, timedFigures } from './figures.ts';
import { growthOfCenter, growthOfThread, memoryOfRows, structureOf } from './footprints.ts';
import { firstVisits, interleave, longVisits } from './rounds.ts';
import { Samples } from './samples.ts';
import { openSite, type Site } from './site.ts';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});
const rounds = flags.quick ? { first: 3, long: 1 } : { first: 40, long: 11 };

const site = await openSite();
try {
  const facts = await withBrowser(false, (browser) => factsOf(browser, site));
  const samples = new Samples();
  await withBrowser(true, (browser) => interleave(rounds.first, firstVisits(browser, site.origin, samples)));
  await withBrowser(false, (browser) => interleave(rounds.long, longVisits(browser, site.origin, samples)));
  const timed = timedFigures(samples);
  const shifts = timed.filter(({ name }) => name.startsWith('layout shift'));

  const kilobytes = (page: 'ours-list' | 'ours-thread') => `${((site.bytes.get(page) ?? 0) / 1000).toFixed(1)} kB`;
  console.log(
    `Scripts before the first paint, after gzip: list ${kilobytes('ours-list')}, thread ${kilobytes('ours-thread')}.`,
  );
  console.log(`${rounds.first} first visits and ${rounds.long} long ones to each side.\n`);
  if ((loadavg()[0] ?? 0) > availableParallelism() + 1) console.log('Others use this machine too: ratios are rough.\n');
  printTable([...timed, ...facts]);
  const isBroken = [...facts, ...shifts].some(({ isMet }) => isMet === false);
  const isSlow = timed.some(({ isMet }) => isMet === false);
  process.exitCode = isBroken || (flags.check && isSlow) ? 1 : 0;
} finally {
  site.stop();
}

async function withBrowser<T>(isTimed: boolean, use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await openBrowser(isTimed);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

async function factsOf(browser: Browser, { origin }: Site): Promise<Figure[]> {
  const never = { bytes: NaN, listeners: NaN };
  const structure = await attempt(structureOf(browser, origin), {
    differentRows: NaN,
    differentMessages: NaN,
    redrawn: NaN,
  });
  const thread = await attempt(growthOfThread(browser, origin), never);
  const center = await attempt(growthOfCenter(browser, origin), never);
  const [early, late] = await attempt(memoryOfRows(browser, origin), [NaN, NaN]);
  return [
    counted('rows that differ from the vanilla list', structure.differentRows, 0, ''),
    counted('messages that differ from the vanilla thread', structure.differentMessages, 0, ''),
    counted('messages that an answer draws again', structure.redrawn, 0, ''),
    counted('heap after 100 × a thread opened and closed', thread.bytes / 1e6, 1, 'MB'),
    counted('  listeners left', thread.listeners, 0, ''),
    counted('heap after 100 × the center shown and removed', center.bytes / 1e6, 1, 'MB'),
    counted('  listeners left', center.listeners, 0, ''),
    counted('memory of a row, rows 601–1,000 beside 201–600', late / early, 1.1, '×'),
  ];
}

/** What cannot be measured is told, and counts as missed. */
async function attempt<T>(measured: Promise<T>, otherwise: T): Promise<T> {
  return measured.catch((error: unknown) => {
    console.error(String(error));
    return otherwise;
  });
}
