/** What stays in memory, and what each side does to the page: facts that no slow machine can change. */
import type { Browser, Page } from 'playwright-core';
import { footprintOf, visit, type Footprint } from './browser.ts';

/** How often something is done before memory is looked at again. */
const repeats = 100;

export interface Growth {
  readonly bytes: number;
  readonly listeners: number;
}

/** What 100 times opening and closing one conversation leave behind. */
export function growthOfThread(browser: Browser, origin: string): Promise<Growth> {
  return visit(browser, `${origin}/ours-thread?messages=50`, (page) =>
    growthOf(page, async (times) => {
      for (let time = 0; time < times; time += 1) {
        await window.threadBench.open('t-50-0');
        await window.threadBench.close();
      }
    }),
  );
}

/** What 100 centers leave behind that were on the page and are gone. */
export function growthOfCenter(browser: Browser, origin: string): Promise<Growth> {
  return visit(browser, `${origin}/ours-center`, (page) =>
    growthOf(page, async (times) => {
      for (let time = 0; time < times; time += 1) await window.mountAndRemove();
    }),
  );
}

/** The first times fill caches that are there to stay. */
async function growthOf(page: Page, act: (times: number) => Promise<void>): Promise<Growth> {
  await page.evaluate(act, repeats / 5);
  const before = await footprintOf(page);
  await page.evaluate(act, repeats);
  const after = await footprintOf(page);
  const difference = (name: keyof Footprint) => after[name] - before[name];
  return { bytes: difference('heap'), listeners: difference('listeners') };
}

/** Bytes for each row of the list, of the rows 201 to 600 and of the rows 601 to 1,000. */
export function memoryOfRows(browser: Browser, origin: string): Promise<[number, number]> {
  return visit(browser, `${origin}/ours-list?total=10000&pagesize=100`, async (page) => {
    await page.evaluate(() => window.listBench.first);
    const heapAt = async (rows: number): Promise<number> => {
      while ((await page.evaluate(() => window.listBench.subjects())).length < rows)
        await page.evaluate(() => window.listBench.more());
      return (await footprintOf(page)).heap;
    };
    const [few, some, many] = [await heapAt(200), await heapAt(600), await heapAt(1000)];
    return [(some - few) / 400, (many - some) / 400];
  });
}

export interface Structure {
  /** Rows and messages that are not the same as those of the vanilla page. */
  readonly differentRows: number;
  readonly differentMessages: number;
  /** Messages that one more answer replaced or changed. */
  readonly redrawn: number;
}

/** Whether both sides show the same, and whether an answer leaves the other messages alone. */
export async function structureOf(browser: Browser, origin: string): Promise<Structure> {
  const rows = (path: string) =>
    visit(browser, `${origin}/${path}`, async (page) => {
      await page.evaluate(() => window.listBench.first);
      return await page.evaluate(() => window.listBench.subjects());
    });
  const messages = (path: string) =>
    visit(browser, `${origin}/${path}?messages=20&ticket=t-20-0`, async (page) => {
      await allDrawn(page, 20);
      return await page.evaluate(() => window.threadBench.numbers());
    });
  const { same, of, changes } = await visit(
    browser,
    `${origin}/ours-thread?messages=50&ticket=t-50-0`,
    async (page) => {
      await allDrawn(page, 50);
      return page.evaluate(() => window.threadBench.untouched());
    },
  );
  return {
    differentRows: differences(await rows('vanilla-list'), await rows('ours-list')),
    differentMessages: differences(await messages('vanilla-thread'), await messages('ours-thread')),
    redrawn: of - same + changes,
  };
}

/** The end of a conversation is on screen before the lines above it are drawn. */
async function allDrawn(page: Page, messages: number): Promise<void> {
  await page.evaluate(() => window.threadBench.first);
  await page.waitForFunction((count) => window.threadBench.messageCount() >= count, messages);
}

function differences(one: readonly string[], other: readonly string[]): number {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_, place) => one[place] !== other[place]).filter(Boolean).length;
}
