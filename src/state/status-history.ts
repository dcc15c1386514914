/** The changes of a ticket's status, read apart from its messages: of thousands of events only a few are such changes. */
import type { TimelineEvent } from '../contract/message.ts';
import type { HistoryReader } from './slices.ts';
import { statusesIn, withEarlier } from './timeline.ts';

/** The most events that the contract lets one call ask for. */
const pageSize = 100;
/** No honest ticket changes its status more often than these pages hold. */
const mostPages = 10;

/** All changes of status, oldest first; without a call where the whole timeline is here. */
export const readHistory: HistoryReader = async (adapter, ticketId, timeline, options) => {
  if (timeline?.before === null) return statusesIn(timeline.items);
  let items: TimelineEvent[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await adapter.listEvents(ticketId, { only: 'status', before, limit: pageSize }, options);
    items = withEarlier(items, page.items);
    if (page.before === null) break;
    before = page.before;
  }
  return statusesIn(items);
};
