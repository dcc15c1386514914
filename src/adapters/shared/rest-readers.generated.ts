// Written by .ci/compile-readers.mjs from the schemas of rest-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type {
  Attachment,
  Author,
  IsoDateTime,
  LiveEvent,
  MessageBody,
  NoteEvent,
  Rating,
  RatingScore,
  SearchMatch,
  StatusEvent,
  TextRanges,
  Ticket,
  TicketAbilities,
  TicketMessage,
  TicketPreview,
  TicketStatus,
  TimelineEvent,
} from '../../contract/index.ts';
import type { UnreadCount } from './rest-answers.ts';
import {
  converted,
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
} from './reader.ts';
import { knownEvent } from '../../contract/unknown-event.ts';

const readIsoDateTime: Reader<IsoDateTime> = matching(
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

const readAttachment: Reader<Attachment> = record({
  id: text,
  name: text,
  mediaType: text,
  size: whole,
  state: oneOf('scanning', 'ready', 'rejected', 'expired'),
  width: optional(whole),
  height: optional(whole),
  thumbnailUrl: optional(text),
});

const readTicketMessage: Reader<TicketMessage> = record({
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

const readTimelineEvent: Reader<TimelineEvent> = converted(
  knownEvent,
  variant('type', { message: readTicketMessage, status: readStatusEvent, note: readNoteEvent }),
);

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

export const readLiveEvent: Reader<LiveEvent> = variant('type', {
  'event.added': record({
    id: text,
    type: oneOf('event.added'),
    ticketId: text,
    event: readTimelineEvent,
    after: nullable(text),
  }),
  'ticket.updated': record({ id: text, type: oneOf('ticket.updated'), ticket: readTicket }),
  unread: record({ id: text, type: oneOf('unread'), tickets: whole, updates: whole }),
  'session.ending': record({ id: text, type: oneOf('session.ending'), at: readIsoDateTime }),
  resync: record({ id: text, type: oneOf('resync') }),
});

export const readUnreadCount: Reader<UnreadCount> = record({ tickets: whole, updates: whole });
