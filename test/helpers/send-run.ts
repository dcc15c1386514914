/**
 * A customer who writes while everything goes wrong, as a seed tells it: several replies on up to three tickets, in one
 * page or two, over a line and a server that fail, until everything that was handed over has arrived.
 */
import { createHttpAdapter } from '../../src/adapters/http/http-adapter.ts';
import { asksForIdentity, isSupportError } from '../../src/contract/errors.ts';
import type { SupportAdapter } from '../../src/contract/index.ts';
import { calmCall } from '../../src/testing/conformance/world.ts';
import { someBytes } from './blob-cases.ts';
import { createFaultyLine } from './faulty-line.ts';
import { Ledger, phrasesOf } from './ledger.ts';
import type { Phoenix } from './phoenix.ts';
import { randomNumbers } from './random.ts';
import { openSendPage, type SendPage } from './send-page.ts';
import { createSwitch } from './switch.ts';
import { someTurns } from './turns.ts';
import { createPlaces } from './words-on-device.ts';

export interface SendRunOptions {
  seed: number;
  server: Phoenix;
  tickets: readonly string[];
  tokens: { good: string; expired: string };
}

interface SentFile {
  ticketId: string;
  phrase: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface SendRun {
  ledger: Ledger;
  files: readonly SentFile[];
  /** Names of what lies on the device in the end. */
  left: readonly string[];
  faults: Readonly<Record<string, number>>;
  /** What happened, for whoever looks into a failure. */
  story: readonly string[];
}

const words = [
  'Dzień dobry',
  'Zażółć gęślą jaźń',
  'שלום עולם',
  'مرحبا',
  '👩‍👩‍👧‍👦 🏳️‍🌈',
  'e\u0301 is not \u00e9',
  'a\u200bb\u2060c',
  '<b>&amp;</b>',
  'tab\there',
  'two\nlines',
  '\u202Eabc\u202C.',
  'Ｆｕｌｌ',
  '"\\\'',
  '𝒳𐍈',
  '%00 ${x}',
];
const mostRounds = 200;

export async function sendRun({ seed, server, tickets, tokens }: SendRunOptions): Promise<SendRun> {
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const chance = (probability: number) => random() < probability;

  const story: string[] = [];
  const line = createFaultyLine({
    server,
    seed,
    rate: random() * 0.9,
    plain: (path) => tickets.reduce((plain, ticketId, index) => plain.replace(ticketId, `ticket-${index}`), path),
    tell: (what) => story.push(`  ${what}`),
  });
  const ledger = new Ledger();
  const places = createPlaces();
  const files: SentFile[] = [];
  const filesOnTheirWay: Promise<void>[] = [];
  const pages: SendPage[] = [];
  let opened = 0;
  let isSignedIn = true;

  function adapterOver(online = createSwitch()): SupportAdapter {
    return createHttpAdapter({
      endpoint: 'http://server.test/v1',
      getAccessToken: () => (isSignedIn ? tokens.good : tokens.expired),
      fetch: line.fetchOver(online),
      guestStorage: 'memory',
    });
  }

  function newPhrase(): string {
    const some = Array.from({ length: 1 + below(5) }, () => oneOf(words));
    return `«${seed}.${ledger.size}» ${some.join(' ')} «end»`;
  }

  async function openPage(): Promise<void> {
    const online = createSwitch();
    const name = `page-${(opened += 1)}`;
    let ids = 0;
    const newId = () => `${name}-reply-${(ids += 1)}`;
    const adapter = adapterOver(online);
    const tell = (what: string) => story.push(`${name}: ${what}`);
    tell('opens');
    const page = openSendPage({ adapter, online, places: places.page(), newId, tickets, ledger, tell });
    pages.push(page);
    await page.load();
  }

  /** Its author looks at the page again and again until it shows something to write in. */
  async function untilReady(page: SendPage): Promise<void> {
    for (let rounds = 0; !page.isReady(); rounds += 1) {
      if (rounds > mostRounds) throw new Error('The page never stood.');
      if (rounds > 2) isSignedIn = true;
      if (rounds > 2) page.online.turn(true);
      await server.url();
      await page.load();
    }
    await page.look();
  }

  async function replace(page: SendPage, end: 'leave' | 'reload' | 'crash'): Promise<void> {
    pages.splice(pages.indexOf(page), 1);
    story.push(`a page ends: ${end}`);
    page[end]();
    await openPage();
  }

  /** Words with a file, straight through the adapter: the same again until it is acknowledged. */
  async function sendFile(): Promise<void> {
    const number = files.length;
    const ticketId = oneOf(tickets);
    const file: SentFile = {
      ticketId,
      phrase: newPhrase(),
      name: `Żółw ${number}.txt`,
      bytes: new TextEncoder().encode(Buffer.from(someBytes(1 + below(200_000), seed + number)).toString('base64')),
    };
    files.push(file);
    ledger.typed(ticketId, file.phrase);
    const adapter = adapterOver();
    const upload = { clientId: `file-${number}`, name: file.name, mediaType: 'text/plain' };
    const blob = new Blob([file.bytes]);
    const { id } = await untilAcknowledged(() => adapter.files.upload(ticketId, blob, upload, calmCall()));
    const reply = { clientId: `with-file-${number}`, text: file.phrase, attachmentIds: [id] };
    await untilAcknowledged(() => adapter.sendMessage(ticketId, reply, calmCall()));
  }

  function sendFileMeanwhile(): void {
    const sending = sendFile();
    filesOnTheirWay.push(sending);
    // Its failure is told when everything is waited for.
    sending.catch(() => undefined);
  }

  async function untilAcknowledged<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!isSupportError(error) || !(error.retryable || asksForIdentity(error))) throw error;
      }
      await server.url();
      // A second of the page's clock.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  function write(page: SendPage, ticketId: string): void {
    for (let left = 1 + below(3); left > 0; left -= 1) {
      page.type(ticketId, newPhrase());
      page.press(ticketId);
      if (chance(0.3)) page.press(ticketId);
    }
  }

  /** Does something with a reply that was not sent. */
  function decide(page: SendPage, ticketId: string): void {
    const held = page.heldIn(ticketId);
    const failed = held.filter(({ state }) => state === 'failed');
    const act = below(5);
    if (act === 4) page.undoDiscard(ticketId);
    else if (act === 3 && held.length > 0) page.discard(ticketId, oneOf(held));
    else if (act === 2 && held.length > 0) page.takeBack(ticketId, oneOf(held));
    else if (failed.length > 0) page.retry(ticketId, oneOf(failed));
  }

  function editDraft(page: SendPage, ticketId: string): void {
    const phrases = phrasesOf(page.draftOf(ticketId));
    if (phrases.length > 0 && chance(0.5)) page.rewrite(ticketId, oneOf(phrases), newPhrase());
    else if (phrases.length > 0) page.press(ticketId);
    else page.type(ticketId, newPhrase());
  }

  function turnNetwork({ online }: SendPage): void {
    online.turn(!online.holds());
    story.push(`the network ${online.holds() ? 'is back' : 'goes away'}`);
  }

  function turnSession(): void {
    isSignedIn = !isSignedIn;
    story.push(`the session ${isSignedIn ? 'is back' : 'is over'}`);
  }

  async function somethingHappens(): Promise<void> {
    const page = oneOf(pages);
    await untilReady(page);
    const ticketId = oneOf(tickets);
    const what = random();
    if (what < 0.3) write(page, ticketId);
    else if (what < 0.45) decide(page, ticketId);
    else if (what < 0.57) editDraft(page, ticketId);
    else if (what < 0.64) turnNetwork(page);
    else if (what < 0.7) turnSession();
    else if (what < 0.8) await replace(page, oneOf(['leave', 'reload', 'crash']));
    else if (what < 0.82 && pages.length < 2) await openPage();
    else if (what < 0.823) void server.kill();
    else if (what < 0.88) void page.refresh();
    else if (what < 0.895) page.discardRestored(ticketId);
    else if (what < 0.91) page.undoRestored(ticketId);
    else if (what < 0.93) sendFileMeanwhile();
    else if (what < 0.97) await page.look();
    else if (page.online.holds()) await page.quiet();
    if (chance(0.3)) await someTurns(random, 100);
    if (chance(0.2)) await server.url();
    if (chance(0.25) && page.online.holds() && pages.includes(page)) await page.quiet();
  }

  /** The weather is fine again, and their author sees to it that everything goes out. */
  async function finish(page: SendPage): Promise<void> {
    page.online.turn(true);
    for (let rounds = 0; ; rounds += 1) {
      if (rounds > mostRounds) throw new Error('The page does not get rid of its words.');
      await server.url();
      await untilReady(page);
      await page.refresh();
      await page.look();
      await page.quiet();
      if (page.isEmpty()) return;
      for (const ticketId of tickets) {
        const last = page.heldIn(ticketId).at(-1);
        if (last) page.retry(ticketId, last);
        else if (page.draftOf(ticketId) !== '') page.press(ticketId);
      }
    }
  }

  await server.url();
  await openPage();
  if (chance(0.3)) await openPage();
  for (let left = 8 + below(14); left > 0; left -= 1) await somethingHappens();

  line.calmDown();
  isSignedIn = true;
  while (pages.length > 0) {
    const page = pages.pop() as SendPage;
    if (pages.length > 0 && chance(0.5)) page.reload();
    else {
      await finish(page);
      page.leave();
    }
  }
  await Promise.all(filesOnTheirWay);
  await line.settled();
  line.close();
  return { ledger, files, left: [...places.device.keys(), ...places.tab.keys()], faults: line.faults, story };
}
