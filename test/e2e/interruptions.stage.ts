/** A customer with a long message and three files, up to the moment that an interruption meets, and on from there. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';
import { startCommand, type ServerProcess } from '../helpers/server-process.ts';
import { call, environment, openTicket, staffKey } from '../helpers/server-world.ts';
import { openShop, type Shop } from '../helpers/shop.ts';

/** How far somebody is. With `stored` the server has the message, and the page has no answer. */
export const stages = ['typing', 'files chosen', 'uploading', 'sending', 'stored'] as const;
export type Stage = (typeof stages)[number];

const words = 'Zażółć gęślą jaźń: ZIP nie działa 👩🏽‍🚀\nمرحبا, שלום, こんにちは, Ωμέγα\n\n… and the last line.';

const linesOf = (count: number, what: string) =>
  Buffer.from(Array.from({ length: count }, (_, index) => `${index} ${what}\n`).join(''));
const files = [
  { name: 'żółw (1).txt', mimeType: 'text/plain', buffer: linesOf(40, 'Zażółć gęślą jaźń') },
  { name: 'список.csv', mimeType: 'text/csv', buffer: linesOf(90, ';один;два;три') },
  { name: 'system.log', mimeType: 'text/plain', buffer: linesOf(100_000, 'lines of a log of 3 MB, all') },
];
/** Each has a moment of its own, in which nothing else is on its way. */
const moments: Record<Exclude<Stage, 'typing'>, { kind: RegExp; count: number; isStored?: boolean }> = {
  'files chosen': { kind: /^POST \S+\/uploads /, count: files.length },
  // The first part of the large file is there; the small ones are there as a whole.
  uploading: { kind: /^PATCH \S+ [1-9]/, count: 1 },
  sending: { kind: /^POST \S+\/messages /, count: 1 },
  stored: { kind: /^POST \S+\/messages /, count: 1, isStored: true },
};

/** The support server over one database, and the mails that it sends. */
export interface Support {
  url: string;
  scripts: ReadonlyMap<string, string>;
  mails: MailServer;
  stop(): Promise<void>;
}

export async function startSupport(
  database: Readonly<Record<string, string>>,
  scripts: ReadonlyMap<string, string>,
): Promise<Support> {
  const mails = await startMailServer();
  const many = '10000/1h';
  const server: ServerProcess = startCommand(['serve'], {
    ...environment,
    ...database,
    HELPDOCK_FILES: temporaryFolder(),
    HELPDOCK_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    HELPDOCK_MAIL_FROM: 'support@shop.example',
    HELPDOCK_PAGE: 'https://shop.example/help',
    HELPDOCK_KEY: 'a-key-of-the-server-that-has-32-bytes-or-more',
    HELPDOCK_GUEST_CODE_GAP_SECONDS: '0',
    HELPDOCK_GUEST_SENDS_PER_NETWORK: many,
  });
  const stop = async () => {
    server.child.kill('SIGTERM');
    assert.equal((await server.ended).code, 0);
    await mails.close();
  };
  return { url: await server.ready, scripts, mails, stop };
}

export type Visitor = 'account' | 'guest';

/** Somebody with a ticket, in a shop of their own, so that no other test can come in between. */
export class Scene {
  readonly stage: Stage;
  readonly shop: Shop;
  /** What they look at. */
  page: Page;
  readonly #support: Support;
  /** Of a customer without an account. */
  readonly #address: string | undefined;
  readonly #ticketId: string;

  static async open(support: Support, page: Page, stage: Stage, visitor: Visitor): Promise<Scene> {
    const name = `customer-${crypto.randomUUID()}`;
    const address = visitor === 'guest' ? `${name}@example.test` : undefined;
    const ticketId = address ? await openGuestTicket(support.url, address) : await openTicket(support.url, name);
    const shop = await openShop(support.scripts, support.url, address ? undefined : name);
    page.context().setDefaultTimeout(patienceMs);
    return new Scene(support, { page, stage, shop, address, ticketId });
  }

  private constructor(
    support: Support,
    {
      page,
      stage,
      shop,
      address,
      ticketId,
    }: { page: Page; stage: Stage; shop: Shop; address: string | undefined; ticketId: string },
  ) {
    this.#support = support;
    this.#address = address;
    this.#ticketId = ticketId;
    this.page = page;
    this.stage = stage;
    this.shop = shop;
  }

  get center() {
    return this.page.locator('support-center');
  }

  get box() {
    return this.center.getByRole('textbox', { name: 'Your reply' });
  }

  button(name: string | RegExp) {
    return this.center.getByRole('button', { name, exact: typeof name === 'string' });
  }

  get hasFiles(): boolean {
    return this.stage !== 'typing';
  }

  /** The words are handed over. */
  get isSent(): boolean {
    return this.stage === 'sending' || this.stage === 'stored';
  }

  /** Opens the ticket in the page, by its address. */
  async visit(settings = ''): Promise<void> {
    await this.page.goto(`${this.shop.origin}/?${settings}#support/t/${this.#ticketId}`);
  }

  /** Comes in, and goes on until the moment of this stage. */
  async reach(settings = ''): Promise<void> {
    if (this.#address) await this.#enterAsGuest(settings);
    else await this.visit(settings);
    await this.box.fill(words);
    // What was typed is on the disk half a second later, and the page says so.
    if (this.stage === 'typing') return this.center.getByText('Draft saved on this device').waitFor();
    const { kind, count, isStored } = moments[this.stage];
    const isThere = this.isSent ? undefined : this.shop.hold(kind, count, isStored);
    await this.choose();
    if (isThere) {
      await isThere;
      await becomes(
        () => this.#rows(),
        files.map(({ name }) => name),
      );
      if (this.stage === 'uploading') await this.#uploaded(2);
      return;
    }
    await this.#uploaded();
    const isHeld = this.stopNextMessage();
    await this.button('Send').click();
    await isHeld;
  }

  /** Stops a message at the moment of this stage. */
  stopNextMessage(): Promise<void> {
    return this.shop.hold(moments.sending.kind, 1, this.stage === 'stored');
  }

  async choose(): Promise<void> {
    await this.center.locator('#picker').setInputFiles(files);
  }

  /** The page asks its server again, as it does whenever it is looked at again. */
  async look(): Promise<void> {
    await this.center.evaluate((center) => void (center as HTMLElementTagNameMap['support-center']).refresh());
  }

  /** Words and files stand in the box, not a character less or more; they are sent. */
  async sendDraft(): Promise<void> {
    await becomes(() => this.box.inputValue(), words);
    if (this.hasFiles)
      await becomes(
        () => this.#rows(),
        files.map(({ name }) => name),
      );
    else await this.choose();
    await this.#uploaded();
    await this.button('Send').click();
  }

  /** Starts the uploads again that failed. */
  async uploadAgain(): Promise<void> {
    const again = this.button(/^Upload .* again$/);
    const { count } = this.stage === 'uploading' ? moments.uploading : moments['files chosen'];
    for (let left = count; left > 0; left -= 1) {
      await becomes(() => again.count(), left);
      await again.first().click();
    }
  }

  /** The message is in the conversation as sent, once, and nothing is left of it anywhere else in the browser. */
  async isDelivered(): Promise<void> {
    const article = this.center.getByRole('article').filter({ hasText: 'and the last line.' });
    await article.getByText('Sent', { exact: true }).waitFor();
    assert.equal(await article.count(), 1);
    await becomes(() => this.box.inputValue(), '');
    await becomes(() => this.#rows(), []);
    await becomes(() => leftOver(this.page), []);
  }

  /** As the team sees it: one message with these words and these bytes. */
  async isThereOnce(): Promise<void> {
    const messages = await sentMessages(this.#support.url, this.#ticketId);
    const whole = files.map(({ name, buffer }) => ({ name, digest: digestOf(buffer) }));
    assert.deepEqual(messages, [{ text: words, files: whole }]);
  }

  /** The session of a guest ends on the server, as it does by time. */
  async endGuestSession(): Promise<void> {
    const response = await call(this.#support.url, this.shop.guestToken, { method: 'DELETE', path: '/session' });
    assert.equal(response.status, 204);
  }

  /** Asks for a code, finds it in the mail and types it. */
  async proveMailbox(): Promise<void> {
    const known = this.#mails().length;
    await this.button(/^Send (the|a new) code$/).click();
    const { text = '' } = await simpleParser((await this.#newMail(known)).raw);
    const code = /#(\d{6})$/.exec(text.trim())?.[1] ?? assert.fail(text);
    await this.center.getByRole('textbox', { name: 'Code from the email' }).fill(code);
  }

  /** Such a question is stopped on its way: of all requests, what a page makes while somebody types. */
  async stopLook(): Promise<void> {
    const isStopped = this.shop.hold(/^GET \S+\/events/, 1);
    await this.look();
    await isStopped;
  }

  async #enterAsGuest(settings: string): Promise<void> {
    const { text = '' } = await simpleParser((await this.#newMail(0)).raw);
    const link = /#support\/g\/[\w-]{43}/.exec(text)?.[0] ?? assert.fail(text);
    await this.page.goto(`${this.shop.origin}/?${settings}${link}`);
    await this.proveMailbox();
  }

  #mails() {
    return this.#support.mails.deliveries.filter(({ recipients }) => recipients.some((one) => one === this.#address));
  }

  async #newMail(known: number) {
    const { mails } = this.#support;
    while (this.#mails().length <= known) await mails.delivered(mails.deliveries.length + 1);
    return this.#mails()[known] ?? assert.fail('no mail');
  }

  async #uploaded(count = files.length): Promise<void> {
    await becomes(() => this.#files.filter({ hasText: 'Uploaded' }).count(), count);
  }

  get #files() {
    return this.center.getByRole('list', { name: 'Attachments' }).locator('[data-file]');
  }

  /** Names of the files in the box. */
  #rows(): Promise<string[]> {
    return this.#files.evaluateAll((rows) =>
      rows.map((row) => row.querySelector('bdi')).map((name) => name?.title || (name?.textContent ?? '')),
    );
  }
}

async function openGuestTicket(url: string, email: string): Promise<string> {
  const body = { customer: { email, locale: 'en' }, subject: 'Your order', from: 'support', text: 'How can we help?' };
  const response = await call(url, staffKey, { method: 'POST', path: '/staff/tickets', body });
  assert.equal(response.status, 201);
  return ((await response.json()) as { id: string }).id;
}

/** All that the customer wrote in a ticket. */
async function sentMessages(url: string, ticketId: string): Promise<unknown[]> {
  const read = async <T>(path: string): Promise<T> => {
    const response = await call(url, staffKey, { method: 'GET', path: `/staff/tickets/${ticketId}/${path}` });
    assert.equal(response.status, 200);
    return (await response.json()) as T;
  };
  const digestOfFile = async (id: string) => {
    const { url: link } = await read<{ url: string }>(`attachments/${id}/link`);
    return digestOf(await (await fetch(new URL(link, `${url}/v1/`))).bytes());
  };
  const { items } = await read<{
    items: {
      type: string;
      author: { kind: string };
      body: { text: string };
      attachments: { id: string; name: string }[];
    }[];
  }>('events?limit=50');
  const own = items.filter(({ type, author }) => type === 'message' && author.kind === 'customer');
  return Promise.all(
    own.map(async ({ body, attachments }) => ({
      text: body.text,
      files: await Promise.all(attachments.map(async ({ id, name }) => ({ name, digest: await digestOfFile(id) }))),
    })),
  );
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Names of all that the page keeps of unsent words and files. */
function leftOver(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const known = new Set((await indexedDB.databases()).map(({ name }) => name));
    const keysOf = async (name: string, store: string) => {
      if (!known.has(name)) return [];
      const database = await answer(indexedDB.open(name));
      const keys = await answer(database.transaction(store).objectStore(store).getAllKeys());
      database.close();
      return keys.map(String);
    };
    const inTab = Object.keys(sessionStorage).filter((key) => /^helpdock:(words|file):/.test(key));
    return [...inTab, ...(await keysOf('helpdock', 'words')), ...(await keysOf('helpdock-files', 'files'))];
  });
}

const patienceMs = 60_000;
const pauseMs = 100;

/** Looks until it is so; in the end says what it is instead. */
async function becomes<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await read();
    try {
      return assert.deepEqual(seen, wanted);
    } catch (error) {
      if (Date.now() > end) throw error;
      await setTimeout(pauseMs);
    }
  }
}
