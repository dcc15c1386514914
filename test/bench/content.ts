/** The content of both sides: made once from a seed, so that every run and every page shows the same words. */
import type { TicketMessage } from '../../src/contract/message.ts';
import type { TicketSummary } from '../../src/contract/ticket.ts';
import { randomNumbers } from '../helpers/random.ts';

/** What a page finds in itself, so that no request differs between the sides. */
export interface Content {
  readonly tickets: readonly TicketSummary[];
  readonly messages: readonly TicketMessage[];
}

const words =
  'parcel order invoice account delivery jacket address refund the a is was on its way back from our store please check photo label size week';
const vocabulary = words.split(' ');
const startAt = Date.UTC(2026, 0, 5, 8);
const hourMs = 3_600_000;

/** Every fourth message came as HTML, every tenth has an address in its text. */
const htmlEvery = 4;
const addressEvery = 10;

export function makeContent(ticketCount: number, messageCount: number): Content {
  const random = randomNumbers(20_261_123);
  return {
    tickets: Array.from({ length: ticketCount }, (_, place) => ticketAt(place, ticketCount, random)),
    messages: Array.from({ length: messageCount }, (_, place) => messageAt(place, random)),
  };
}

/** Those that wait for the customer come first, as the list sorts them. */
function ticketAt(place: number, count: number, random: () => number): TicketSummary {
  const at = new Date(startAt - place * 7 * hourMs).toISOString();
  return {
    id: `ticket-${place}`,
    number: String(10_400 - place),
    subject: `Ticket ${place}: ${sentence(random, 5)}`,
    status: place < count / 5 ? 'awaiting_reply' : 'open',
    createdAt: at,
    updatedAt: at,
    unreadCount: place % 4 === 0 ? 1 : 0,
    preview: { author: { kind: 'support', name: 'Ola' }, text: sentence(random, 14) },
  };
}

function messageAt(place: number, random: () => number): TicketMessage {
  const isOwn = place % 3 === 0;
  const text = `Message ${place}: ${sentence(random, 12)}\n\n${sentence(random, 20)}`;
  const link = `https://shop.example/orders/${place}`;
  const isHtml = place % htmlEvery === htmlEvery - 1;
  return {
    id: `message-${place}`,
    type: 'message',
    at: new Date(startAt + place * 2 * hourMs).toISOString(),
    author: isOwn ? { kind: 'you' } : { kind: 'support', name: ['Ola', 'Marek', 'Zofia'][place % 3] ?? 'Ola' },
    body: isHtml
      ? { format: 'html', html: mail(place, link, random), text }
      : { format: 'text', text: place % addressEvery === 0 ? `${text} ${link}` : text },
    attachments: [],
  };
}

function mail(place: number, link: string, random: () => number): string {
  return `<div dir="ltr" style="font-family:Arial"><p>Message ${place}: Hello <strong>Anna</strong>, ${sentence(random, 10)}</p>
<ul><li>${sentence(random, 5)}</li><li><em>${sentence(random, 3)}</em> ${sentence(random, 4)}</li></ul>
<p>${sentence(random, 8)} <a href="${link}" target="_blank">See your order</a></p>
<blockquote class="quote"><p>${sentence(random, 12)}</p></blockquote></div>`;
}

function sentence(random: () => number, length: number): string {
  const picked = Array.from({ length }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ');
  return `${picked.charAt(0).toUpperCase()}${picked.slice(1)}.`;
}
