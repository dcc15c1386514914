/**
 * Nothing that a person typed or chose is lost, and nothing is sent twice, whatever comes in between: a message of several
 * scripts and three files, interrupted at five moments, with a real server over both databases, a real browser, and a
 * gateway between them that does what gateways do. In the end the team has the message once, with these words and these
 * bytes, and the browser keeps nothing of it.
 *
 * |                  | typing | files chosen | uploading | sending | stored |
 * | ---------------- | ------ | ------------ | --------- | ------- | ------ |
 * | reload, back, tab killed, browser killed, second tab | ✓ | ✓ | ✓ | ✓ | ✓ |
 * | session expired, 401, 5xx, timeout, offline          | ✓ | ✓ | ✓ | ✓ | ✓ |
 * | 409              | 1      | ✓            | ✓         | ✓       | ✓      |
 * | guest: reload, code asked again                      | ✓ | ✓ | ✓ | ✓ | ✓ |
 * | guest: tab killed, browser killed, second tab        | 2 | 2 | 2 | 2 | 2 |
 *
 * 1. Nothing is written while somebody types, so nothing can be contradicted.
 * 2. What a guest has not sent ends with the tab, by design: the next person at the computer must not find it.
 *
 * The rest is the same for guests and accounts. Over Postgres `npm test` runs what concerns the database;
 * `npm run test:soak` runs all of it over both.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, launchChromiumIn } from '../helpers/e2e-demo.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { bundledElements } from '../helpers/shop.ts';
import { type Interruption, interruptions } from './interruptions.table.ts';
import { Scene, type Stage, stages, startSupport, type Support } from './interruptions.stage.ts';

const isSoak = process.env.TEST_SOAK === 'true';
const concernsDatabase = /^(?:reload|5xx|code asked again) × (?:uploading|stored)$/;
/** Cells mostly wait for their page. */
const atOnce = 4;

const postgres = await startPostgres();
const missing = 'missing' in postgres ? postgres.missing : undefined;
const scripts = await bundledElements();
let browser: Browser;

before(async () => {
  // The way back is the one that browsers have: to the page as it was left.
  browser = await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});
after(async () => {
  await browser.close();
  if (!('missing' in postgres)) await postgres.remove();
});

const databases: { name: string; skip?: string | undefined; settings: () => Promise<Record<string, string>> }[] = [
  { name: 'SQLite', settings: async () => ({ HELPDOCK_DATA: temporaryFolder() }) },
  {
    name: 'Postgres',
    skip: missing,
    settings: async () => {
      if ('missing' in postgres) throw new Error(missing);
      return { DATABASE_URL: await postgres.newDatabase() };
    },
  },
];

/** A person goes on after an interruption, until the message is where it belongs. */
async function goOn(scene: Scene, { returns = false }: Pick<Interruption, 'returns'> = {}): Promise<void> {
  if (!scene.isSent || (returns && scene.stage === 'sending')) await scene.sendDraft();
  await scene.isDelivered();
  await scene.isThereOnce();
}

for (const { name: database, skip, settings } of databases)
  describe(`a reply with files, over ${database}`, { skip }, () => {
    const isWhole = database === 'SQLite' || isSoak;
    const delivered: Scene[] = [];
    let support: Support;

    before(async () => {
      support = await startSupport(await settings(), scripts);
    });
    after(() => support?.stop());

    async function survives(interruption: Interruption, stage: Stage): Promise<void> {
      const context = await browser.newContext({ viewport: { width: 600, height: 900 }, reducedMotion: 'reduce' });
      const scene = await Scene.open(support, await context.newPage(), stage, interruption.visitor);
      try {
        await scene.reach(interruption.settings);
        await interruption.strike(scene);
        await goOn(scene, interruption);
        delivered.push(scene);
      } finally {
        scene.shop.close();
        await context.close();
      }
    }

    describe('is there once, whole, after', { concurrency: atOnce }, () => {
      for (const [name, interruption] of Object.entries(interruptions))
        for (const stage of stages) {
          const cell = `${name} × ${stage}`;
          if (interruption.without === stage || !(isWhole || concernsDatabase.test(cell))) continue;
          it(cell, () => survives(interruption, stage));
        }
    });

    // One kill for all stages: nothing costs more than a browser.
    if (isWhole)
      it('is there once, whole, after browser killed', async (test) => {
        const profile = temporaryFolder();
        const killed = await launchChromiumIn(profile);
        const scenes: Scene[] = [];
        for (const stage of stages) {
          const scene = await Scene.open(support, await killed.newPage(), stage, 'account');
          scenes.push(scene);
          await scene.reach();
        }
        const gone = new Promise((resolve) => killed.once('close', resolve));
        const devtools = await killed.browser()?.newBrowserCDPSession();
        const { processInfo } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
        process.kill(processInfo.find(({ type }) => type === 'browser')?.id ?? assert.fail('no process'), 'SIGKILL');
        await gone;
        const restarted = await launchChromiumIn(profile);
        try {
          for (const scene of scenes)
            await test.test(`browser killed × ${scene.stage}`, async () => {
              scene.page = await restarted.newPage();
              await scene.visit();
              await goOn(scene);
              delivered.push(scene);
            });
        } finally {
          for (const { shop } of scenes) shop.close();
          await restarted.close();
        }
      });

    it('and nothing comes later', async () => {
      await Promise.all(delivered.map((scene) => scene.isThereOnce()));
    });
  });
