/** One or more valid answers of each kind, which together hold every field that the contract knows. */
import type * as answers from '../../src/adapters/shared/answers.ts';
import type * as fileAnswers from '../../src/adapters/shared/file-answers.ts';
import type * as guestAnswers from '../../src/adapters/shared/guest-answers.ts';
import type * as restAnswers from '../../src/adapters/shared/rest-answers.ts';
import type { UnreadCount } from '../../src/adapters/shared/rest-answers.ts';
import type {
  Attachment,
  Author,
  EventPage,
  FileLink,
  GuestChallengeInfo,
  GuestEntry,
  GuestLinkInfo,
  GuestSessionInfo,
  LiveEvent,
  NoteEvent,
  SearchMatch,
  Session,
  StatusEvent,
  SupportConfig,
  Ticket,
  TicketMessage,
  TicketPage,
  TicketSummary,
  UploadProgress,
} from '../../src/contract/index.ts';

/** With every field that may be missing: a new one is missed here by the compiler. */
type Whole<T> = T extends object ? { [Name in keyof T]-?: Whole<T[Name]> } : T;

const at = '2026-11-22T19:45:11+01:00';

const author: Whole<Author> = { kind: 'support', name: 'Ola', avatarUrl: '/ola.png', automated: false };

const match: Whole<SearchMatch> = {
  subject: [[0, 4]],
  passage: {
    author,
    text: 'the old lamp',
    ranges: [
      [4, 7],
      [8, 12],
    ],
  },
};

const row: Whole<TicketSummary> = {
  id: 'tk_1',
  number: '10001',
  subject: 'Lamp',
  status: 'awaiting_reply',
  createdAt: at,
  updatedAt: '2028-02-29T00:00:00.123456Z',
  unreadCount: 2,
  preview: { author, text: 'Which lamp?', attachmentCount: 1 },
  match,
};

const ticket: Whole<Ticket> = {
  ...row,
  version: '7',
  lastReadEventId: 'ev_1',
  awaiting: { since: at, dueAt: at },
  solved: { at, by: 'you', autoCloseAt: at },
  mergedInto: { id: 'tk_2', number: '10002' },
  rating: { score: 4, comment: 'Quick, thanks.', at, changeableUntil: at },
  can: { reply: true, attach: false, solve: true, reopen: false, rate: true },
};

const attachment: Whole<Attachment> = {
  id: 'at_1',
  name: 'lamp.jpg',
  mediaType: 'image/jpeg',
  size: 1234,
  state: 'ready',
  width: 640,
  height: 480,
  thumbnailUrl: '/lamp.jpg',
};

const message: Whole<TicketMessage> = {
  id: 'ev_1',
  at,
  author,
  type: 'message',
  body: { format: 'html', html: '<p>Hello', text: 'Hello' },
  attachments: [attachment],
  clientId: 'c-1',
  seenBySupport: true,
  removed: false,
};

const status: Whole<StatusEvent> = {
  id: 'ev_2',
  at,
  author,
  type: 'status',
  from: 'open',
  to: 'closed',
  reason: 'auto_closed',
  days: 7,
};

const note: Whole<NoteEvent> = {
  id: 'ev_3',
  at,
  author,
  type: 'note',
  code: 'merged',
  params: { number: '10002', count: 2.5 },
  text: 'Merged.',
};

const pollOfNewerServer = { id: 'ev_4', at, author, type: 'poll', question: 'Happy?' };

const config: Whole<SupportConfig> = {
  contract: '1',
  brand: { name: 'Lamps' },
  limits: {
    messageMaxLength: 1000,
    attachments: {
      maxFiles: 3,
      maxFileBytes: 1000,
      maxTotalBytes: 2000,
      accept: ['image/*', '.pdf'],
      removeLocation: true,
    },
  },
  features: { search: true, push: false, solve: true, reopen: true, live: false, html: true, rating: true },
  guest: { codeLength: 6 },
};

const page: Whole<TicketPage> = {
  items: [row],
  next: 'cursor',
  total: 41,
  counts: { all: 41, open: 2, closed: 39, attention: 1, unread: 0 },
};

const guestSession: Whole<GuestSessionInfo> = {
  kind: 'guest',
  ticketIds: ['tk_1'],
  emailHint: 'o…@example.org',
  expiresAt: at,
};

const guestLink: Whole<GuestLinkInfo> = {
  ticketNumber: '10001',
  emailHint: 'o…@example.org',
  verified: true,
  ticketId: 'tk_1',
};

const challenge: Whole<GuestChallengeInfo> = {
  challengeId: 'ch_1',
  codeLength: 6,
  expiresInMs: 600_000,
  resendInMs: 60_000,
  attemptsLeft: 5,
};

const guestEntry: Whole<GuestEntry> = { session: guestSession, ticketId: 'tk_1', accessToken: 'secret' };

const sessions: Whole<Session>[] = [
  { kind: 'anonymous' },
  { kind: 'user', subject: 'u-1', emailHint: 'o…@example.org' },
  guestSession,
];

const problem: Whole<answers.AnyProblem> = {
  type: 'https://helpdock.dev/problems/validation',
  title: 'Too long',
  status: 422,
  code: 'validation',
  instance: 'req_1',
  attemptsLeft: 2,
  retryAfter: 0.5,
  errors: [{ pointer: '/text', code: 'too_long' }],
};

const eventPage: Omit<Whole<EventPage>, 'items'> & { items: unknown[] } = {
  items: [pollOfNewerServer, message, status, note],
  before: 'b',
  after: 'a',
};

type Answers = typeof answers & typeof fileAnswers & typeof guestAnswers & typeof restAnswers;

export const samples: Record<keyof Answers, unknown[]> = {
  supportConfigSchema: [config],
  sessionSchema: sessions,
  ticketPageSchema: [page, { items: [], next: null }],
  ticketSchema: [ticket],
  eventPageSchema: [eventPage],
  timelineEventSchema: eventPage.items,
  ticketMessageSchema: [message, { ...message, body: { format: 'text', text: 'Hello' } }],
  attachmentSchema: [attachment],
  fileLinkSchema: [{ url: '/f/1', expiresAt: at } satisfies Whole<FileLink>],
  uploadProgressSchema: [{ offset: 5, size: 9, attachment } satisfies Whole<UploadProgress>],
  isoDateTimeSchema: [at, row.updatedAt, '2026-11-22T19:45:11Z', '2026-11-22T19:45:11.5-23:59', '2000-02-29T00:00:00Z'],
  unreadCountSchema: [{ tickets: 1, updates: 3 } satisfies Whole<UnreadCount>],
  liveEventSchema: [
    { id: '7', type: 'event.added', ticketId: 'tk_1', event: status, after: 'ev_0' },
    { id: '7', type: 'event.added', ticketId: 'tk_1', event: note, after: 'ev_0' },
    { id: '', type: 'event.added', ticketId: 'tk_1', event: message, after: null },
    { id: '7', type: 'ticket.updated', ticket },
    { id: '7', type: 'unread', tickets: 1, updates: 3 },
    { id: '7', type: 'session.ending', at },
    { id: '7', type: 'resync' },
  ] satisfies Whole<LiveEvent>[],
  anyProblemSchema: [problem],
  guestSessionInfoSchema: [guestSession],
  guestLinkInfoSchema: [guestLink],
  guestChallengeInfoSchema: [challenge],
  guestEntrySchema: [guestEntry],
};
