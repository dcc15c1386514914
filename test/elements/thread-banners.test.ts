import { assert, html } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { SupportAdapter, Ticket } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import {
  collect,
  createStage,
  deep,
  failure,
  find,
  focused,
  holdBack,
  isShown,
  listen,
  mount,
  shows,
  type Stage,
  until,
  standing,
} from './stage.ts';

const soon = '2026-12-24T12:00:00Z';
const nothingAllowed = { reply: false, attach: false, solve: false, reopen: false, rate: false };

describe('what a ticket asks of its reader', () => {
  let stage: Stage;

  before(() => emulateMedia({ reducedMotion: 'reduce' }));

  beforeEach(() => {
    stage = createStage();
  });

  afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

  /** The backend, with something about the ticket that takes days to come about. */
  const knowing = (part: Partial<Ticket>): SupportAdapter => ({
    ...stage.adapter,
    getTicket: async (id, options) => ({ ...(await stage.adapter.getTicket(id, options)), ...part }),
  });

  const thread = (ticket: string, adapter = stage.adapter) =>
    mount<SupportTicketThreadElement>(
      html`<support-ticket-thread .adapter=${adapter} ticket=${ticket}>
        <a slot="get-help" href="#help">Contact us</a>
      </support-ticket-thread>`,
    );
  const banner = (element: Element) => find(element, '.banner');
  const press = async (element: Element, text: string) => {
    const buttons = (await banner(element)).querySelectorAll('button');
    Array.from(buttons)
      .find((button) => button.textContent.replace(/[\u2068\u2069]/g, '').includes(text))
      ?.click();
  };
  const ticketIn = (status: Ticket['status']) => stage.ask('A story', 'Hello', [{ text: 'An answer', status }]);

  async function isAccessibleInBothSchemes(element: Element): Promise<void> {
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      await assert.isAccessible(element);
    }
  }

  it('says that support waits, and until when, and leads to the reply box', async () => {
    const id = await ticketIn('awaiting_reply');
    const element = await thread(id, knowing({ awaiting: { since: soon, dueAt: soon } }));
    await shows(element, 'We need your reply');
    await shows(element, 'Reply by December 24, 2026.');
    await isAccessibleInBothSchemes(element);
    await press(element, 'Write a reply');
    assert.strictEqual(focused()?.matches('textarea'), true);
  });

  it('asks whether support solved it, and says when it closes by itself', async () => {
    const id = await ticketIn('solved');
    const element = await thread(id, knowing({ solved: { at: soon, by: 'support', autoCloseAt: soon } }));
    await shows(element, 'Did this solve your problem?');
    await shows(element, 'It will close by itself on December 24, 2026.');
    await isAccessibleInBothSchemes(element);
  });

  it('thanks whoever confirmed it, keeps focus there, and asks no more', async () => {
    const element = await thread(await ticketIn('solved'));
    await shows(element, 'Yes, it’s solved');
    await press(element, 'Yes');
    await shows(element, 'Thanks for letting us know.');
    await until(() => focused()?.matches('.banner'), 'focus is not at the banner');
    assert.strictEqual(isShown(element, 'Yes, it’s solved'), false);
    await isAccessibleInBothSchemes(element);
  });

  it('takes a “no” to the reply box, which says that sending reopens the ticket', async () => {
    const element = await thread(await ticketIn('solved'));
    await shows(element, 'No, I still need help');
    await press(element, 'No');
    assert.strictEqual(focused()?.matches('textarea'), true);
    await shows(element, 'Sending a reply will reopen this ticket.');
    await shows(element, 'Send and reopen');
  });

  it('reopens a closed ticket, says so, and goes on in the reply box', async () => {
    const id = await ticketIn('closed');
    const element = await thread(id);
    await shows(element, 'If the problem is back, reopen this ticket');
    assert.strictEqual((await find(element, '.help')).hidden, true);
    await isAccessibleInBothSchemes(element);
    const { said, stop } = listen();
    await press(element, 'Reopen ticket');
    await shows(element, 'Reopened by you');
    await until(() => focused()?.matches('textarea'), 'focus is not in the reply box');
    assert.strictEqual(said.includes('Ticket reopened'), true);
    assert.strictEqual(
      said.some((text) => text.startsWith('The status of ticket')),
      false,
      'what the reader did is not told twice',
    );
    stop();
  });

  it('offers help where a ticket is closed for good, and no reply box', async () => {
    const element = await thread(await ticketIn('closed'), knowing({ can: nothingAllowed }));
    await shows(element, 'You can read the whole conversation, but you can’t add replies.');
    await shows(element, 'Contact us');
    assert.strictEqual((await find(element, '#foot')).hidden, true);
    assert.strictEqual(deep(element, '.skip'), null);
    await isAccessibleInBothSchemes(element);
  });

  it('leads from a ticket that was joined with another to that one, before anything else', async () => {
    const target = await stage.ask('The other one', 'Here it goes on.');
    const { number } = await stage.ticket(target);
    const id = await ticketIn('awaiting_reply');
    const getTicket: SupportAdapter['getTicket'] = async (ticketId, options) => {
      const ticket = await stage.adapter.getTicket(ticketId, options);
      return ticketId === id ? { ...ticket, mergedInto: { id: target, number } } : ticket;
    };
    const element = await thread(id, { ...stage.adapter, getTicket });
    await shows(element, `This ticket was joined with ticket ${number}.`);
    assert.strictEqual(isShown(element, 'We need your reply'), false);
    await isAccessibleInBothSchemes(element);
    const requests = collect(element, 'support-navigate');
    await press(element, `Open ticket ${number}`);
    await shows(element, 'Here it goes on.');
    assert.deepEqual(
      requests.map(({ detail }) => detail.route),
      [{ view: 'ticket', ticketId: target }],
    );
  });

  it('says that the ticket changed meanwhile, shows how it is now, and keeps the draft', async () => {
    const id = await ticketIn('solved');
    const setStatus: SupportAdapter['setStatus'] = async () => {
      await stage.setStatus(id, 'closed');
      throw failure('conflict');
    };
    const element = await thread(id, { ...stage.adapter, setStatus });
    await shows(element, 'Yes, it’s solved');
    const box = await find<HTMLTextAreaElement>(element, 'support-reply-box', 'textarea');
    box.focus();
    await sendKeys({ type: 'Half a sentence' });
    const { said, stop } = listen();
    await press(element, 'Yes');
    await shows(element, 'The ticket changed in the meantime. We loaded the latest version.');
    await shows(element, 'This ticket is closed');
    assert.strictEqual((await banner(element)).contains(deep(element, '.failure')), true);
    assert.strictEqual(box.value, 'Half a sentence');
    assert.strictEqual(said.filter((text) => text.includes('changed in the meantime')).length, 1);
    await isAccessibleInBothSchemes(element);
    stop();
  });

  it('says beside the button in the header why solving did not work', async () => {
    const id = await stage.ask('Stubborn');
    const setStatus = () => Promise.reject(failure('unavailable'));
    const element = await thread(id, { ...stage.adapter, setStatus });
    (await find(element, '.solve')).click();
    await shows(element, 'We couldn’t mark the ticket as solved.');
    assert.strictEqual((await find(element, '.header')).contains(deep(element, '.failure')), true);
    await isAccessibleInBothSchemes(element);
  });

  it('waits for one answer before it takes another press', async () => {
    const id = await ticketIn('solved');
    let asked = 0;
    const { adapter, release } = holdBack(stage.adapter, ['setStatus']);
    const setStatus: SupportAdapter['setStatus'] = (...args) => {
      asked += 1;
      return adapter.setStatus(...args);
    };
    const element = await thread(id, { ...adapter, setStatus });
    await shows(element, 'Yes, it’s solved');
    await press(element, 'Yes');
    await until(() => deep(element, '.banner [aria-disabled="true"]'), 'it does not look busy');
    await press(element, 'Yes');
    await assert.isAccessible(element);
    release();
    await shows(element, 'Thanks for letting us know.');
    assert.strictEqual(asked, 1);
  });

  it('tells whoever is reading that support changed the status', async () => {
    const id = await stage.ask('Watched');
    const element = await thread(id);
    await shows(element, 'Watched');
    await standing(element);
    const { said, stop } = listen();
    await stage.setStatus(id, 'solved');
    await element.refresh();
    await shows(element, 'Did this solve your problem?');
    await until(() => said.some((text) => /^The status of ticket \d+ is now: Solved$/.test(text)), 'not announced');
    stop();
  });
});
