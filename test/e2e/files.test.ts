/**
 * Files in both directions, as a person meets them: the real demo, a real Chromium, and whatever goes to the server goes
 * through the demo's proxy. The server is killed in the middle of an upload.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe } from 'node:test';
import { createHttpAdapter } from 'helpdock/http';
import type { Attachment, SupportAdapter, TicketMessage } from 'helpdock/contract';
import type { Browser, Page } from 'playwright-core';
import { disc, paint } from '../../mocks/seed/paint.ts';
import { pdf } from '../../mocks/seed/pdf.ts';
import { launchChromium, reload, startDemoProcess, type DemoProcess } from '../helpers/e2e-demo.ts';
import { steps } from '../helpers/steps.ts';

const answer = 'This is the jacket that is on its way, and its label.';
const options = { signal: new AbortController().signal, locale: 'en' };

interface LocalFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function localFile(name: string, content: Blob): Promise<LocalFile> {
  return { name, mimeType: content.type, buffer: Buffer.from(await content.arrayBuffer()) };
}

describe('a team and a customer send each other files', () => {
  const step = steps();
  const faults: string[] = [];
  let demo: DemoProcess;
  let browser: Browser;
  let page: Page;
  let ticketId: string;
  let sent: LocalFile[];

  before(async () => {
    [demo, browser] = await Promise.all([startDemoProcess(), launchChromium()]);
    page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, locale: 'en-GB' });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => faults.push(String(error)));
    sent = [
      await localFile('jacket.png', await paint(200, 120, [40, 60, 90], [disc([250, 210, 60], 100, 60, 40)])),
      await localFile('label.pdf', pdf([{ heading: 'Express', lines: ['FF-21177'] }])),
    ];
  });

  after(async () => {
    await browser?.close();
    await demo?.kill();
  });

  const center = () => page.locator('support-center');
  const team = () => page.locator('demo-agent-panel');
  const answered = () => center().getByRole('article').filter({ hasText: answer });

  /** What Maya's page asks with. */
  const adapter = (): SupportAdapter =>
    createHttpAdapter({
      endpoint: `${demo.url}support/v1`,
      getAccessToken: async () => {
        const response = await fetch(`${demo.url}shop-api/token/maya`);
        return ((await response.json()) as { token: string }).token;
      },
    });

  async function messagesWith(name: string): Promise<TicketMessage[]> {
    const { items } = await adapter().listEvents(ticketId, { limit: 50 }, options);
    const messages = items.filter((event): event is TicketMessage => event.type === 'message');
    return messages.filter(({ attachments }) => attachments.some((file) => file.name === name));
  }

  async function bytesOf({ id }: Attachment): Promise<Buffer> {
    const { url } = await adapter().files.linkTo(ticketId, id, 'download', options);
    return Buffer.from(await (await fetch(url)).arrayBuffer());
  }

  /** A picture shows itself; its name is what the button says that opens it. */
  const seesBoth = async (): Promise<void> => {
    for (const { name } of sent) await answered().getByRole('button', { name }).first().waitFor();
  };

  step('the team keeps what it chose while the server refuses a file', async () => {
    await page.goto(demo.url);
    await center()
      .getByRole('link', { name: /Two parcels/ })
      .click();
    await team().getByText('empty parcel.png').waitFor();
    const program = { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') };
    await team()
      .getByLabel('Files for the answer')
      .setInputFiles([...sent, program]);
    await team().getByRole('textbox').fill(answer);
    await team().getByRole('button', { name: 'Reply', exact: true }).click();
    await team().getByRole('alert').filter({ hasText: 'Not an accepted kind of body or file' }).waitFor();
    assert.equal(await team().getByRole('textbox').inputValue(), answer);
    const chosen = team().getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
    assert.equal(await chosen.count(), 3);
  });

  step('the team leaves it out and sends a picture and a PDF', async () => {
    await team().getByRole('button', { name: 'Leave out setup.exe' }).click();
    await team().getByRole('button', { name: 'Reply', exact: true }).click();
    const entry = team().getByRole('listitem').filter({ hasText: answer });
    for (const { name } of sent) await entry.getByText(name).waitFor();
    assert.equal(await team().getByRole('textbox').inputValue(), '');
    await team().getByRole('list', { name: 'Chosen files' }).waitFor({ state: 'detached' });
  });

  step('the customer sees both by name', async () => {
    await seesBoth();
  });

  step('the links of the customer open the very bytes, in whole and in part', async () => {
    const { items } = await adapter().listTickets(
      { filter: 'all', sort: 'updated_desc', search: 'Two parcels', limit: 1 },
      options,
    );
    ticketId = items[0]?.id ?? '';
    const [message] = await messagesWith('jacket.png');
    assert.deepEqual(
      message?.attachments.map(({ name, mediaType, size, width, height }) => [name, mediaType, size, width, height]),
      [
        ['jacket.png', 'image/png', sent[0]?.buffer.length, 200, 120],
        ['label.pdf', 'application/pdf', sent[1]?.buffer.length, undefined, undefined],
      ],
    );
    for (const [index, file] of message.attachments.entries())
      assert.deepEqual(await bytesOf(file), sent[index]?.buffer);

    const { url } = await adapter().files.linkTo(ticketId, message.attachments[1]!.id, 'download', options);
    const stretch = await fetch(url, { headers: { range: 'bytes=5-7' } });
    assert.deepEqual([stretch.status, await stretch.text()], [206, '1.4']);
    assert.match(stretch.headers.get('content-range') ?? '', /^bytes 5-7\//);
  });

  step('the server is killed while the customer sends a large file, which goes on where it stopped', async () => {
    const file = new Blob(Array.from({ length: 60_000 }, (_, line) => `line ${line} of what happened\n`));
    const upload = { clientId: 'what-happened', name: 'what happened.log', mediaType: 'text/plain' };
    const cut = new AbortController();
    const { promise: firstPart, resolve } = Promise.withResolvers<number>();
    const onProgress = (stored: number) => {
      if (stored === 0) return;
      resolve(stored);
      cut.abort();
    };
    await assert.rejects(
      adapter().files.upload(ticketId, file, upload, { ...options, signal: cut.signal, onProgress }),
    );
    const stored = await firstPart;
    await demo.kill();
    await demo.restart();
    const offsets: number[] = [];
    const again = { ...options, onProgress: (offset: number) => void offsets.push(offset) };
    const { id } = await adapter().files.upload(ticketId, file, upload, again);
    assert.ok((offsets[0] ?? 0) >= stored, `went on at ${offsets[0]} of ${stored}`);
    const reply = { clientId: 'with-log', text: 'All that happened', attachmentIds: [id] };
    await adapter().sendMessage(ticketId, reply, options);
    const [message] = await messagesWith(upload.name);
    assert.deepEqual(await bytesOf(message!.attachments[0]!), Buffer.from(await file.arrayBuffer()));
    for (const { name, buffer } of sent) {
      const [earlier, ...more] = await messagesWith(name);
      assert.deepEqual(more, []);
      assert.deepEqual(await bytesOf(earlier!.attachments.find((one) => one.name === name)!), buffer);
    }
  });

  step('both sides see all of it after a reload, and the team looks at it in its tool', async () => {
    await reload(page);
    await seesBoth();
    assert.equal(await answered().count(), 1);
    await team().getByRole('button', { name: 'what happened.log' }).click();
    await team().frameLocator('iframe').getByText('line 59999 of what happened').waitFor();
    await team().getByRole('button', { name: 'Back to the conversation' }).click();
  });

  step('in the in-browser mocks, too, files are sent, looked at and saved', async () => {
    await page.goto(`${demo.url}?backend=mocks`);
    await center()
      .getByRole('link', { name: /Fork of my Fjell 3/ })
      .click();
    await center().getByRole('article').filter({ hasText: 'Fjell 3 – manual.pdf' }).waitFor();
    await team()
      .getByRole('button', { name: /ride 2026/ })
      .click();
    await team().frameLocator('iframe').getByText('front, creaks').waitFor();
    await team().getByRole('button', { name: 'Back to the conversation' }).click();

    const table = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('part;price\nfork;189\n') };
    await team()
      .getByLabel('Files for the answer')
      .setInputFiles([table, ...sent]);
    await team().getByRole('button', { name: 'Reply', exact: true }).click();
    await center().getByRole('article').filter({ hasText: 'prices.csv' }).filter({ hasText: 'label.pdf' }).waitFor();
    const saving = page.waitForEvent('download');
    await team().getByRole('button', { name: 'prices.csv' }).click();
    const saved = await (await saving).createReadStream();
    const chunks: Buffer[] = [];
    saved.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(saved, 'end');
    assert.deepEqual(Buffer.concat(chunks), table.buffer);
  });

  step('met no error in the page on the way', async () => {
    assert.deepEqual(faults, []);
  });
});
