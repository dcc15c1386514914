/** The orders of lists, for the repository in memory. */
import type { TicketListing, TicketRecord } from '../repository.ts';
import { attentionOf } from './records.ts';

interface Place {
  attention: 0 | 1;
  at: number;
  id: string;
}

const updatedPlace = ({ id, updatedAt, status }: TicketRecord): Place => ({
  id,
  at: updatedAt,
  attention: attentionOf({ status }),
});
const createdPlace = ({ id, createdAt, status }: TicketRecord): Place => ({
  id,
  at: createdAt,
  attention: attentionOf({ status }),
});
const newestFirst = (a: Place, b: Place) => b.at - a.at || byId(a, b);

/** Where a ticket stands in each order, and which of two places comes first. */
export const sorts: Record<
  TicketListing['sort'],
  { positionOf: (ticket: TicketRecord) => Place; goesBefore: (a: Place, b: Place) => number }
> = {
  updated_desc: { positionOf: updatedPlace, goesBefore: newestFirst },
  created_desc: { positionOf: createdPlace, goesBefore: newestFirst },
  created_asc: { positionOf: createdPlace, goesBefore: (a, b) => a.at - b.at || byId(a, b) },
  attention_first: { positionOf: updatedPlace, goesBefore: (a, b) => b.attention - a.attention || newestFirst(a, b) },
};

/** By UTF-16 code units: the ids are ASCII, so this is the byte order of the databases. */
function byId(a: Place, b: Place): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
