import { html, type TemplateResult } from 'lit';
import type { NoteEvent, StatusEvent } from '../../contract/message.ts';
import { isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { statusText } from '../status-badge.ts';
import { authorName } from '../author-name.ts';
import type { LineView } from './thread-message.ts';

/** What happened to the ticket, between the messages. */
export function eventLine(event: StatusEvent | NoteEvent, { words, formats }: LineView): TemplateResult {
  const { icon, text } = event.type === 'status' ? statusEvent(event, words) : noteEvent(event, words);
  return html`<li class="line event" part="event">
    ${icon}<span>${text}</span>
    <time datetime=${event.at} title=${formats.dateTime(event.at)}>${formats.time(event.at)}</time>
  </li>`;
}

interface Happening {
  icon: TemplateResult;
  text: string;
}

function statusEvent({ reason, author, days, from, to }: StatusEvent, words: Words): Happening {
  const isOwn = author.kind === 'you';
  switch (reason) {
    case 'created':
      return { icon: icons.created, text: words.t('event.created') };
    case 'info_requested':
      return { icon: icons.reply, text: words.t('event.info_requested') };
    case 'solved':
      return { icon: icons.solved, text: words.t(isOwn ? 'event.solved_by_you' : 'event.solved_by_support') };
    case 'reopened':
      return { icon: icons.reopen, text: words.t(isOwn ? 'event.reopened_by_you' : 'event.reopened_by_support') };
    case 'auto_closed':
      if (days !== undefined) return { icon: icons.closed, text: words.t('event.closed_auto', { days }) };
      return { icon: icons.closed, text: words.t('event.closed') };
    case 'closed':
      return { icon: icons.closed, text: words.t('event.closed') };
    case undefined:
      if (from === null) return { icon: icons.created, text: words.t('event.created') };
      return {
        icon: icons.note,
        text: words.t('event.status_changed', { from: statusText(from, words), to: statusText(to, words) }),
      };
  }
}

/** A code that this version does not know is shown with the text that came with it. */
function noteEvent({ code, params = {}, text, author }: NoteEvent, words: Words): Happening {
  if (code === 'agent_joined') {
    const name = String(params['name'] ?? authorName(author, words));
    return { icon: icons.person, text: words.t('event.agent_joined', { name: isolate(name) }) };
  }
  const number = params['number'];
  if (code === 'merged' && number !== undefined) {
    return { icon: icons.note, text: words.t('thread.merged', { number: isolate(String(number)) }) };
  }
  return { icon: icons.note, text: text ? isolate(text) : words.t('msg.unsupported') };
}
