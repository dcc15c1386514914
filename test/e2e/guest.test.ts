/**
 * A customer without an account, from the mail to the reply, as a person does it: the demo is started as its reader
 * would, the mails pass through a real mail server, and a real Chromium opens what they hold.
 */
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, reload, startDemoProcess, type DemoProcess } from '../helpers/e2e-demo.ts';
import { steps } from '../helpers/steps.ts';

const answer = 'A box is on its way to you.';
const reply = 'It came today, thank you.';

describe('a customer without an account follows a ticket from a mail', () => {
  const step = steps();

  let demo: DemoProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let token = '';
  const faults: string[] = [];
  const asked: { url: string; referrer: string | undefined }[] = [];

  before(async () => {
    [demo, browser] = await Promise.all([startDemoProcess(), launchChromium()]);
    context = await browser.newContext({ viewport: { width: 1500, height: 1400 }, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => asked.push({ url: request.url(), referrer: request.headers()['referer'] }));
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
  });

  const center = () => page.locator('support-center');
  const team = () => page.locator('demo-agent-panel');
  const inbox = () => page.locator('demo-inbox');
  const conversation = () => center().getByRole('region', { name: 'Conversation' });
  const newestMail = () => inbox().getByRole('listitem').first();
  const codeInMail = async (): Promise<string> => {
    const mail = inbox().getByRole('listitem').filter({ hasText: 'Your one-time code' }).first();
    await mail.waitFor();
    return /#(\d{6})/.exec(await mail.innerText())?.[1] ?? assert.fail('no code in the mail');
  };

  step('gets a mail when the team writes, with the number and a link and no word of the message', async () => {
    await page.goto(`${demo.url}?persona=maya`);
    await center()
      .getByRole('link', { name: /Two parcels/ })
      .click();
    await team().locator('option[selected]', { hasText: 'one of them empty' }).waitFor({ state: 'attached' });
    await team().getByRole('textbox').fill(answer);
    await team().getByRole('button', { name: 'Reply', exact: true }).click();
    await newestMail()
      .getByText(/News about your ticket \d+/)
      .waitFor();
    const text = await newestMail().innerText();
    assert.ok(!text.includes(answer), text);
    token = /#support\/g\/([\w-]{43})/.exec(text)?.[1] ?? assert.fail(text);
  });

  step('opens the link: the token is gone from the address, and nothing was mailed or opened', async () => {
    await newestMail().getByRole('link').click();
    await center().getByRole('button', { name: 'Send the code' }).waitFor();
    assert.ok(!page.url().includes(token), page.url());
    await center().getByText('m•••@m•••.example').first().waitFor();
    assert.equal(await inbox().getByText('Your one-time code').count(), 0);
    assert.ok(!(await center().innerText()).includes('parcels'));
  });

  step('asks for a code, types a wrong one, is told so, and types the right one', async () => {
    await center().getByRole('button', { name: 'Send the code' }).press('Enter');
    const code = await codeInMail();
    const field = center().getByRole('textbox', { name: 'Code from the email' });
    await field.fill(code === '000000' ? '111111' : '000000');
    await field.press('Enter');
    await center()
      .getByText(/That code isn’t right/)
      .waitFor();
    await field.fill(code);
    await field.press('Enter');
    await conversation().getByRole('article').filter({ hasText: answer }).waitFor();
  });

  step('reads the whole conversation and answers', async () => {
    await center().getByRole('textbox', { name: 'Your reply' }).fill(reply);
    await center().getByRole('button', { name: 'Send', exact: true }).click();
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
    await team().getByText(reply).waitFor();
  });

  step('is still in after a reload, and sees no other ticket', async () => {
    await page.reload();
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
    assert.equal(await center().getByRole('link', { name: 'Back to tickets' }).count(), 0);
    assert.equal(await center().getByRole('searchbox').count(), 0);
  });

  step('loses nothing when the server is killed in between: the session was confirmed', async () => {
    await demo.kill();
    await demo.restart();
    await reload(page);
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
  });

  step('whoever has the account of that address needs no code', async () => {
    await page.goto(`${demo.url}?persona=maya&entry=account`);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    await page.goto(`${demo.url}?persona=maya&entry=account#support/g/${token}`);
    await conversation().getByRole('article').filter({ hasText: reply }).waitFor();
    assert.ok(!page.url().includes(token), page.url());
  });

  step('asks for a new link, and is answered alike with and without a ticket', async () => {
    await page.goto(`${demo.url}?persona=maya&entry=mail#support/g/${'x'.repeat(43)}`);
    await center().getByRole('textbox', { name: /Email/ }).waitFor();
    await center().getByRole('textbox', { name: /Email/ }).fill('maya.lindqvist@mail.example');
    await center()
      .getByRole('textbox', { name: /number/i })
      .fill('10035');
    await center()
      .getByRole('textbox', { name: /number/i })
      .press('Enter');
    await center().getByRole('heading', { name: 'Check your inbox' }).waitFor();
    await newestMail()
      .getByText(/News about your ticket 10035/)
      .waitFor();
  });

  step('never sent the token anywhere but in the body of a request to its own server', async () => {
    const guests = asked.filter(({ url }) => !url.startsWith('about:'));
    assert.ok(guests.length > 10);
    for (const { url, referrer } of guests) assert.ok(!url.includes(token) && !referrer?.includes(token), url);
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]));
    assert.ok(!kept.includes(token), kept);
    assert.deepEqual(faults, []);
  });
});
