import { html, nothing, type TemplateResult } from 'lit';
import type { Attachment } from '../../contract/attachment.ts';
import type { TicketMessage } from '../../contract/message.ts';
import type { Author } from '../../contract/ticket.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { icons } from '../../ui/icons.ts';
import { textMessage } from '../../ui/rich-text/rich-text.ts';

/** The language in which a line is drawn. */
export interface LineView {
  words: Words;
  formats: Formats;
}

/** One message. Who wrote it stands above its words; side and colour only repeat that. */
export function messageLine(message: TicketMessage, isSending: boolean, { words, formats }: LineView): TemplateResult {
  const { author, at } = message;
  const isOwn = author.kind === 'you';
  const name = authorName(author, words);
  const when = formats.dateTime(at);
  return html`<li class=${isOwn ? 'line own' : 'line'}>
    <article
      class="message"
      part=${isOwn ? 'message message-own' : 'message message-support'}
      aria-label=${words.t('msg.sr', { author: name, when })}
    >
      <p class="byline">
        <bdi class="author" part="message-author">${name}</bdi>
        ${author.automated && author.kind !== 'system' ? html`<span>${words.t('msg.author.bot')}</span>` : nothing}
        <time part="message-time" datetime=${at} title=${when}>${formats.time(at)}</time>
      </p>
      <div class="body" part="message-body" dir="auto">${body(message, words)}</div>
      ${attachments(message.attachments, words)}
      ${isSending ? html`<p class="status" part="message-status">${words.t('msg.sending')}</p>` : nothing}
    </article>
  </li>`;
}

/** The name that a message is signed with. */
export function authorName({ kind, name }: Author, words: Words): string {
  if (kind === 'you') return words.t('msg.author.you');
  return name ?? words.t(kind === 'system' ? 'msg.author.bot' : 'msg.author.support');
}

function body({ body, removed }: TicketMessage, words: Words): unknown {
  if (removed) return html`<p class="removed">${words.t('msg.removed')}</p>`;
  if (body.format === 'text') return textMessage(body.text, words);
  return html`<support-rich-text .html=${body.html} .text=${body.text}></support-rich-text>`;
}

function attachments(files: readonly Attachment[], words: Words): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="attachments" aria-label=${words.t('attach.label')}>
    ${files.map(({ name }) => html`<li part="attachment attachment-file">${icons.file}<bdi>${name}</bdi></li>`)}
  </ul>`;
}
