/**
 * The main job as a person does it: the demo is started as its reader would, a real Chromium opens it, and everything
 * goes through the page. The data lies on disk, so the server may be killed in between.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, reload, startDemoProcess, type DemoProcess } from '../helpers/e2e-demo.ts';
import { steps } from '../helpers/steps.ts';

const reply = 'It creaks with the wheel lifted, too. The number is WBK-4471-09.';
const answer = 'Then it is the crown, and it is covered. A box is on its way to you.';

describe('a signed-in customer follows a ticket', () => {
  const step = steps();

  let demo: DemoProcess;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    [demo, browser] = await Promise.all([startDemoProcess(), launchChromium()]);
    page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, locale: 'en-GB' });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => faults.push(String(error)));
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
  });

  const center = () => page.locator('support-center');
  const team = () => page.locator('demo-agent-panel');
  const conversation = () => center().getByRole('region', { name: 'Conversation' });

  step('sees open tickets, those that need a reply first', async () => {
    await page.goto(demo.url);
    const rows = center().locator('support-ticket-list').getByRole('listitem');
    await rows.filter({ hasText: 'Two parcels, one of them empty' }).waitFor();
    assert.match(await rows.first().innerText(), /Fork of my Fjell 3 creaks/);
    assert.match(await rows.first().innerText(), /Needs your reply/);
  });

  step('sees closed tickets, too', async () => {
    await center().getByRole('radio', { name: 'Closed' }).check({ force: true });
    await center()
      .getByRole('link', { name: /Invoice with a VAT number/ })
      .waitFor();
    await center().getByRole('radio', { name: 'All' }).check({ force: true });
    await center()
      .getByRole('link', { name: /Two parcels/ })
      .waitFor();
  });

  step('finds a ticket by words of its conversation', async () => {
    await center().getByRole('searchbox').fill('bottom bracket');
    await center()
      .getByRole('link', { name: /Fork of my Fjell 3/ })
      .waitFor();
    await center()
      .getByRole('link', { name: /Two parcels/ })
      .waitFor({ state: 'detached' });
  });

  step('opens it and reads the conversation, without the internal note', async () => {
    await center()
      .getByRole('link', { name: /Fork of my Fjell 3/ })
      .click();
    await conversation().getByText('the fork of my Fjell 3 (bought in May').waitFor();
    await conversation().getByText('Could you send us the serial number').waitFor();
    // The rich version of a mail arrives with its sanitizer.
    await conversation().getByRole('table').waitFor();
    assert.equal((await center().innerText()).includes('Batch 24-B'), false);
    await team().getByText('Batch 24-B').waitFor();
  });

  step('writes a reply, and it stands in the conversation', async () => {
    await center().getByRole('textbox', { name: 'Your reply' }).fill(reply);
    await center().getByRole('button', { name: 'Send', exact: true }).click();
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
    assert.equal(await center().getByRole('textbox', { name: 'Your reply' }).inputValue(), '');
  });

  step('sees the answer of the team when it is sent, and without asking for it, and after a reload', async () => {
    await team().getByText(reply).waitFor();
    await team().getByRole('textbox').fill(answer);
    await team().getByRole('button', { name: 'Reply', exact: true }).click();
    await team().getByRole('listitem').filter({ hasText: answer }).waitFor();
    // Sooner than the page would look by itself.
    await conversation().getByRole('article').filter({ hasText: answer }).waitFor({ timeout: 15_000 });
    await page.reload();
    await conversation().getByRole('article').filter({ hasText: answer }).waitFor();
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
  });

  step('loses nothing when the server is killed and started again', async () => {
    await demo.kill();
    await demo.restart();
    await reload(page);
    await conversation().getByRole('article').filter({ hasText: answer }).waitFor();
    assert.equal(await conversation().getByRole('article').filter({ hasText: reply }).count(), 1);
  });

  step('keeps what was typed while the server is down, and sends it once it is back', async () => {
    const words = 'One more thing: may I keep my pedals?';
    const box = center().getByRole('textbox', { name: 'Your reply' });
    await box.fill(words);
    // What keeps and sends words comes after the paint, from the server that is about to die.
    await center().getByText('Draft saved').waitFor();
    await demo.kill();
    await center().getByRole('button', { name: 'Send', exact: true }).click();
    const bubble = conversation().getByRole('article').filter({ hasText: words });
    await bubble.getByText('Not sent').waitFor();
    assert.equal(await box.inputValue(), '');
    await demo.restart();
    await bubble.getByRole('button', { name: 'Send again' }).click();
    await bubble.getByText('Sent', { exact: true }).waitFor();
    assert.equal(await bubble.count(), 1);
    await reload(page);
    await bubble.waitFor();
    assert.equal(await bubble.count(), 1);
  });

  step('solves the ticket and finds it among the closed ones', async () => {
    await team().getByRole('combobox').waitFor();
    await team().getByRole('button', { name: 'Solve' }).click();
    await page.reload();
    await center().getByText('Did this solve your problem?').waitFor();
    await center().getByRole('button', { name: 'Yes, it’s solved' }).click();
    await conversation().getByText('Marked as solved by you').waitFor();
  });

  step('says how the help was, finds that again after a reload, and the team reads it', async () => {
    const group = center().getByRole('group', { name: 'How would you rate our help?' });
    await group.getByRole('radio', { name: '5 – very good' }).check({ force: true });
    await center().getByRole('textbox', { name: 'Your comment for the team' }).fill('All the way to the crown.');
    await center().getByRole('button', { name: 'Send rating' }).click();
    await center().getByText('Thanks. You rated our help 5 out of 5.').waitFor();
    await page.reload();
    await center().getByText('All the way to the crown.').waitFor();
    await center().getByRole('button', { name: 'Change rating' }).waitFor();
    await team().getByText('Rated by the customer: 5 / 5').waitFor();
    await team().getByText('All the way to the crown.').waitFor();
  });

  step('does the same in Polish, on a narrow page, in the in-browser mocks', async () => {
    await page.goto(`${demo.url}?persona=piotr&backend=mocks&language=pl&theme=dark&width=320`);
    await center()
      .getByRole('link', { name: /pęknięta szprycha/ })
      .click();
    await center().getByText('Czekamy na Twoją odpowiedź').waitFor();
    await center().getByRole('textbox', { name: 'Twoja odpowiedź' }).fill('Numer ramy: ŻÓŁW-77.');
    await center().getByRole('button', { name: 'Wyślij', exact: true }).click();
    await center().getByRole('article').filter({ hasText: 'ŻÓŁW-77' }).waitFor();
  });

  step('met no error in the page on the way', async () => {
    assert.deepEqual(faults, []);
  });
});
