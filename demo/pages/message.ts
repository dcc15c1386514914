/**
 * A bare page that shows what somebody sends: `renderMessage(html)` resolves once the message is painted. With a subject,
 * an author or a file name it shows a whole ticket, list row and conversation, so that those pass their real places too.
 */
import { createAdapter } from 'helpdock';
import type { SupportAdapter, Ticket, TicketSummary, TimelineEvent } from 'helpdock/contract';
import 'helpdock/define';

/** What surrounds a message. `text` is its plain alternative; `keep` leaves what was shown before on the page. */
interface Surroundings {
  text?: string;
  subject?: string;
  author?: string;
  fileName?: string;
  keep?: boolean;
}

declare global {
  interface Window {
    renderMessage: (html: string, around?: Surroundings) => Promise<void>;
  }
}

const mark = 'data-message-host';
const at = '2026-01-05T09:30:00Z';

window.renderMessage = async (html, around = {}) => {
  if (!around.keep) for (const shown of document.querySelectorAll(`[${mark}], [data-list]`)) shown.remove();
  const isTicket = around.subject !== undefined || around.author !== undefined || around.fileName !== undefined;
  await (isTicket ? showTicket(html, around) : showMessage(html, around));
  await painted();
};

async function showMessage(html: string, around: Surroundings): Promise<void> {
  await messageElement();
  const message = document.createElement('support-rich-text');
  message.html = html;
  message.text = plain(html, around);
  message.setAttribute(mark, '');
  document.body.append(message);
  await message.updateComplete;
}

/** A conversation brings the element for messages, whether or not it shows any. */
async function messageElement(): Promise<unknown> {
  const thread = document.createElement('support-ticket-thread');
  if (!customElements.get('support-rich-text')) document.body.append(thread);
  const defined = await customElements.whenDefined('support-rich-text');
  thread.remove();
  return defined;
}

async function showTicket(html: string, around: Surroundings): Promise<void> {
  await messageElement();
  const adapter = adapterOf(html, around);
  const list = document.createElement('support-ticket-list');
  list.dataset['list'] = '';
  const thread = document.createElement('support-ticket-thread');
  thread.setAttribute(mark, '');
  thread.ticket = 't1';
  for (const element of [list, thread]) element.adapter = adapter;
  document.body.append(list, thread);
  await until(thread, () => list.renderRoot.querySelector('[data-ticket]') && shown(thread));
}

type Thread = HTMLElementTagNameMap['support-ticket-thread'];

const shown = ({ renderRoot }: Thread) => renderRoot.querySelector('article');

/** One ticket with one message, whose every word comes from outside. */
function adapterOf(html: string, around: Surroundings): SupportAdapter {
  const { subject = 'A question', author: name = 'Support', fileName } = around;
  const author = { kind: 'support' as const, name };
  const summary: TicketSummary = {
    ...{ id: 't1', number: '1', subject, status: 'open', createdAt: at, updatedAt: at, unreadCount: 1 },
    preview: { author, text: subject },
  };
  const can = { reply: true, attach: false, solve: true, reopen: false, rate: false };
  const ticket: Ticket = { ...summary, version: '1', lastReadEventId: null, can };
  const file = { id: 'f1', name: fileName ?? '', mediaType: 'text/plain', size: 12, state: 'ready' as const };
  const attachments = fileName === undefined ? [] : [file];
  const events: TimelineEvent[] = [
    { id: 'e1', at, author, type: 'note', code: 'agent_joined', params: { name } },
    { id: 'e2', at, author, type: 'note', code: 'of-its-own', text: subject },
    { id: 'e3', at, author, type: 'message', attachments, body: { format: 'html', html, text: plain(html, around) } },
  ];
  return createAdapter({
    name: 'one message',
    getConfig: async () => ({
      limits: {
        messageMaxLength: 1000,
        attachments: { maxFiles: 0, maxFileBytes: 0, maxTotalBytes: 0, accept: [] },
      },
    }),
    getSession: async () => ({ kind: 'user', subject: 'one' }),
    listTickets: async () => ({ items: [summary], next: null }),
    getTicket: async () => ticket,
    listEvents: async () => ({ items: events, before: null, after: 'end' }),
    sendMessage: () => Promise.reject(new Error('nothing can be sent here')),
    markRead: async () => undefined,
  });
}

/** A desk sends a plain alternative along; here the tags are cut out, which is what a careless one would do. */
function plain(html: string, { text }: Surroundings): string {
  return text ?? html.replace(/<[^>]*>/g, ' ').trim();
}

async function until(element: Thread, isTrue: () => unknown): Promise<void> {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 5));
  await element.updateComplete;
  for (const message of element.renderRoot.querySelectorAll('support-rich-text')) await message.updateComplete;
}

function painted(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}
