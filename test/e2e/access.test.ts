/**
 * Everybody can do it: the job by keyboard alone, an audit by axe in the states that a customer meets, in both themes,
 * and no sideways scroll in a container of 320 px. In the demo, as served.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, startDemoProcess, type DemoProcess } from '../helpers/e2e-demo.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Name and text of what has the focus, through shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element: Element | null = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? '';
    return `${element?.localName ?? ''} ${label} ${element?.textContent ?? ''}`.replace(/\s+/g, ' ');
  });
}

/** Presses Tab as a person would, until something with these words has the focus. */
async function tabTo(page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (words.test(await focused(page))) return;
  }
  assert.fail(`no Tab stop says ${String(words)}; the last one was ${await focused(page)}`);
}

async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (where: object, how: object) => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

describe('access', () => {
  let demo: DemoProcess;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await Promise.all([startDemoProcess(), launchChromium()]);
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
  });

  const open = async (query: string) => {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(60_000);
    await page.goto(`${demo.url}?${query}`);
    const center = page.locator('support-center');
    await center.getByRole('radio').first().waitFor();
    return { page, center };
  };

  it('the keyboard alone finds a ticket, reads it, answers it and comes back to its row', async () => {
    const { page, center } = await open('persona=maya&width=400');
    await center.getByRole('link', { name: /Two parcels/ }).waitFor();
    await tabTo(page, /Search tickets/);
    await page.keyboard.type('rain jacket');
    await page.keyboard.press('Enter');
    // The rows give way to placeholders first; only what the server found can take the focus.
    await center.getByRole('link', { name: /Change the delivery/ }).waitFor({ state: 'detached' });
    await center.getByRole('link', { name: /Two parcels/ }).waitFor();
    await tabTo(page, /^a .*Two parcels, one of them empty/);
    await page.keyboard.press('Enter');
    await center.getByRole('textbox', { name: 'Your reply' }).waitFor();
    await page.waitForFunction(
      () => document.querySelector('support-center')?.shadowRoot?.activeElement?.localName === 'support-ticket-thread',
    );
    assert.match(await focused(page), /^h\d .*Two parcels, one of them empty/);

    await tabTo(page, /^textarea Your reply/);
    await page.keyboard.type('It came today, thank you.');
    await page.keyboard.press('Control+Enter');
    await center.getByRole('article').filter({ hasText: 'It came today, thank you.' }).waitFor();

    await tabTo(page, /Back to tickets/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await center.getByRole('link', { name: /Two parcels/ }).waitFor();
    await page.waitForFunction(
      () => document.querySelector('support-center')?.shadowRoot?.activeElement?.localName === 'support-ticket-list',
    );
    assert.match(await focused(page), /Two parcels, one of them empty/);
    await page.close();
  });

  for (const theme of ['light', 'dark'])
    for (const width of ['320', '0'])
      it(`axe finds nothing, and nothing scrolls sideways: ${theme}, ${width === '0' ? 'full width' : '320 px'}`, async () => {
        const { page, center } = await open(`persona=maya&theme=${theme}&width=${width}`);
        const clean = async (state: string) => {
          assert.deepEqual(await audit(page), [], state);
          const overflow = await center.evaluate((element) => element.scrollWidth - element.clientWidth);
          assert.equal(overflow <= 0, true, `${state}: ${overflow} px too wide`);
        };
        const visit = async (state: string, subject: RegExp) => {
          await center.getByRole('radio', { name: 'All' }).check({ force: true });
          await center.getByRole('link', { name: subject }).click();
          await center.getByRole('article').first().waitFor();
          await clean(state);
          if (width === '320') await center.getByRole('link', { name: 'Back to tickets' }).click();
        };
        await center.getByRole('link', { name: /Two parcels/ }).waitFor();
        await clean('the list');
        await visit('a ticket that waits for the customer', /Fork of my Fjell/);
        await visit('a solved ticket', /Club discount/);
        await visit('a closed ticket with hostile text', /undefined/);
        await visit('a ticket with a very long name', /Supercali/);
        await center.getByRole('searchbox').fill('nothing has these words');
        await center.getByText('No matching tickets').waitFor();
        await clean('an empty search');
        await page.close();
      });

  it('axe finds nothing when the backend is down, and the page says so', async () => {
    const { page, center } = await open('persona=maya');
    await page.route('**/support/v1/tickets?**', (route) => route.abort());
    await center.getByRole('radio', { name: 'Closed' }).check({ force: true });
    await center.getByText('We couldn’t load your tickets').waitFor();
    assert.deepEqual(await audit(page), []);
    await page.close();
  });

  it('Arabic and Hebrew read from right to left inside an English page', async () => {
    const { page, center } = await open('persona=noor');
    await center.getByRole('radio', { name: 'All' }).check({ force: true });
    const subject = center.getByRole('link', { name: /FF-21150/ });
    await subject.click();
    const message = center.getByRole('article').filter({ hasText: 'مرحباً' }).first();
    await message.waitFor();
    const starts = await message.evaluate((article) => {
      const words = [...article.querySelectorAll('*')].find(
        (element) => element.textContent?.includes('مرحباً') && getComputedStyle(element).unicodeBidi === 'plaintext',
      );
      return words !== undefined;
    });
    assert.equal(starts, true);
    assert.deepEqual(await audit(page), []);
    await page.close();
  });
});
