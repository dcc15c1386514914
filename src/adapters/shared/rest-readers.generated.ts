// Written by .ci/compile-readers.mjs from the schemas of rest-answers.ts. Change those, not this file.
import type { Reader } from './reader.ts';
import type { LiveEvent } from '../../contract/index.ts';
import type { UnreadCount } from './rest-answers.ts';
import { nullable, oneOf, record, text, variant, whole } from './reader.ts';
import { readIsoDateTime, readTicket, readTimelineEvent } from './readers.generated.ts';

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
