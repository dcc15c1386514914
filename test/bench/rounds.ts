/**
 * What is measured, and in which order. Each round visits every side once and every second round goes backwards, so that
 * a machine that becomes slower or faster meanwhile does so for all of them.
 */
import type { Browser, Page } from 'playwright-core';
import { visit } from './browser.ts';
import type { Samples } from './samples.ts';

/** One visit to one side. `isCounted` is false for the warm-up. */
type Visit = (isCounted: boolean) => Promise<void>;

/** A side that fails is told about, and not asked again: what is missing of it counts as missed. */
export async function interleave(rounds: number, visits: readonly Visit[]): Promise<void> {
  const working = new Set(visits);
  for (let round = 0; round <= rounds; round += 1)
    for (const each of round % 2 === 0 ? visits : visits.toReversed()) {
      if (!working.has(each)) continue;
      await each(round > 0).catch((error: unknown) => {
        working.delete(each);
        console.error(String(error));
      });
    }
}

/** First visits: from the start of the navigation until the content is painted. */
export function firstVisits(browser: Browser, origin: string, samples: Samples): Visit[] {
  const first = (name: string, path: string): Visit => {
    return (isCounted) =>
      visit(browser, `${origin}/${path}`, async (page) => {
        const [time, shift] = await page.evaluate(async () => {
          const time = await window.visitBench.first;
          // What comes late enough to be seen as a jump.
          await new Promise((settled) => setTimeout(settled, 100));
          return [time, window.visitBench.layoutShift()] as const;
        });
        if (!isCounted) return;
        samples.add(name, time);
        samples.add(`${name}: shift`, shift);
      });
  };
  const conversation = 'messages=20&ticket=t-20-0';
  return [
    first('vanilla list', 'vanilla-list'),
    first('our list', 'ours-list?total=15'),
    first('our list of 10,000', 'ours-list?total=10000'),
    first('vanilla thread', `vanilla-thread?${conversation}`),
    first('sanitized thread', `vanilla-sanitized?${conversation}`),
    first('our thread', `ours-thread?${conversation}`),
  ];
}

/** Visits in which conversations are opened one after the other. The first one, of 20, warms the page up. */
export function longVisits(browser: Browser, origin: string, samples: Samples): Visit[] {
  const side = (name: string, path: string, use: (page: Page, note: Note) => Promise<void>): Visit => {
    return (isCounted) =>
      visit(browser, `${origin}/${path}?messages=10100&ticket=t-20-0`, async (page) => {
        await page.evaluate(() => window.threadBench.first);
        await use(page, (figure, values) => isCounted && samples.add(`${name}: ${figure}`, ...values));
      });
  };
  return [
    side('vanilla', 'vanilla-thread', visitVanilla),
    side('sanitized', 'vanilla-sanitized', async (page, note) => note('open 1,000', [await open(page, 't-1000-3')])),
    side('ours', 'ours-thread', visitOurs),
  ];
}

type Note = (figure: string, values: readonly number[]) => void;

async function visitVanilla(page: Page, note: Note): Promise<void> {
  await open(page, 't-50-1');
  note('answer at 50', await receive(page));
  note('open 1,000', [await open(page, 't-1000-3')]);
  await useFull(page, note);
}

async function visitOurs(page: Page, note: Note): Promise<void> {
  note('open 50', [await open(page, 't-50-1')]);
  note('answer at 50', await receive(page));
  note('open 10,000', [await open(page, 't-10000-2')]);
  const opened = await open(page, 't-1000-3');
  note('open 1,000', [opened]);
  const pages = await loadAll(page, 1000);
  note('page of 50', pages);
  note('all 1,000', [pages.reduce((sum, time) => sum + time, opened)]);
  note('long tasks', await page.evaluate(() => window.threadBench.longTasks));
  await useFull(page, note);
}

/** With 1,000 messages in the page: answers come in, the customer types. */
async function useFull(page: Page, note: Note): Promise<void> {
  note('answer at 1,000', await receive(page));
  for (let key = 0; key < 25; key += 1) await page.keyboard.press('a');
  note('key', await page.evaluate(() => window.threadBench.keys.slice(5)));
  note('elements', [await page.evaluate(() => window.threadBench.elementCount())]);
}

async function open(page: Page, ticketId: string): Promise<number> {
  await page.evaluate(() => window.threadBench.close());
  return page.evaluate((id) => window.threadBench.open(id), ticketId);
}

/** Asks for earlier messages until all are there; resolves with the time of each page. */
async function loadAll(page: Page, wanted: number): Promise<number[]> {
  await page.evaluate(() => window.threadBench.longTasks.splice(0));
  const times: number[] = [];
  while ((await page.evaluate(() => window.threadBench.messageCount())) < wanted) {
    times.push(await page.evaluate(() => window.threadBench.earlier()));
  }
  return times;
}

/** In a conversation that stands: the reader is at its end and in the box. As with keys, the first ones warm up the others. */
async function receive(page: Page): Promise<number[]> {
  await page.evaluate(() => window.threadBench.settle());
  const times: number[] = [];
  for (let answer = 0; answer < 25; answer += 1) times.push(await page.evaluate(() => window.threadBench.receive()));
  return times.slice(5);
}
