/**
 * The content that the page carries, as conversations of any length: the ticket `t-1000-3` holds 1,000 messages from the
 * third on. Each side shows what stands here, so both have the same words at the same moment.
 */
import type { TicketMessage } from '../../../src/contract/message.ts';
import type { Content } from '../content.ts';

export const content = JSON.parse(document.getElementById('content')?.textContent ?? '') as Content;

const conversations = new Map<string, TicketMessage[]>();

/** All messages of the ticket, oldest first. */
export function conversationOf(ticketId: string): readonly TicketMessage[] {
  const known = conversations.get(ticketId);
  if (known) return known;
  const [, size = 0, start = 0] = ticketId.split('-').map(Number);
  const made = content.messages.slice(start, start + size);
  conversations.set(ticketId, made);
  return made;
}

/** Support answers. */
export function addAnswer(ticketId: string): TicketMessage {
  const messages = conversationOf(ticketId) as TicketMessage[];
  const place = content.messages.length + messages.length;
  const answer: TicketMessage = {
    id: `message-${place}`,
    type: 'message',
    at: messages.at(-1)?.at ?? new Date().toISOString(),
    author: { kind: 'support', name: 'Ola' },
    body: { format: 'text', text: `Message ${place}: We have found your parcel.\n\nIt is on its way back to you.` },
    attachments: [],
  };
  messages.push(answer);
  return answer;
}
