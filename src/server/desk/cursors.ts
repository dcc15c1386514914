/**
 * Cursors of the reference desk: the place where a page ended, and a fingerprint of the query and the viewer it belongs
 * to. They are not signed, for they grant nothing: whose a ticket is stands in every query. The fingerprint is there so
 * that a cursor carried into another list is an error and not a page with holes.
 */
import * as z from 'zod/mini';
import { base64url } from 'jose';
import { SupportError, type Cursor } from '../../contract/index.ts';

const maxLength = 512;
const fingerprintBytes = 12;

const timeSchema = z.int().check(z.nonnegative());
const flagSchema = z.union([z.literal(0), z.literal(1)]);

/** Where a page of tickets ended. */
export const ticketPlaceSchema = z.object({ attention: flagSchema, at: timeSchema, id: z.string() });
/** The sequence number at an end of a page of events. */
export const eventPlaceSchema = z.object({ seq: timeSchema });
/** Where a page of the team's timeline ended. */
export const staffPlaceSchema = z.object({ at: timeSchema, rank: flagSchema, order: timeSchema });

/** `query`: whatever the cursor must not be carried away from; it is compared as JSON. */
export async function writeCursor(place: object, query: unknown): Promise<Cursor> {
  return base64url.encode(JSON.stringify({ ...place, of: await fingerprint(query) }));
}

/** Reads what `writeCursor` wrote for the same query; throws `cursor_invalid` for everything else. */
export async function readCursor<T>(cursor: Cursor, schema: z.ZodMiniType<T>, query: unknown): Promise<T> {
  const content = decoded(cursor);
  const place = schema.safeParse(content);
  const mark = z.object({ of: z.string() }).safeParse(content);
  if (!place.success || !mark.success || mark.data.of !== (await fingerprint(query))) throw invalid();
  return place.data;
}

function decoded(cursor: Cursor): unknown {
  if (cursor.length > maxLength) throw invalid();
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(cursor)));
  } catch (cause) {
    throw invalid(cause);
  }
}

/** A short mark of what it was made from, compared as JSON. */
export async function fingerprint(query: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(query));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return base64url.encode(digest.subarray(0, fingerprintBytes));
}

function invalid(cause?: unknown): SupportError {
  return new SupportError('The cursor is damaged or belongs to another list.', { code: 'cursor_invalid', cause });
}
