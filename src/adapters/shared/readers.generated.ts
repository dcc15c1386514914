// Written by .ci/compile-readers.mjs from the schemas of answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type { AnyProblem } from './answers.ts';
import type {
  Attachment,
  Author,
  Cursor,
  EventPage,
  GuestSessionInfo,
  IsoDateTime,
  MessageBody,
  NoteEvent,
  Rating,
  RatingScore,
  SearchMatch,
  Session,
  StatusEvent,
  SupportConfig,
  SupportFeatures,
  SupportLimits,
  TextRanges,
  Ticket,
  TicketAbilities,
  TicketCounts,
  TicketMessage,
  TicketPage,
  TicketPreview,
  TicketStatus,
  TicketSummary,
  TimelineEvent,
} from '../../contract/index.ts';
import {
  converted,
  decimal,
  flag,
  list,
  map,
  matching,
  nullable,
  oneOf,
  optional,
  record,
  sized,
  text,
  textOrDecimal,
  tuple,
  variant,
  whole,
  wholeFrom,
} from './reader.ts';
import { knownEvent } from '../../contract/unknown-event.ts';

export const readAnyProblem: Reader<AnyProblem> = record({
  type: text,
  title: text,
  status: whole,
  code: text,
  instance: optional(text),
  attemptsLeft: optional(whole),
  retryAfter: optional(nullable(decimal)),
  errors: optional(list(record({ pointer: text, code: text }))),
});

export const readAttachment: Reader<Attachment> = record({
  id: text,
  name: text,
  mediaType: text,
  size: whole,
  state: oneOf('scanning', 'ready', 'rejected', 'expired'),
  width: optional(whole),
  height: optional(whole),
  thumbnailUrl: optional(text),
});

export const readIsoDateTime: Reader<IsoDateTime> = matching(
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$/,
  'a date and time with an offset',
);

const readAuthor: Reader<Author> = record({
  kind: oneOf('you', 'support', 'system'),
  name: optional(text),
  avatarUrl: optional(text),
  automated: optional(flag),
});

const readMessageBody: Reader<MessageBody> = variant('format', {
  text: record({ format: oneOf('text'), text: text }),
  html: record({ format: oneOf('html'), html: text, text: text }),
});

export const readTicketMessage: Reader<TicketMessage> = record({
  id: text,
  at: readIsoDateTime,
  author: readAuthor,
  type: oneOf('message'),
  body: readMessageBody,
  attachments: list(readAttachment),
  clientId: optional(text),
  seenBySupport: optional(flag),
  removed: optional(flag),
});

const readTicketStatus: Reader<TicketStatus> = oneOf('open', 'awaiting_reply', 'solved', 'closed');

const readStatusEvent: Reader<StatusEvent> = record({
  id: text,
  at: readIsoDateTime,
  author: readAuthor,
  type: oneOf('status'),
  from: nullable(readTicketStatus),
  to: readTicketStatus,
  reason: optional(oneOf('created', 'info_requested', 'solved', 'reopened', 'closed', 'auto_closed')),
  days: optional(whole),
});

const readNoteEvent: Reader<NoteEvent> = record({
  id: text,
  at: readIsoDateTime,
  author: readAuthor,
  type: oneOf('note'),
  code: text,
  params: optional(map(textOrDecimal)),
  text: optional(text),
});

export const readTimelineEvent: Reader<TimelineEvent> = converted(
  knownEvent,
  variant('type', { message: readTicketMessage, status: readStatusEvent, note: readNoteEvent }),
);

const readCursor: Reader<Cursor> = sized(1, 512);

export const readEventPage: Reader<EventPage> = record({
  items: list(readTimelineEvent),
  before: nullable(readCursor),
  after: readCursor,
});

export const readGuestSessionInfo: Reader<GuestSessionInfo> = record({
  kind: oneOf('guest'),
  ticketIds: list(text),
  emailHint: text,
  expiresAt: readIsoDateTime,
});

export const readSession: Reader<Session> = variant('kind', {
  anonymous: record({ kind: oneOf('anonymous') }),
  user: record({ kind: oneOf('user'), subject: text, emailHint: optional(text) }),
  guest: readGuestSessionInfo,
});

const readSupportLimits: Reader<SupportLimits> = record({
  messageMaxLength: wholeFrom(1),
  attachments: record({
    maxFiles: whole,
    maxFileBytes: whole,
    maxTotalBytes: whole,
    accept: list(text),
    removeLocation: optional(flag),
  }),
});

const readSupportFeatures: Reader<SupportFeatures> = record({
  search: flag,
  push: flag,
  solve: flag,
  reopen: flag,
  live: flag,
  html: flag,
  rating: optional(flag, false),
});

export const readSupportConfig: Reader<SupportConfig> = record({
  contract: text,
  brand: optional(record({ name: text })),
  limits: readSupportLimits,
  features: readSupportFeatures,
  guest: optional(record({ codeLength: whole })),
});

const readTicketPreview: Reader<TicketPreview> = record({
  author: readAuthor,
  text: text,
  attachmentCount: optional(whole),
});

const readTextRanges: Reader<TextRanges> = list(tuple(whole, whole));

const readSearchMatch: Reader<SearchMatch> = record({
  subject: optional(readTextRanges),
  passage: optional(record({ author: readAuthor, text: text, ranges: readTextRanges })),
});

const readTicketSummary: Reader<TicketSummary> = record({
  id: sized(1, 200),
  number: text,
  subject: text,
  status: readTicketStatus,
  createdAt: readIsoDateTime,
  updatedAt: readIsoDateTime,
  unreadCount: whole,
  preview: optional(readTicketPreview),
  match: optional(readSearchMatch),
});

const readTicketCounts: Reader<TicketCounts> = record({
  all: whole,
  open: whole,
  closed: whole,
  attention: whole,
  unread: whole,
});

export const readTicketPage: Reader<TicketPage> = record({
  items: list(readTicketSummary),
  next: nullable(readCursor),
  total: optional(whole),
  counts: optional(readTicketCounts),
});

const readRatingScore: Reader<RatingScore> = oneOf(1, 2, 3, 4, 5);

const readRating: Reader<Rating> = record({
  score: readRatingScore,
  comment: optional(text),
  at: readIsoDateTime,
  changeableUntil: readIsoDateTime,
});

const readTicketAbilities: Reader<TicketAbilities> = record({
  reply: flag,
  attach: flag,
  solve: flag,
  reopen: flag,
  rate: optional(flag, false),
});

export const readTicket: Reader<Ticket> = record({
  id: sized(1, 200),
  number: text,
  subject: text,
  status: readTicketStatus,
  createdAt: readIsoDateTime,
  updatedAt: readIsoDateTime,
  unreadCount: whole,
  preview: optional(readTicketPreview),
  match: optional(readSearchMatch),
  version: text,
  lastReadEventId: nullable(text),
  awaiting: optional(record({ since: readIsoDateTime, dueAt: optional(readIsoDateTime) })),
  solved: optional(
    record({ at: readIsoDateTime, by: oneOf('you', 'support'), autoCloseAt: optional(readIsoDateTime) }),
  ),
  mergedInto: optional(record({ id: text, number: text })),
  rating: optional(readRating),
  can: readTicketAbilities,
});
