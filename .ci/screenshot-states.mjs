// Every state of the screens, as data: what the backend says (`backendFor`), what is open, and what a visitor did.
import {
  conversationIn,
  event,
  hang,
  message,
  own,
  problem,
  status,
  textsIn,
  ticketsIn,
} from './screenshot-backend.mjs';
import { fileStates } from './screenshot-file-states.mjs';
import { guestStates } from './screenshot-guest-states.mjs';

const picture =
  'data:image/svg+xml,' + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
const down = problem('unavailable', 503);
const ended = problem('session_expired', 401);
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

const nothing = { tickets: { items: [], next: null, total: 0, counts: counts(0) } };
const noneFound = { tickets: { items: [], next: null, total: 0, counts: counts(3) } };
function counts(all) {
  return { all, open: 0, closed: all, attention: 0, unread: 0 };
}
const paged = (next) => (language) => {
  const tickets = ticketsIn(language);
  const items = Array.from({ length: 20 }, (_, place) => ({ ...tickets[2 + (place % 4)], id: `more${place}` }));
  return { answers: { tickets: (query) => (query.has('cursor') ? next : { items, next: 'more' }) } };
};
const found = (language) => {
  const { passage, search } = textsIn(language);
  const items = ticketsIn(language).slice(0, 3);
  const at = (text) => {
    const start = text.toLowerCase().indexOf(search);
    return start < 0 ? [] : [[start, start + search.length]];
  };
  const author = { kind: 'support', name: 'Ola' };
  for (const item of items)
    item.match = { subject: at(item.subject), passage: { author, text: passage, ranges: at(passage) } };
  return { tickets: items };
};
const thread = (ticket, events) => (language) => ({ open: true, ticket, ...(events && { events: events(language) }) });
const long = (language) =>
  Array.from({ length: 40 }, (_, line) => `${line + 1}. ${textsIn(language).line}.`).join('\n');

const write = async ({ center, texts, box }) => box(center).fill(texts.draft);
const send = async (scene) => {
  await write(scene);
  await scene.box(scene.center).press('Control+Enter');
};
const fail = async (scene) => {
  await send(scene);
  await scene.center.locator('.unsent-actions').first().waitFor({ timeout: 15_000 });
};
const press =
  (selector) =>
  async ({ center }) =>
    center.locator(selector).first().click();
const focus =
  (selector) =>
  async ({ center }) =>
    center.locator(selector).first().focus();
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGNk+M/AwMDAxMDAwMDAAAALIAEDpzNvYQAAAABJRU5ErkJggg==',
  'base64',
);
/** Chooses files by their names, in the browser's own dialog. */
const choose =
  (...names) =>
  async (scene) => {
    await write(scene);
    const files = names.map((name) => {
      const isPicture = /\.(png|jpe?g)$/.test(name);
      return {
        name,
        mimeType: isPicture ? 'image/png' : 'application/pdf',
        buffer: isPicture ? png : Buffer.alloc(182_000),
      };
    });
    await scene.center.locator('#picker').setInputFiles(files);
    await scene.center.locator('.file, .refusals').first().waitFor();
  };
const longName = 'done-IMG_20260302_101203-with-a-very-long-name-that-nobody-reads.jpeg';
const offline = async ({ context, center }) => {
  await context.setOffline(true);
  await center.locator('.strip').first().waitFor();
};
const change =
  (answers, selector) =>
  async ({ center, change, refresh }) => {
    change(answers);
    await refresh();
    await center.locator(selector).first().waitFor();
  };
const refused = { open: true, answers: { messages: down } };
const solved = { status: 'solved', can: { reply: true, attach: false, solve: true, reopen: true } };
const rateable = { ...solved, can: { ...solved.can, solve: false, rate: true }, solved: { at: inDays(-1), by: 'you' } };
const rated = (language, until = 1) => ({
  rating: { score: 4, comment: textsIn(language).comment, at: inDays(until - 1), changeableUntil: inDays(until) },
});
const ratingShown = async ({ center }) => center.locator('.rating').waitFor();
const rate = async ({ center, texts }) => {
  await center.locator('.score').nth(3).click();
  await center.locator('#rating-comment').fill(texts.comment);
};
const final = { reply: false, attach: false, solve: false, reopen: false };

/** Name, then the backend's side (an object, or a function of the language), then what the visitor does. */
export const states = [
  ['list', {}],
  ['list-row-focus', {}, focus('a.row')],
  [
    'list-draft',
    {},
    async (scene) => {
      await scene.show('t0');
      await write(scene);
      await scene.show('');
      await scene.center.locator('.tag').first().waitFor();
    },
  ],
  [
    'list-not-sent',
    { answers: { messages: down } },
    async (scene) => {
      await scene.show('t0');
      await fail(scene);
      await scene.show('');
      await scene.center.locator('.not-sent').first().waitFor();
    },
  ],
  [
    'list-search',
    found,
    async ({ center, texts }) => {
      await center.locator('#search').fill(texts.search);
      await center.locator('#search').press('Enter');
      await center.locator('mark').first().waitFor();
    },
  ],
  ['list-more', paged(hang), async ({ center }) => center.locator('.more').scrollIntoViewIfNeeded()],
  ['list-more-loading', paged(hang), press('.more button')],
  [
    'list-more-error',
    paged(down),
    async ({ center }) => {
      await center.locator('.more button').click();
      await center.locator('.more-error').scrollIntoViewIfNeeded();
    },
  ],
  [
    'list-end',
    paged({ items: [], next: null }),
    async ({ center }) => {
      await center.locator('.more button').click();
      await center.locator('.more.end').scrollIntoViewIfNeeded();
    },
  ],
  [
    'list-changes',
    {},
    async (scene) => {
      await scene.center.locator('#search').focus();
      const items = ticketsIn(scene.language).reverse();
      await change({ tickets: { items, next: null } }, '.changes .pill')(scene);
    },
  ],
  ['list-empty', { answers: nothing }],
  ...['open', 'closed', 'attention', 'unread'].map((filter) => [
    `list-empty-${filter}`,
    { filter, answers: noneFound },
  ]),
  ['list-empty-search', { search: 'xyz', answers: noneFound }],
  ['list-skeleton', { answers: { tickets: hang } }],
  ['list-error', { answers: { tickets: down } }],
  ['list-error-strip', {}, change({ tickets: down }, '.strip')],
  ['list-offline', {}, offline],
  ['unreachable', { answers: { config: down, session: down } }],
  ['anonymous', { answers: { session: { kind: 'anonymous' } } }],
  ['session-ended', { open: true }, change({ tickets: ended, events: ended, ticket: ended, session: ended }, '.ended')],
  ['thread', thread({ can: { reply: true, attach: false, solve: true, reopen: false } })],
  ['thread-awaiting', thread({ status: 'awaiting_reply', awaiting: { since: inDays(-1), dueAt: inDays(5) } })],
  ['thread-solved', thread({ ...solved, solved: { at: inDays(-1), by: 'support', autoCloseAt: inDays(6) } })],
  ['thread-confirmed', thread({ ...solved, solved: { at: inDays(-1), by: 'you', autoCloseAt: inDays(6) } })],
  ['thread-closed-reopen', thread({ status: 'closed', can: { ...final, reopen: true } })],
  ['thread-closed', thread({ status: 'closed', can: final })],
  ['thread-rating', thread(rateable), ratingShown],
  ['thread-rating-closed', thread({ status: 'closed', can: { ...final, rate: true } }), ratingShown],
  ['thread-rating-chosen', thread(rateable), rate],
  [
    'thread-rating-sending',
    thread(rateable),
    async (scene) => {
      await rate(scene);
      await scene.center.locator('.rating .button-primary').click();
    },
  ],
  [
    'thread-rating-failed',
    (language) => ({ ...thread(rateable)(language), answers: { rating: down } }),
    async (scene) => {
      await rate(scene);
      await scene.center.locator('.rating .button-primary').click();
      await scene.center.locator('.rating .failure').waitFor();
    },
  ],
  ['thread-rating-given', (language) => thread({ ...rateable, ...rated(language) })(language), ratingShown],
  [
    'thread-rating-change',
    (language) => thread({ ...rateable, ...rated(language) })(language),
    press('.rating-change'),
  ],
  [
    'thread-rating-over',
    (language) => thread({ ...rateable, ...rated(language, -2), can: { ...rateable.can, rate: false } })(language),
    ratingShown,
  ],
  ['thread-merged', thread({ status: 'closed', can: final, mergedInto: { id: 't2', number: '10468' } })],
  [
    'thread-history',
    thread({}, (language) => [
      ...conversationIn(language),
      status('open', 'awaiting_reply', 'info_requested'),
      status('awaiting_reply', 'solved', 'solved'),
      status('solved', 'open', 'reopened', { kind: 'you' }),
    ]),
    press('.disclosure'),
  ],
  [
    'thread-unread',
    (language) => {
      const events = conversationIn(language);
      events.push(message(textsIn(language).solved));
      return { open: true, events, ticket: { unreadCount: 1, lastReadEventId: events.at(-2).id } };
    },
  ],
  [
    'thread-pill',
    thread({}, (language) => [message(long(language)), own(long(language))]),
    async (scene) => {
      await scene.center.locator('.conversation').evaluate((element) => (element.scrollTop = 0));
      await scene.center.locator('.pill-latest').waitFor();
      const events = { items: [message(scene.texts.solved)], before: null, after: 'later' };
      await change({ events }, '.pill:not(.pill-latest)')(scene);
    },
  ],
  ['thread-long', thread({}, (language) => [message(long(language))])],
  ['thread-quote', thread({}, (language) => [own(textsIn(language).old), message(textsIn(language).thanks)])],
  [
    'thread-html',
    thread({}, (language) => {
      const { ask, cells, reply } = textsIn(language);
      const html = `<p>${ask}</p><p><img src="https://pictures.example/a.png" alt="label" width="200" height="80"></p>
      <table><tr><th>${cells[0]}</th><th>${cells[1]}</th></tr><tr><td>${cells[2]}</td><td>129</td></tr></table>
      <ul><li><a href="https://shop.example">${cells[2]}</a></li></ul><blockquote>${reply}</blockquote>
      <p><img src="${picture}" alt=""></p>`;
      return [message('', { body: { format: 'html', html, text: ask } })];
    }),
  ],
  [
    'thread-files',
    thread({}, (language) => [
      message(textsIn(language).solved, {
        attachments: ['label.pdf', 'IMG_20260302_101203-with-a-very-long-name.jpeg'].map((name, place) => ({
          ...{ id: `f${place}`, name, mediaType: 'application/pdf', size: 182_000 * (place + 1), state: 'ready' },
        })),
      }),
      event({ type: 'note', code: 'merged', params: { number: '10450' } }),
      own('', { removed: true }),
    ]),
  ],
  ['thread-skeleton', { open: true, answers: { ticket: hang, events: hang } }],
  ['thread-error', { open: true, answers: { ticket: down, events: down } }],
  [
    'thread-not-found',
    { open: true, answers: { ticket: problem('not_found', 404), events: problem('not_found', 404) } },
  ],
  ['thread-error-strip', { open: true }, change({ ticket: down, events: down, tickets: down }, '.strip')],
  ['thread-offline', { open: true }, offline],
  [
    'reply-focused',
    { open: true },
    async (scene) => {
      await write(scene);
      await scene.box(scene.center).focus();
    },
  ],
  [
    'reply-counter',
    { open: true },
    async ({ box, center, texts }) => box(center).fill(texts.tooLong.repeat(85).slice(0, 1700)),
  ],
  [
    'reply-too-long',
    { open: true },
    async ({ box, center, texts }) => {
      await box(center).fill(texts.tooLong.repeat(150));
      await center.locator('.composer .button-primary').click();
      await center.locator('#error').waitFor();
    },
  ],
  ['reply-empty', { open: true }, press('.composer .button-primary')],
  [
    'reply-secret',
    { open: true },
    async ({ box, center, texts }) => {
      await box(center).fill(texts.secret);
      await box(center).press('Control+Enter');
      await center.locator('dialog[open]').waitFor();
    },
  ],
  ['reply-sending', { open: true }, send],
  [
    'reply-queued',
    { open: true },
    async (scene) => {
      await offline(scene);
      await send(scene);
    },
  ],
  ['reply-failed', refused, fail],
  [
    'reply-discarded',
    refused,
    async (scene) => {
      await fail(scene);
      await scene.center.locator('.unsent-actions button').last().click();
    },
  ],
  ['reply-reopens', thread({ ...solved, solved: { at: inDays(-1), by: 'you' } }), focus('#words')],
  ['reply-files-uploading', { open: true }, choose('label.pdf', 'photo-of-the-parcel.jpg')],
  ['reply-files-done', { open: true }, choose('done-label.pdf', longName)],
  ['reply-files-failed', { open: true }, choose('failed-label.pdf', 'done-invoice.pdf')],
  ['reply-files-refused', { open: true }, choose('done-label.pdf', 'firmware.exe', 'done-label.pdf')],
  [
    'reply-files-pending',
    { open: true },
    async (scene) => {
      await choose('label.pdf', 'done-invoice.pdf', longName)(scene);
      await scene.center.locator('.composer .button-primary').click();
      await scene.center.locator('#error').waitFor();
    },
  ],
  [
    'reply-files-dropping',
    { open: true },
    async ({ center }) =>
      center.locator('#words').evaluate((field) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'label.pdf'));
        field.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, composed: true }));
      }),
  ],
  [
    'reply-files-bubble',
    refused,
    async (scene) => {
      await choose('done-label.pdf', longName)(scene);
      await scene.center.locator('.file[data-state="done"]').nth(1).waitFor();
      await scene.box(scene.center).press('Control+Enter');
      await scene.center.locator('.unsent-actions').first().waitFor({ timeout: 15_000 });
    },
  ],
  ['reply-hints', { open: true }, press('.hints:not([open]) summary')],
  ...fileStates,
  ...guestStates,
];
