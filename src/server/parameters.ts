/** Parameters that customers' and team's routes share. */
import * as z from 'zod/mini';
import { SupportError, type Cursor } from '../contract/index.ts';

const maxIdLength = 200;
const maxCursorLength = 512;

/** `limit` of a list: 1–100 in decimal digits. */
export function limitSchema(standard: number) {
  return z._default(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d?$|^100$/)),
      z.transform((digits) => Number(digits)),
    ),
    standard,
  );
}

/** The ticket's id from the path. What cannot be an id names no ticket, and is answered like one that does not exist. */
export function ticketIdOf(params: Readonly<Record<string, string>>): string {
  const { ticket } = params;
  if (ticket === undefined || ticket.length > maxIdLength || !/^[^\p{Cc}\p{Cs}]+$/u.test(ticket)) {
    throw new SupportError('This cannot be the id of a ticket.', { code: 'not_found' });
  }
  return ticket;
}

/** A cursor that has the size of one; what it says is the desk's business. */
export function cursorOf(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined || (cursor.length > 0 && cursor.length <= maxCursorLength)) return cursor;
  throw new SupportError('This cannot be a cursor.', { code: 'cursor_invalid' });
}
