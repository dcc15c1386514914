import { html, nothing, type TemplateResult } from 'lit';
import type { Attachment } from '../../contract/attachment.ts';
import type { TicketMessage } from '../../contract/message.ts';
import type { Author } from '../../contract/ticket.ts';
import type { Formats } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { plainLine, safeText } from '../../ui/rich-text/safe-text.ts';
import { richText } from '../../ui/rich-text/load-rich-text.ts';
import { authorName } from '../author-name.ts';
import type { ThreadTools } from '../conversation-tools/thread-tools.ts';
import { statusLine } from '../status-line.ts';
import { foldable, mayBeLong } from './thread-fold.ts';
import type { MessageLine } from './thread-lines.ts';

/** The language in which a line is drawn. */
export interface LineView {
  words: Words;
  formats: Formats;
}

/** One message. Who wrote it stands above its words; side and colour only repeat that. */
export function messageLine(line: MessageLine, view: LineView & { tools: ThreadTools | undefined }): TemplateResult {
  const { message, reply } = line;
  const { words, formats } = view;
  const { author, at } = message;
  const isOwn = author.kind === 'you';
  const name = authorName(author, words);
  const when = formats.dateTime(at);
  const label = automaticLabel(author, words);
  return html`<li class=${isOwn ? 'line own' : 'line'}>
    <article
      class="message"
      part=${isOwn ? 'message message-own' : 'message message-support'}
      aria-label=${words.t('msg.sr', { author: name, when })}
      data-reply=${reply?.clientId ?? nothing}
      data-state=${reply?.state ?? nothing}
      tabindex="-1"
    >
      <p class="byline">
        <bdi class="author" part="message-author">${name}</bdi>
        ${label === undefined || label === name ? nothing : html`<span>${label}</span>`}
        <time part="message-time" datetime=${at} title=${when}>${formats.time(at)}</time>
      </p>
      ${messageBody(message, words)}
      ${message.removed ? nothing : (view.tools?.files.list(line) ?? attachments(message.attachments, words))}
      ${status(line, view)}
    </article>
  </li>`;
}

function automaticLabel({ kind, automated }: Author, words: Words): string | undefined {
  return automated || kind === 'system' ? words.t('msg.author.bot') : undefined;
}

function messageBody({ body, removed, attachments }: TicketMessage, words: Words): TemplateResult | typeof nothing {
  if (removed) return plainBody(html`<span class="absent">${words.t('msg.removed')}</span>`);
  const isEmpty = body.text.trim() === '' && (body.format === 'text' || body.html.trim() === '');
  if (isEmpty && attachments.length > 0) return nothing;
  if (isEmpty) return plainBody(html`<span class="absent">${words.t('msg.unsupported')}</span>`);
  const content =
    body.format === 'text'
      ? textOf(body.text, words)
      : html`<support-rich-text .html=${body.html} .text=${body.text}
          >${richText() ? nothing : textOf(body.text, words)}</support-rich-text
        >`;
  return mayBeLong(body) ? foldable(content, words) : plainBody(content);
}

/** The bare words, where what shows more of them is not there. */
function textOf(text: string, words: Words): TemplateResult {
  return richText()?.textMessage(text, words) ?? html`<span class="plain">${safeText(text)}</span>`;
}

function plainBody(content: TemplateResult): TemplateResult {
  return html`<div class="body" part="message-body" dir="auto">${content}</div>`;
}

/** By name, in the room that they take once they can be seen and opened. */
function attachments(files: readonly Attachment[], words: Words): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="attachments" aria-label=${words.t('attach.label')}>
    ${files.map(
      (file) =>
        html`<li class=${isPicture(file) ? 'thumb' : nothing} part="attachment attachment-file">
          ${icons.file}<bdi>${plainLine(file.name)}</bdi>
        </li>`,
    )}
  </ul>`;
}

/** Whether it is shown in small: a kind that browsers show, and not too costly. */
export function isPicture(file: Attachment): boolean {
  const isShown = file.state === 'ready' && /^image\/(png|jpe?g|gif|webp|avif|bmp)\b/.test(file.mediaType);
  return isShown && (file.thumbnailUrl !== undefined || !isHeavy(file));
}

/** Too many bytes or pixels to fetch for a small picture. */
export function isHeavy({ size, width = 0, height = 0 }: Attachment): boolean {
  return size > 5e6 || width * height > 4e7;
}

function status(line: MessageLine, { words, tools }: { words: Words; tools: ThreadTools | undefined }): unknown {
  if (line.reply) return tools?.unsentStatus(line.reply);
  if (!line.isLastOwn || line.message.removed) return nothing;
  return statusLine(words.t(line.message.seenBySupport ? 'msg.seen' : 'msg.sent'), icons.check);
}
