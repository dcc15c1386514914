/**
 * A ticket as its customer sees it. Nothing in here belongs to the staff alone: an internal note, an agent's address or a
 * queue name has no field that could carry it.
 */
import * as z from 'zod/mini';

/** The four states that every customer understands. Desks map their own, finer states onto these. */
export const ticketStatuses = ['open', 'awaiting_reply', 'solved', 'closed'] as const;
export const ticketSorts = ['updated_desc', 'created_desc', 'created_asc', 'attention_first'] as const;
export const ticketFilters = ['all', 'open', 'closed', 'attention', 'unread'] as const;

export const ticketStatusSchema = z.enum(ticketStatuses);
export const ticketSortSchema = z.enum(ticketSorts);
export const ticketFilterSchema = z.enum(ticketFilters);

/** `awaiting_reply` means that the customer has to act; `closed` that the conversation is over. */
export type TicketStatus = z.infer<typeof ticketStatusSchema>;
/** `attention_first` puts the tickets that wait for the customer before the others, each group by last update. */
export type TicketSort = z.infer<typeof ticketSortSchema>;
/** `open` holds `open` and `awaiting_reply`; `closed` holds `solved` and `closed`; `attention` holds `awaiting_reply` alone. */
export type TicketFilter = z.infer<typeof ticketFilterSchema>;

/** RFC 3339 with an offset, for example `2026-11-22T19:45:11+01:00`. */
export const isoDateTimeSchema = z.iso.datetime({ offset: true });
export type IsoDateTime = z.infer<typeof isoDateTimeSchema>;

/** Opaque to whoever receives it, at most 512 characters, bound to the query that made it. */
export const cursorSchema = z.string().check(z.minLength(1), z.maxLength(512));
export type Cursor = z.infer<typeof cursorSchema>;

/** Who said something, from the reader's side: `you` is the customer who asks, never another one. */
export const authorSchema = z.object({
  kind: z.enum(['you', 'support', 'system']),
  name: z.optional(z.string()),
  avatarUrl: z.optional(z.string()),
  automated: z.optional(z.boolean()),
});
export type Author = z.infer<typeof authorSchema>;

export const ticketPreviewSchema = z.object({
  author: authorSchema,
  text: z.string(),
  attachmentCount: z.optional(z.int()),
});
export type TicketPreview = z.infer<typeof ticketPreviewSchema>;

/** Parts of a text: `[start, end)` each, in UTF-16 code units, in order and apart from one another. */
export const textRangesSchema = z.array(z.tuple([z.int(), z.int()]));
export type TextRanges = z.infer<typeof textRangesSchema>;

/** Where a search found its words: in the subject, and in the newest message that holds them. */
export const searchMatchSchema = z.object({
  subject: z.optional(textRangesSchema),
  /** A passage of that message in plain text, at most 200 characters, cut at words. */
  passage: z.optional(z.object({ author: authorSchema, text: z.string(), ranges: textRangesSchema })),
});
export type SearchMatch = z.infer<typeof searchMatchSchema>;

const summaryShape = {
  /** Opaque key for paths. Not guessable, but not a secret either: every access is checked against the visitor. */
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  /** What people read out and quote, for example `12345`. */
  number: z.string(),
  subject: z.string(),
  status: ticketStatusSchema,
  createdAt: isoDateTimeSchema,
  updatedAt: isoDateTimeSchema,
  unreadCount: z.int(),
  preview: z.optional(ticketPreviewSchema),
  /** Only in the answer to a search. A desk that cannot tell leaves it out. */
  match: z.optional(searchMatchSchema),
};

/** One row of the list. */
export const ticketSummarySchema = z.object(summaryShape);
export type TicketSummary = z.infer<typeof ticketSummarySchema>;

/** What the customer may do with a ticket now. The page offers nothing else; the server checks it again. */
export const ticketAbilitiesSchema = z.object({
  reply: z.boolean(),
  attach: z.boolean(),
  solve: z.boolean(),
  reopen: z.boolean(),
  /** Give a rating, or change the one that is there. An older server knows nothing of ratings. */
  rate: z._default(z.boolean(), false),
});
export type TicketAbilities = z.infer<typeof ticketAbilitiesSchema>;

/** From 1, very bad, to 5, very good. */
export const ratingScores = [1, 2, 3, 4, 5] as const;
export const ratingScoreSchema = z.literal(ratingScores);
export type RatingScore = z.infer<typeof ratingScoreSchema>;

/** UTF-16 code units of a rating's comment. */
export const ratingCommentMaxLength = 2000;

/** What a customer says of a solution. */
export const newRatingSchema = z.object({ score: ratingScoreSchema, comment: z.optional(z.string()) });
export type NewRating = z.infer<typeof newRatingSchema>;

/** What a customer said of a solution: `at` is when first, and `changeableUntil` a day later. */
export const ratingSchema = z.object({
  score: ratingScoreSchema,
  /** Plain text for the team; never markup. */
  comment: z.optional(z.string()),
  at: isoDateTimeSchema,
  changeableUntil: isoDateTimeSchema,
});
export type Rating = z.infer<typeof ratingSchema>;

/** One ticket, opened. */
export const ticketSchema = z.object({
  ...summaryShape,
  /** Entity tag (RFC 9110, 8.8.3) without quotes. Changes with every event that the customer can see, and with no other. */
  version: z.string(),
  lastReadEventId: z.nullable(z.string()),
  awaiting: z.optional(z.object({ since: isoDateTimeSchema, dueAt: z.optional(isoDateTimeSchema) })),
  solved: z.optional(
    z.object({ at: isoDateTimeSchema, by: z.enum(['you', 'support']), autoCloseAt: z.optional(isoDateTimeSchema) }),
  ),
  mergedInto: z.optional(z.object({ id: z.string(), number: z.string() })),
  /** Of the solution as it stands. A ticket that was opened again has none until it is solved and rated anew. */
  rating: z.optional(ratingSchema),
  can: ticketAbilitiesSchema,
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What a list may be asked for. `limit` is 1–100; `search` is free text, folded and split by the desk. */
export interface TicketQuery {
  filter: TicketFilter;
  sort: TicketSort;
  search?: string | undefined;
  limit: number;
  cursor?: Cursor | undefined;
}

/** A page of a keyset-paged list: `next` is `null` at the end; `total` counts the whole filtered list where it is cheap. */
export interface Page<T> {
  items: T[];
  next: Cursor | null;
  total?: number | undefined;
}

/** How many tickets of the customer each filter holds, whatever was searched for. */
export const ticketCountsSchema = z.object({
  all: z.int(),
  open: z.int(),
  closed: z.int(),
  attention: z.int(),
  unread: z.int(),
});
export type TicketCounts = z.infer<typeof ticketCountsSchema>;

export const ticketPageSchema = z.object({
  items: z.array(ticketSummarySchema),
  next: z.nullable(cursorSchema),
  total: z.optional(z.int()),
  /** With the first page, where they are cheap to have. */
  counts: z.optional(ticketCountsSchema),
});
export type TicketPage = z.infer<typeof ticketPageSchema>;
