/** The yardstick for the thread: every message in the page, in plain elements, written by hand. */
import type { TicketMessage } from '../../../src/contract/message.ts';
import { content, conversationOf } from './conversations.ts';
import { badge, el, formats, icon, timeElement } from './elements.ts';
import { exposeThreadBench } from './thread-bench.ts';

/** Puts the markup of a message into its place. */
export type FillMarkup = (place: HTMLElement, html: string) => void;

export function startVanillaThread(fillMarkup: FillMarkup): void {
  const lines = el('ol', 'lines');
  const conversation = el('section', 'conversation', header(), lines);
  const thread = el('section', 'thread', bar(), conversation, composer());
  const toEnd = (): void => void (conversation.scrollTop = conversation.scrollHeight);
  let shownDay = '';

  function add(messages: readonly TicketMessage[]): void {
    const added = document.createDocumentFragment();
    for (const message of messages) {
      const at = new Date(message.at);
      if (at.toDateString() !== shownDay) added.append(el('li', 'day', el('h3', '', formats.day.format(at))));
      shownDay = at.toDateString();
      added.append(lineOf(message, at, fillMarkup));
    }
    lines.append(added);
  }

  function show(ticketId: string): void {
    lines.replaceChildren();
    shownDay = '';
    add(conversationOf(ticketId));
    toEnd();
  }

  const first = new URLSearchParams(location.search).get('ticket') ?? '';
  document.body.append(thread);
  if (first) show(first);
  exposeThreadBench(
    {
      root: thread,
      messages: () => lines.getElementsByTagName('article'),
      box: () => thread.querySelector('textarea'),
      show,
      toEnd,
      receive(_ticketId, answer) {
        const wasAtEnd = conversation.scrollHeight - conversation.scrollTop - conversation.clientHeight < 48;
        add([answer]);
        if (wasAtEnd) toEnd();
      },
    },
    first,
  );
}

function bar(): HTMLElement {
  return el('div', 'bar', el('div', 'facts', badge('open'), el('span', '', `Ticket ${content.tickets[0]?.number}`)));
}

function header(): HTMLElement {
  const { subject = '', createdAt = '' } = content.tickets[0] ?? {};
  const at = new Date(createdAt);
  const created = timeElement(createdAt, `Opened ${formats.date.format(at)}`, formats.full.format(at));
  const solve = el('button', 'button', icon('check'), 'Mark as solved');
  return el('header', 'header', el('h2', 'heading', subject), el('p', 'created', created), solve);
}

function lineOf({ author, at, body }: TicketMessage, date: Date, fillMarkup: FillMarkup): HTMLElement {
  const isOwn = author.kind === 'you';
  const words = el('div', body.format === 'text' ? 'body plain' : 'body');
  words.dir = 'auto';
  if (body.format === 'text') words.append(...withLinks(body.text));
  else fillMarkup(words, body.html);
  const time = timeElement(at, formats.clock.format(date), formats.full.format(date));
  const byline = el('p', 'byline', el('bdi', 'author', isOwn ? 'You' : (author.name ?? 'Support')), time);
  return el('li', isOwn ? 'line own' : 'line', el('article', 'message', byline, words));
}

/** Every second piece is an address. */
function withLinks(text: string): readonly (Node | string)[] {
  return text.split(/(https?:\/\/\S+)/).map((piece, place) => {
    if (place % 2 === 0) return piece;
    const link = document.createElement('a');
    Object.assign(link, { href: piece, target: '_blank', rel: 'noopener', textContent: piece });
    return link;
  });
}

function composer(): HTMLElement {
  const field = document.createElement('textarea');
  Object.assign(field, { id: 'words', className: 'field', rows: 3, placeholder: 'Write your reply' });
  const label = el('label', 'label', 'Your reply') as HTMLLabelElement;
  label.htmlFor = 'words';
  const send = el('button', 'button button-primary', 'Send');
  const row = el('div', 'composer-row', el('p', 'hint', 'Ctrl + Enter sends'), send);
  const tips = el('details', 'hints', el('summary', '', 'Tips for a faster answer'));
  let draft = '';
  field.addEventListener('input', () => (draft = field.value));
  field.addEventListener('keydown', ({ key, ctrlKey }) => {
    if (key === 'Enter' && ctrlKey && draft.trim() !== '') field.value = draft = '';
  });
  return el('div', 'foot', el('div', 'composer', label, field, row, tips));
}
