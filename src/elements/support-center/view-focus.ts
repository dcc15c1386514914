import { scrollerOf } from '../../ui/scroller.ts';
import type { SupportTicketListElement } from '../support-ticket-list/support-ticket-list.ts';
import type { SupportTicketThreadElement } from '../support-ticket-thread/support-ticket-thread.ts';

/** Takes focus along from one view to the other, and brings the list back to where it was scrolled. */
export class ViewFocus {
  #kept: { scroller: Element; top: number } | undefined;

  /** Before a ticket takes the place of the list. */
  leaveList(list: Element | null): void {
    const scroller = list && scrollerOf(list);
    this.#kept = scroller ? { scroller, top: scroller.scrollTop } : undefined;
  }

  /** To the heading of the ticket. */
  async enterThread(thread: SupportTicketThreadElement | null): Promise<void> {
    await thread?.updateComplete;
    thread?.focus();
  }

  /** To the row of the ticket that was open. */
  async enterList(list: SupportTicketListElement | null, ticketId: string): Promise<void> {
    await list?.updateComplete;
    this.#kept?.scroller.scrollTo({ top: this.#kept.top, behavior: 'instant' });
    this.#kept = undefined;
    list?.focusTicket(ticketId, { preventScroll: true });
  }

  /** To the words, once there is a box for them again. */
  async resume(thread: SupportTicketThreadElement | null): Promise<void> {
    await thread?.updateComplete;
    if (!thread?.focusReply()) thread?.focus();
  }
}
