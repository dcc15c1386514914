import { assert, html } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { NewRating, SupportAdapter, Ticket } from '../../src/contract/index.ts';
import type { SupportTicketThreadElement } from '../../src/elements.ts';
import { inBothSchemes } from './conversation.ts';
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
  textOf,
  until,
} from './stage.ts';

const question = 'How would you rate our help?';
const call = { signal: new AbortController().signal, locale: 'en' };

describe('how the help was', () => {
  let stage: Stage;

  before(() => emulateMedia({ reducedMotion: 'reduce' }));

  beforeEach(() => {
    stage = createStage();
  });

  afterEach(() => setViewport({ width: 900, height: 800 }));

  /** A ticket whose customer said that it is solved. */
  async function solved(rating?: NewRating): Promise<string> {
    const id = await stage.ask('A story', 'Hello', [{ text: 'An answer', status: 'solved' }]);
    await stage.adapter.setStatus(id, 'solved', call);
    if (rating) await stage.adapter.rateTicket(id, rating, call);
    return id;
  }

  const thread = (ticket: string, adapter = stage.adapter, lang = 'en') =>
    mount<SupportTicketThreadElement>(
      html`<support-ticket-thread lang=${lang} .adapter=${adapter} ticket=${ticket}></support-ticket-thread>`,
    );
  /** The backend, with something about the ticket that takes days to come about. */
  const knowing = (part: Partial<Ticket>): SupportAdapter => ({
    ...stage.adapter,
    getTicket: async (id, options) => ({ ...(await stage.adapter.getTicket(id, options)), ...part }),
  });
  const rating = (rateTicket: SupportAdapter['rateTicket']): SupportAdapter => ({ ...stage.adapter, rateTicket });
  const choose = async (element: Element, score: number) =>
    (await find<HTMLInputElement>(element, `.score > [value="${score}"]`)).click();
  const comment = (element: Element) => find<HTMLTextAreaElement>(element, '#rating-comment');
  const write = async (element: Element, text: string) => {
    (await comment(element)).focus();
    await sendKeys({ type: text });
  };
  const send = async (element: Element) => (await find(element, '.rating .button-primary')).click();
  const chosen = (element: Element) => deep<HTMLInputElement>(element, '.score > :checked')?.value;
  const isAccessible = (element: HTMLElement) => inBothSchemes(element, () => assert.isAccessible(element));

  it('is asked of whoever confirmed that the problem is solved, and not before', async () => {
    const element = await thread(await stage.ask('A story', 'Hello', [{ text: 'An answer', status: 'solved' }]));
    await shows(element, 'Did this solve your problem?');
    const yes = (await find(element, '.banner')).querySelector<HTMLElement>('.button-primary');
    assert.isFalse(isShown(element, question), 'one question at a time');
    yes?.click();
    await shows(element, question);
    await until(() => focused()?.matches('.banner'), 'focus is not at the banner');
    assert.isTrue((await find(element, '.banner-solved')).contains(deep(element, '.rating')));
    await isAccessible(element);
  });

  it('is asked where a ticket is closed, and not where it is open or nothing can be said', async () => {
    const closed = await stage.ask('A story', 'Hello', [{ text: 'An answer', status: 'closed' }]);
    const element = await thread(closed);
    await shows(element, question);
    await isAccessible(element);
    const { can } = await stage.ticket(closed);
    const late = await thread(closed, knowing({ can: { ...can, rate: false } }));
    await shows(late, 'This ticket is closed');
    assert.isFalse(isShown(late, question));
    const open = await thread(await stage.ask('Another story'));
    await shows(open, 'Another story');
    assert.isNull(deep(open, '.rating'));
  });

  it('is a group of five numbers, whose ends are in words for everybody, and nothing more at first', async () => {
    const element = await thread(await solved());
    const group = await find<HTMLFieldSetElement>(element, '.scale');
    assert.strictEqual(group.querySelector('legend')?.textContent, question);
    const names = Array.from(group.querySelectorAll('label'), (label) => {
      const input = label.querySelector('input');
      return input?.getAttribute('aria-label') ?? label.textContent.trim();
    });
    assert.deepEqual(names, ['1 – very bad', '2', '3', '4', '5 – very good']);
    assert.match(textOf(await find(element, '.ends')), /1 – very bad\s+5 – very good/);
    assert.isNull(deep(element, '#rating-comment'));
    assert.isUndefined(chosen(element), 'nothing is chosen for anybody');
  });

  it('is answered with the keyboard alone, and focus stays near', async () => {
    const id = await solved();
    const element = await thread(id);
    (await find<HTMLInputElement>(element, '.score > input')).focus();
    await sendKeys({ press: 'Space' });
    for (let score = 1; score < 4; score += 1) await sendKeys({ press: 'ArrowRight' });
    assert.strictEqual(chosen(element), '4');
    await find(element, '#rating-comment');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Quick' });
    await sendKeys({ press: 'Tab' });
    const { said, stop } = listen();
    await sendKeys({ press: 'Enter' });
    await shows(element, 'Thanks. You rated our help 4 out of 5.');
    await until(() => focused()?.matches('.rating-change'), 'focus is not where the rating can be changed');
    assert.deepEqual((await stage.ticket(id)).rating?.comment, 'Quick');
    assert.deepEqual(said, ['Thanks. You rated our help 4 out of 5.']);
    stop();
  });

  it('shows what was chosen by more than a colour, and offers words and a button then', async () => {
    const element = await thread(await solved());
    await choose(element, 2);
    assert.strictEqual((await comment(element)).labels[0]?.textContent.trim(), 'Your comment for the team (optional)');
    const weights = Array.from(element.shadowRoot?.querySelectorAll('.score') ?? [], (label) =>
      Number(getComputedStyle(label).fontWeight),
    );
    assert.deepEqual(
      weights.map((weight) => weight > 500),
      [false, true, false, false, false],
    );
    await isAccessible(element);
  });

  it('says that the answer is on its way, and takes one press', async () => {
    const { adapter, release } = holdBack(stage.adapter, ['rateTicket']);
    let sent = 0;
    const rateTicket: SupportAdapter['rateTicket'] = (...asked) => {
      sent += 1;
      return adapter.rateTicket(...asked);
    };
    const element = await thread(await solved(), rating(rateTicket));
    await choose(element, 5);
    await send(element);
    await shows(element, 'Sending your rating…');
    await send(element);
    assert.strictEqual(deep(element, '.rating .button-primary')?.ariaDisabled, 'true');
    await isAccessible(element);
    release();
    await shows(element, 'Thanks. You rated our help 5 out of 5.');
    assert.strictEqual(sent, 1);
  });

  it('keeps what was chosen and typed when sending fails, says so once, tells the page, and sends it again', async () => {
    const id = await solved();
    let isDown = true;
    const element = await thread(
      id,
      rating((...asked) => (isDown ? Promise.reject(failure('unavailable')) : stage.adapter.rateTicket(...asked))),
    );
    const errors = collect(element, 'support-error');
    const { said, stop } = listen();
    await choose(element, 1);
    await write(element, 'Nobody answered.');
    await send(element);
    await shows(element, 'We couldn’t save your rating.');
    assert.deepEqual([chosen(element), (await comment(element)).value], ['1', 'Nobody answered.']);
    await isAccessible(element);
    await until(() => said.length > 0, 'nothing was said');
    await element.refresh();
    assert.strictEqual(said.filter((text) => text.includes('We couldn’t save your rating.')).length, 1);
    assert.deepEqual(
      errors.map(({ detail }) => [detail.where, detail.error.code, detail.fatal]),
      [['thread', 'unavailable', false]],
    );
    isDown = false;
    await send(element);
    await shows(element, 'Thanks. You rated our help 1 out of 5.');
    assert.strictEqual((await stage.ticket(id)).rating?.comment, 'Nobody answered.');
    stop();
  });

  it('keeps what was chosen and typed while another ticket is looked at', async () => {
    const [id, other] = [await solved(), await stage.ask('Another story')];
    const element = await thread(id);
    await choose(element, 3);
    await write(element, 'Half a sentence');
    element.ticket = other;
    await shows(element, 'Another story');
    assert.isNull(deep(element, '.rating'));
    element.ticket = id;
    await shows(element, question);
    assert.deepEqual([chosen(element), (await comment(element)).value], ['3', 'Half a sentence']);
  });

  it('does not send more words than fit, and cuts none off', async () => {
    let sent = 0;
    const element = await thread(
      await solved(),
      rating((...asked) => {
        sent += 1;
        return stage.adapter.rateTicket(...asked);
      }),
    );
    await choose(element, 3);
    const field = await comment(element);
    field.value = 'x'.repeat(2001);
    field.dispatchEvent(new InputEvent('input'));
    await shows(element, 'Your comment is 1 character too long.');
    await send(element);
    assert.strictEqual(focused(), field);
    assert.deepEqual([sent, field.value.length], [0, 2001]);
    await isAccessible(element);
  });

  it('shows what was said, and changes it for a day', async () => {
    const id = await solved({ score: 2, comment: 'Slow.\n<b>Kind</b>' });
    const element = await thread(id);
    await shows(element, 'Thanks. You rated our help 2 out of 5.');
    assert.strictEqual(deep(element, '.rating > blockquote')?.textContent, 'Slow.\n<b>Kind</b>');
    await isAccessible(element);
    (await find(element, '.rating-change')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => focused()?.matches('.score > :checked'), 'focus is not at the number');
    assert.deepEqual([chosen(element), (await comment(element)).value], ['2', 'Slow.\n<b>Kind</b>']);
    await isAccessible(element);
    await sendKeys({ press: 'ArrowRight' });
    await send(element);
    await shows(element, 'Thanks. You rated our help 3 out of 5.');
    assert.strictEqual((await stage.ticket(id)).rating?.score, 3);
  });

  it('leaves what was said as it is where somebody thinks better of it', async () => {
    const id = await solved({ score: 2 });
    const element = await thread(id);
    (await find(element, '.rating-change')).click();
    await choose(element, 5);
    const leave = (await find(element, '.rating')).querySelector<HTMLElement>('.button:not(.button-primary)');
    leave?.focus();
    leave?.click();
    await shows(element, 'Thanks. You rated our help 2 out of 5.');
    await until(() => focused()?.matches('.rating-change'), 'focus is not at the button to change it');
    assert.strictEqual((await stage.ticket(id)).rating?.score, 2);
  });

  it('only shows what was said once the day is over', async () => {
    const id = await solved({ score: 4, comment: 'Thanks' });
    const { can } = await stage.ticket(id);
    const element = await thread(id, knowing({ can: { ...can, rate: false } }));
    await shows(element, 'You rated our help 4 out of 5.');
    assert.isFalse(isShown(element, 'Thanks. You'));
    assert.isNull(deep(element, '.rating button'));
    await isAccessible(element);
  });

  it('says that it is too late where the day ended meanwhile, and keeps the words in sight', async () => {
    const element = await thread(
      await solved(),
      rating(() => Promise.reject(failure('forbidden'))),
    );
    await choose(element, 4);
    await write(element, 'Too late');
    await send(element);
    await shows(element, 'It’s too late to rate this ticket or to change the rating.');
    assert.strictEqual((await comment(element)).value, 'Too late');
    await isAccessible(element);
  });

  it('asks anew after a ticket was opened again and solved', async () => {
    const id = await solved({ score: 1 });
    const element = await thread(id);
    await shows(element, 'Thanks. You rated our help 1 out of 5.');
    await stage.write(id, 'It is back.');
    await element.refresh();
    await until(() => !deep(element, '.rating'), 'an open ticket is rated');
    await stage.adapter.setStatus(id, 'solved', call);
    await element.refresh();
    await shows(element, question);
    assert.isUndefined(chosen(element));
  });

  it('speaks Polish, and fits into 320 pixels', async () => {
    await setViewport({ width: 320, height: 700 });
    const element = await thread(await solved(), stage.adapter, 'pl');
    await shows(element, 'Jak oceniasz naszą pomoc?');
    await choose(element, 5);
    await shows(element, 'Twój komentarz dla zespołu (opcjonalnie)');
    assert.isAtMost(document.documentElement.scrollWidth, 320);
    await isAccessible(element);
    await send(element);
    await shows(element, 'Dziękujemy. Twoja ocena naszej pomocy: 5 na 5.');
    assert.isAtMost(document.documentElement.scrollWidth, 320);
  });
});
