// The backend behind the pictures: answers of the HTTP contract, made up from what one state needs.
const day = 86_400_000;
const now = Date.now();
const ago = (days, minutes = 0) => new Date(now - days * day - minutes * 60_000).toISOString();
const support = { kind: 'support', name: 'Ola' };
const you = { kind: 'you' };

const texts = {
  en: {
    subjects: [
      'Two parcels, one of them empty',
      'Club discount was not applied to my last order of the season, although the code was accepted',
      'Can I change the delivery address?',
      'Invoice for the company',
      'Rain jacket: which size?',
      'Fork of my Fjell 3 creaks when I brake',
    ],
    ask: 'Hello, the second parcel arrived today and it was empty. The box was closed and nothing had been torn. What should I do now?',
    reply:
      'Thank you for writing, and sorry about the trouble. Could you send us the number on the label, and tell us how much the parcel weighed?\n\nYou find the number here: https://shop.example/help/labels',
    thanks: 'The number is FF-2291-884. It weighed almost nothing.',
    solved: 'A new parcel is on its way and should be with you on Thursday.',
    old: 'Hello,\n\nmy jacket arrived yesterday.\n\nOn Mon, 2 Mar 2026 at 10:12, Ola <support@shop.example> wrote:\n> Has it arrived?\n> Please tell us.',
    line: 'One more step of the repair, written down in full',
    search: 'parcel',
    passage: 'Please keep the box and the parcel until Friday.',
    tooLong: 'far too much to say ',
    address: 'anna@example.com',
    secret: 'I cannot log in. My password is Kitten2024, please have a look.',
    draft: 'It weighed almost nothing, and the tape was',
    comment: 'Quick and kind. A word about the delay beforehand would have been nice.',
    cells: ['Part', 'Price', 'Fork'],
  },
  pl: {
    subjects: [
      'Dwie paczki, z czego jedna pusta',
      'Rabat klubowy nie został naliczony do ostatniego zamówienia w sezonie, mimo że kod został przyjęty',
      'Czy mogę zmienić adres dostawy?',
      'Faktura na firmę',
      'Kurtka przeciwdeszczowa: jaki rozmiar?',
      'Skrzypienie widelca w rowerze Fjell 3 podczas hamowania',
    ],
    ask: 'Dzień dobry, druga paczka dotarła dzisiaj i jest pusta. Karton był zamknięty i nieuszkodzony. Co mam teraz zrobić?',
    reply:
      'Dziękujemy za wiadomość i przepraszamy za kłopot. Czy możesz podać numer z etykiety i napisać, ile ważyła paczka?\n\nNumer znajdziesz tutaj: https://shop.example/pomoc/etykiety',
    thanks: 'Numer to FF-2291-884. Paczka prawie nic nie ważyła.',
    solved: 'Nowa paczka jest już w drodze i powinna dotrzeć w czwartek.',
    old: 'Dzień dobry,\n\nkurtka dotarła wczoraj.\n\nW dniu 2 marca 2026 10:12 Ola <support@shop.example> napisała:\n> Czy kurtka dotarła?\n> Prosimy o odpowiedź.',
    line: 'Kolejny krok naprawy, opisany w całości',
    search: 'paczk',
    passage: 'Proszę zachować karton i paczkę do piątku.',
    tooLong: 'o wiele za dużo słów ',
    address: 'anna@example.com',
    secret: 'Nie mogę się zalogować. Moje hasło to Kotek2024, proszę o sprawdzenie.',
    draft: 'Paczka prawie nic nie ważyła, a taśma była',
    comment: 'Szybko i życzliwie. Szkoda tylko, że o opóźnieniu nie było wiadomo wcześniej.',
    cells: ['Część', 'Cena', 'Widelec'],
  },
};

export const textsIn = (language) => texts[language];

/** Six tickets, one of each kind that a row can show. */
export function ticketsIn(language) {
  const { subjects, ask, reply, thanks, solved } = texts[language];
  const kinds = [
    { status: 'awaiting_reply', unreadCount: 1, updatedAt: ago(0, 12), preview: { author: support, text: reply } },
    { status: 'open', unreadCount: 2, updatedAt: ago(0, 95), preview: { author: support, text: solved } },
    { status: 'open', updatedAt: ago(1), preview: { author: you, text: thanks, attachmentCount: 2 } },
    { status: 'solved', updatedAt: ago(6), preview: { author: support, text: solved } },
    { status: 'closed', updatedAt: ago(40), preview: { author: you, text: thanks } },
    { status: 'open', updatedAt: ago(400), preview: { author: you, text: ask } },
  ];
  return kinds.map((kind, place) => ({
    ...{ id: `t${place}`, number: String(10_482 - place * 7), subject: subjects[place], unreadCount: 0 },
    createdAt: ago(3 + place * 90),
    ...kind,
  }));
}

let last = 0;
export const event = (part, at = ago(0, 20)) => ({ id: `e${(last += 1)}`, at, author: support, ...part });
export const message = (text, part = {}, at = undefined) =>
  event({ type: 'message', body: { format: 'text', text }, attachments: [], ...part }, at);
export const own = (text, part = {}, at = undefined) => message(text, { author: you, ...part }, at);
export const status = (from, to, reason, author = support, at = undefined) =>
  event({ type: 'status', from, to, reason, author }, at);

export function conversationIn(language) {
  const { ask, reply, thanks } = texts[language];
  return [
    status(null, 'open', 'created', you, ago(3)),
    own(ask, {}, ago(3)),
    event({ type: 'note', code: 'agent_joined', params: { name: 'Ola' } }, ago(1, 30)),
    message(reply, {}, ago(1, 20)),
    own(thanks, { seenBySupport: true }, ago(0, 40)),
  ];
}

const features = { search: true, push: false, solve: true, reopen: true, live: false, html: true, rating: true };
const attachments = {
  ...{ maxFiles: 5, maxFileBytes: 10_000_000, maxTotalBytes: 25_000_000, removeLocation: true },
  accept: ['image/*', '.pdf', '.docx', 'text/plain'],
};
const config = { contract: '1', limits: { messageMaxLength: 2000, attachments }, features };
const can = { reply: true, attach: true, solve: false, reopen: false };

/** An upload by its name: `done…` is there, `failed…` is refused, others stay where they are. */
function uploaded(_, request) {
  const headers = request.headers();
  const [, encoded = ''] = /filename (\S+?)(?:,|$)/.exec(headers['upload-metadata'] ?? '') ?? [];
  if (!encoded) return hang;
  const name = Buffer.from(encoded, 'base64').toString();
  const size = Number(headers['upload-length']);
  if (name.startsWith('failed')) return problem('unsupported_type', 415);
  const attachment = { id: name, name, mediaType: 'application/pdf', size, state: 'ready' };
  return name.startsWith('done')
    ? { offset: size, size, attachment }
    : { offset: Math.floor(size * 0.45), size, attachment: null };
}

/** What a state says about the backend, with everything else as it usually is. */
export function backendFor(language, state = {}) {
  const tickets = state.tickets ?? ticketsIn(language);
  const first = ticketsIn(language)[0];
  const events = state.events ?? conversationIn(language);
  const held = (wanted) => tickets.filter((ticket) => wanted.includes(ticket.status)).length;
  const counts = {
    all: tickets.length,
    open: held(['open', 'awaiting_reply']),
    closed: held(['solved', 'closed']),
    attention: held(['awaiting_reply']),
    unread: tickets.filter(({ unreadCount }) => unreadCount > 0).length,
  };
  return {
    config: state.guestDoor ? { ...config, guest: { codeLength: 6 } } : config,
    session: { kind: 'user', subject: 'maya' },
    tickets: { items: tickets, next: null, total: tickets.length, counts },
    ticket: {
      ...first,
      status: 'open',
      unreadCount: 0,
      version: '1',
      lastReadEventId: events.at(-1).id,
      can,
      ...state.ticket,
    },
    events: { items: events, before: null, after: 'end' },
    messages: hang,
    rating: hang,
    uploads: uploaded,
    read: null,
    ...state.answers,
  };
}

/** No answer, ever. */
export const hang = Symbol('hang');
/** An error of the contract. */
export const problem = (code, httpStatus, more = {}) => ({
  problem: { code, httpStatus, instance: 'req-7F3K2', ...more },
});

/** Answers the requests of a page out of `current()`, by the last word of the path. */
export async function serve(page, current) {
  await page.route('**/pictured/v1/**', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const name = pathname.includes('/uploads') ? 'uploads' : pathname.split('/').at(-1);
    const answers = current();
    let answer = name in answers ? answers[name] : answers.ticket;
    if (typeof answer === 'function') answer = answer(searchParams, route.request());
    if (answer === hang) return;
    if (answer?.problem) {
      const { httpStatus, ...rest } = answer.problem;
      const { code } = rest;
      const body = { type: `https://helpdock.dev/problems/${code}`, title: code, status: httpStatus, ...rest };
      const contentType = 'application/problem+json';
      return route.fulfill({ status: httpStatus, contentType, body: JSON.stringify(body) });
    }
    const done = { sign: 204, read: 204, messages: 201, uploads: 201, challenges: 202, links: 202 }[name] ?? 200;
    await route.fulfill({
      status: done,
      contentType: 'application/json',
      body: done === 204 ? '' : JSON.stringify(answer),
    });
  });
}
