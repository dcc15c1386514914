import { assert } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import type { TimelineEvent } from '../../src/contract/index.ts';
import { articlesOf, inBothSchemes, message, mountThread, ownMessage, telling, textOfLines } from './conversation.ts';
import { createStage, deep, find, isShown, shows, type Stage, textOf, until } from './stage.ts';

describe('messages of a thread', () => {
  let stage: Stage;
  let ticket: string;

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
  });

  const show = async (...events: TimelineEvent[]) => {
    const thread = await mountThread(telling(stage.adapter, events), ticket);
    await find(thread, '.lines > li');
    return thread;
  };
  const statuses = (thread: Element) =>
    articlesOf(thread).map((article) =>
      textOf(article.querySelector('.status') ?? article.ownerDocument.createComment('')),
    );

  it('name their author in words, and have a name with author and time for those who cannot see', async () => {
    const thread = await show(ownMessage(1), message(2), message(3, { author: { kind: 'support' } }));
    const names = articlesOf(thread).map((article) => article.querySelector('.author')?.textContent);
    assert.deepEqual(names, ['You', 'Ola', 'Support team']);
    for (const [place, name] of ['You', 'Ola', 'Support team'].entries()) {
      assert.match(articlesOf(thread)[place]?.ariaLabel ?? '', new RegExp(`^${name}, March 2, 2026`));
    }
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('stand on the side of their author, own ones with a tint', async () => {
    const thread = await show(message(1), ownMessage(2));
    const [theirs, own] = articlesOf(thread);
    const edges = (element?: Element) => element?.getBoundingClientRect() ?? new DOMRect();
    assert.isAbove(edges(own).left, edges(theirs).left);
    assert.notStrictEqual(
      getComputedStyle(own as Element).backgroundColor,
      getComputedStyle(theirs as Element).backgroundColor,
    );
    thread.dir = 'rtl';
    assert.isBelow(edges(own).left, edges(theirs).left);
  });

  it('tell their time in short, and in full on demand', async () => {
    const thread = await show(message(1));
    const time = await find<HTMLTimeElement>(thread, 'article time');
    assert.strictEqual(time.dateTime, '2026-03-02T12:01:00.000Z');
    assert.match(time.title, /March 2, 2026/);
  });

  it('are labelled where no person wrote them', async () => {
    const thread = await show(
      message(1, { author: { kind: 'support', name: 'Autoreply', automated: true } }),
      message(2, { author: { kind: 'system' } }),
      message(3, { author: { kind: 'system', name: 'Billing' } }),
      message(4),
    );
    const bylines = articlesOf(thread).map((article) => textOf(article.querySelector('.byline') as Element));
    assert.deepEqual(
      bylines.map((text) => text.split('Automatic message').length - 1),
      [1, 1, 1, 0],
    );
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('say when they were removed or cannot be shown, and show nothing else', async () => {
    const file = { id: 'f', name: 'secret.pdf', type: 'application/pdf', size: 1, status: 'ready' } as never;
    const thread = await show(
      message(1, { removed: true, attachments: [file] }),
      message(2, { body: { format: 'text', text: ' ' } }),
      { id: 'ev_3', type: 'note', at: message(3).at, author: { kind: 'support' }, code: 'unsupported' },
    );
    const [removed, empty] = articlesOf(thread);
    assert.strictEqual(removed?.querySelector('.body')?.textContent, 'This message was removed');
    assert.strictEqual(isShown(thread, 'secret.pdf'), false);
    assert.strictEqual(empty?.querySelector('.body')?.textContent, 'This kind of message can’t be shown here');
    assert.match(textOf(await find(thread, '.event')), /This kind of message can’t be shown here/);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('list their files by name, also without words', async () => {
    const file = { id: 'f', name: 'photo.jpg', type: 'image/jpeg', size: 1, status: 'ready' } as never;
    const thread = await show(message(1, { body: { format: 'text', text: '' }, attachments: [file] }));
    assert.strictEqual((await find(thread, '.attachments')).ariaLabel, 'Attachments');
    assert.strictEqual(isShown(thread, 'photo.jpg'), true);
    assert.strictEqual(deep(thread, '.body'), null);
    await assert.isAccessible(thread);
  });

  it('tell below the last own one, and nowhere else, that it was sent', async () => {
    const thread = await show(ownMessage(1), message(2), ownMessage(3), message(4));
    assert.deepEqual(
      statuses(thread).map((text) => text.trim()),
      ['', '', 'Sent', ''],
    );
  });

  it('tell below the last own one, and nowhere else, that support read it', async () => {
    const thread = await show(
      ownMessage(1, { seenBySupport: true }),
      message(2),
      ownMessage(3, { seenBySupport: true }),
    );
    assert.deepEqual(
      statuses(thread).map((text) => text.trim()),
      ['', '', 'Read by support'],
    );
    await inBothSchemes(thread, () => assert.isAccessible(thread));
  });

  it('show hostile names and words as text', async () => {
    const hostile = '<img src=x onerror="window.pwned=1">';
    const turned = '\u202Eevil\u202C';
    const thread = await show(
      message(1, { author: { kind: 'support', name: hostile + turned }, body: { format: 'text', text: hostile } }),
    );
    assert.strictEqual(deep(thread, 'article img'), null);
    assert.strictEqual(deep(thread, 'article bdi')?.textContent, `${hostile}evil`);
    assert.strictEqual('pwned' in window, false);
    await assert.isAccessible(thread);
  });

  it('fold the quoted mail of a text, with the words for it where nothing on the page is formatted', async () => {
    const text = 'Done.\n\nOn Monday Anna wrote:\n> Please mend it.';
    const thread = await show(message(1, { body: { format: 'text', text } }));
    const fold = await find<HTMLDetailsElement>(thread, '.lines details');
    assert.strictEqual(fold.innerText, 'Show quoted text');
    fold.querySelector('summary')?.click();
    assert.match(fold.innerText, /^Hide quoted text\n+On Monday Anna wrote:\n> Please mend it.$/);
  });

  it('stay within 280 pixels with long words, names and right-to-left words', async () => {
    await setViewport({ width: 280, height: 700 });
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(9);
    const file = { id: 'f', name: `${long}.pdf`, type: 'application/pdf', size: 1, status: 'ready' } as never;
    const thread = await show(
      message(1, {
        author: { kind: 'support', name: long },
        body: { format: 'text', text: long },
        attachments: [file],
      }),
      ownMessage(2, { body: { format: 'text', text: 'שלום עולם' } }),
    );
    assert.isAtMost(document.documentElement.scrollWidth, 280);
    const body = articlesOf(thread)[1]?.querySelector('.plain') as Element;
    assert.strictEqual(getComputedStyle(body).unicodeBidi, 'plaintext');
    await setViewport({ width: 900, height: 800 });
    assert.strictEqual(thread.isConnected, true);
  });

  it('keep a border where colours are forced', async () => {
    await emulateMedia({ forcedColors: 'active' });
    const thread = await show(message(1), ownMessage(2));
    const widths = articlesOf(thread).map((article) => getComputedStyle(article).borderTopWidth);
    assert.deepEqual(widths, ['1px', '2px']);
    await emulateMedia({ forcedColors: 'none' });
  });
});

describe('a long message', () => {
  let stage: Stage;
  let ticket: string;

  beforeEach(async () => {
    stage = createStage();
    ticket = await stage.ask('A matter');
  });

  const show = async (...events: TimelineEvent[]) => {
    const thread = await mountThread(telling(stage.adapter, events), ticket);
    await find(thread, 'article');
    return thread;
  };
  const long = { format: 'text', text: textOfLines(60) } as const;
  const bodyHeight = (thread: Element) => deep(thread, 'article .body')?.offsetHeight ?? 0;
  const isOffered = (thread: Element) => (deep(thread, '.more')?.offsetHeight ?? 0) > 0;

  it('begins folded and shows all of itself on demand, and less again', async () => {
    const thread = await show(message(1, { body: long }));
    await until(() => isOffered(thread), 'it is not folded');
    const more = await find(thread, '.more');
    const folded = bodyHeight(thread);
    assert.strictEqual(more.innerText, 'Show whole message');
    assert.strictEqual(more.ariaExpanded, 'false');
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    more.focus();
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(more.innerText, 'Show less');
    assert.strictEqual(more.ariaExpanded, 'true');
    assert.isAbove(bodyHeight(thread), folded * 2);
    await inBothSchemes(thread, () => assert.isAccessible(thread));
    await sendKeys({ press: 'Enter' });
    assert.strictEqual(bodyHeight(thread), folded);
  });

  it('is folded also where it came as HTML', async () => {
    const html = `<p>${textOfLines(60).replaceAll('\n', '</p><p>')}</p>`;
    const thread = await show(message(1, { body: { format: 'html', html, text: textOfLines(60) } }));
    await until(() => isOffered(thread), 'it is not folded');
    await find(thread, 'support-rich-text', 'p');
    assert.strictEqual(isOffered(thread), true);
  });

  it('is not folded when it fits after all', async () => {
    const thread = await show(
      message(1, { body: { format: 'text', text: textOfLines(24) } }),
      message(2, { body: { format: 'text', text: 'A word. '.repeat(100) } }),
    );
    await until(() => thread.shadowRoot?.querySelectorAll('.fold.short').length === 2, 'not judged');
    assert.strictEqual(isOffered(thread), false);
    const [first] = articlesOf(thread);
    assert.strictEqual(
      first?.querySelector('.body')?.scrollHeight,
      first?.querySelector<HTMLElement>('.body')?.offsetHeight,
    );
  });

  it('unfolds and folds without moving what the reader looks at', async () => {
    const thread = await show(message(1, { body: long }), message(2, { body: long }), message(3, { body: long }));
    await until(() => isOffered(thread), 'it is not folded');
    const [first, second, third] = articlesOf(thread);
    const more = second?.querySelector<HTMLElement>('.more');
    more?.scrollIntoView({ block: 'center' });
    const topOf = (element?: Element | null) => element?.getBoundingClientRect().top ?? NaN;
    const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await frames();
    const before = [topOf(first), topOf(second)];
    more?.click();
    await frames();
    assert.closeTo(topOf(first), before[0] ?? NaN, 1);
    assert.closeTo(topOf(second), before[1] ?? NaN, 1);
    more?.scrollIntoView({ block: 'center' });
    await frames();
    const after = [topOf(more), topOf(third)];
    more?.click();
    await frames();
    assert.closeTo(topOf(more), after[0] ?? NaN, 1);
    assert.closeTo(topOf(third), after[1] ?? NaN, 1);
  });

  it('unfolds where the reader is, also at the end of the conversation', async () => {
    const thread = await show(message(1, { body: long }));
    await until(() => isOffered(thread), 'it is not folded');
    thread.scrollToLatest();
    const top = () => articlesOf(thread)[0]?.getBoundingClientRect().top ?? NaN;
    const before = top();
    (await find(thread, '.more')).click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    assert.closeTo(top(), before, 1);
  });

  it('unfolds when the keyboard or a search gets to words that are hidden', async () => {
    const text = `${textOfLines(60)} https://example.com/end`;
    const thread = await show(message(1, { body: { format: 'text', text } }));
    await until(() => isOffered(thread), 'it is not folded');
    await until(() => deep(thread, 'article a'), 'the link is not there');
    deep(thread, 'article a')?.focus();
    await until(() => deep(thread, '.more')?.ariaExpanded === 'true', 'it stays folded');
  });

  it('stays open for whoever opened something inside of it', async () => {
    const thread = await show(message(1, { body: { format: 'text', text: 'A word. '.repeat(100) } }));
    await until(() => deep(thread, '.fold.short'), 'not judged');
    const content = await find(thread, '.fold .plain');
    const quote = document.createElement('button');
    content.append(quote);
    quote.click();
    quote.insertAdjacentText('beforebegin', '\n'.repeat(60));
    assert.isAbove(bodyHeight(thread), 60 * 16);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    assert.isAbove(bodyHeight(thread), 60 * 16);
  });

  it('stays as it is when others arrive', async () => {
    const events = [message(1, { body: long })];
    const thread = await show(...events);
    await until(() => isOffered(thread), 'it is not folded');
    (await find(thread, '.more')).click();
    const [article] = articlesOf(thread);
    await stage.answer(ticket, { text: 'Something new' });
    await thread.refresh();
    assert.strictEqual(articlesOf(thread)[0], article);
    assert.strictEqual(deep(thread, '.more')?.ariaExpanded, 'true');
  });

  it('is printed whole, without its button', async () => {
    const thread = await show(message(1, { body: long }));
    await until(() => isOffered(thread), 'it is not folded');
    await emulateMedia({ media: 'print' });
    assert.isAbove(bodyHeight(thread), 60 * 16);
    assert.strictEqual(isOffered(thread), false);
    await emulateMedia({ media: 'screen' });
  });
});

describe('a conversation that grows', () => {
  it('draws nothing again but what is new', async () => {
    const stage = createStage();
    const ticket = await stage.ask('A matter');
    const events = Array.from({ length: 120 }, (_, number) => message(number));
    const thread = await mountThread(telling(stage.adapter, events), ticket);
    await shows(thread, 'Message 119');
    (await find(thread, '.earlier')).click();
    await shows(thread, 'Message 20');
    const before = articlesOf(thread);
    let changes = 0;
    const observer = new MutationObserver((records) => {
      changes += records.filter(({ target }) => before.some((article) => article.contains(target))).length;
    });
    observer.observe(thread.shadowRoot as ShadowRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    events.push(message(120));
    await stage.answer(ticket, { text: 'A new version of the ticket' });
    await thread.refresh();
    await shows(thread, 'Message 120');
    observer.disconnect();
    assert.deepEqual(articlesOf(thread).slice(0, before.length), before);
    assert.strictEqual(changes, 0);
  });
});
