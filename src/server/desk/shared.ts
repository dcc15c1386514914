/** What both desks over a repository do alike. */
import { SupportError, type CallOptions, type MessageBody, type TicketSort } from '../../contract/index.ts';
import type { EventContent, EventRecord, TicketPosition, TicketRecord } from '../repository.ts';

/** Throws `aborted` when nobody waits for the answer any more. */
export function ensureWanted({ signal }: CallOptions): void {
  if (signal.aborted) throw new SupportError('The caller gave up.', { code: 'aborted', cause: signal.reason });
}

/** The one answer for what does not exist and for what is somebody else's. */
export function notFound(): SupportError {
  return new SupportError('There is no such thing for this visitor.', { code: 'not_found' });
}

/** Splits `limit + 1` rows into a page and, where more follow, the row that ends it. */
export function pageOf<T>(rows: readonly T[], limit: number): { items: T[]; last: T | undefined } {
  const items = rows.slice(0, limit);
  return { items, last: rows.length > limit ? items.at(-1) : undefined };
}

/** Where a ticket stands in a list of this order. */
export function placeOf({ id, status, createdAt, updatedAt }: TicketRecord, sort: TicketSort): TicketPosition {
  const byCreation = sort === 'created_asc' || sort === 'created_desc';
  return { attention: status === 'awaiting_reply' ? 1 : 0, at: byCreation ? createdAt : updatedAt, id };
}

/** A stored event that is a message. */
export type StoredMessage = EventRecord & { content: Extract<EventContent, { type: 'message' }> };

/** The stored message, if it holds these words and carries these files; a key stands for one message only. */
export function ensureSameWords(
  event: EventRecord | undefined,
  body: MessageBody,
  attachmentIds: readonly string[] = [],
): StoredMessage {
  if (event && isMessage(event)) {
    const { body: stored, attachments } = event.content;
    const isSameBody = stored.text === body.text && htmlOf(stored) === htmlOf(body);
    const hasSameFiles =
      attachments.length === attachmentIds.length && attachments.every(({ id }, index) => id === attachmentIds[index]);
    if (isSameBody && hasSameFiles) return event;
  }
  throw mismatch();
}

/** The key of a request was used before, for something else. */
export function mismatch(): SupportError {
  return new SupportError('The key was used before with other words.', { code: 'idempotency_mismatch' });
}

function isMessage(event: EventRecord): event is StoredMessage {
  return event.content.type === 'message';
}

function htmlOf(body: MessageBody): string | undefined {
  return body.format === 'html' ? body.html : undefined;
}
