import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ThreadSnapshot, Timeline } from '../../state/support-store.ts';
import * as icons from '../../ui/icons.ts';
import { richText } from '../../ui/rich-text/load-rich-text.ts';
import type { ThreadTools } from '../conversation-tools/thread-tools.ts';
import { eventLine } from './thread-event.ts';
import type { LineBlock, ThreadLine } from './thread-lines.ts';
import { type LineView, messageLine } from './thread-message.ts';

/** How the conversation is drawn, and what it can ask for. */
export interface ConversationView extends LineView {
  /** Level of the days' headings. */
  level: number;
  /** Show replies that were not sent, and files. */
  tools: ThreadTools | undefined;
  loadEarlier: () => void;
}

/**
 * The lines, oldest first; what is above them shows once the `timeline` is drawn whole. A line is drawn again only when it is another one, and nobody looks at the lines of a block
 * that stayed the same: the guards make a long thread cheap.
 */
export function conversation(
  blocks: readonly LineBlock[],
  timeline: Timeline | undefined,
  earlier: ThreadSnapshot['earlier'],
  view: ConversationView,
): TemplateResult {
  const { words, level, tools } = view;
  return html`${timeline && past(timeline, earlier, view)}
    <div role="log" aria-live="off">
      <ol class="lines">
        ${repeat(
          blocks,
          ({ key }) => key,
          (block) => guard([block, words, level, richText(), tools], () => blockOf(block, view)),
        )}
      </ol>
    </div>`;
}

function blockOf({ lines }: LineBlock, view: ConversationView): unknown {
  const { words, level, tools } = view;
  return repeat(
    lines,
    ({ key }) => key,
    (line) => guard([line, words, level, richText(), hasMore(line) && tools], () => lineOf(line, view)),
  );
}

/** What the tools draw, or draw more of: replies that were not sent, and files. */
function hasMore(line: ThreadLine): unknown {
  return line.kind === 'discarded' || (line.kind === 'message' && (line.reply ?? line.message.attachments[0]));
}

function lineOf(line: ThreadLine, view: ConversationView): TemplateResult {
  const { words, tools } = view;
  switch (line.kind) {
    case 'day':
      return html`<li class="day" part="day"><h3 aria-level=${view.level}>${line.text}</h3></li>`;
    case 'new':
      return html`<li class="new"><span>${words.t('thread.new.divider')}</span></li>`;
    case 'message':
      return messageLine(line, view);
    case 'event':
      return eventLine(line.event, view);
    case 'discarded':
      return html`<li class="line discarded">${tools?.discardedReply(line.clientId)}</li>`;
  }
}

function past(
  { before }: Timeline,
  earlier: ThreadSnapshot['earlier'],
  { words, loadEarlier }: ConversationView,
): TemplateResult {
  if (before === null) {
    // Only who walked there is told that this is the start; a short thread shows it anyway.
    const isReached = earlier.status !== 'idle';
    return html`<p class="past start" tabindex="-1" ?hidden=${!isReached}>${words.t('thread.start')}</p>`;
  }
  const isLoading = earlier.status === 'pending';
  return html`<div class="past">
    ${
      earlier.status === 'failed'
        ? html`<p class="past-error" part="error">${icons.warning}${words.t('thread.older.error')}</p>`
        : nothing
    }
    <button type="button" class="button earlier" part="button" aria-disabled=${isLoading} @click=${loadEarlier}>
      ${words.t(isLoading ? 'thread.older.loading' : 'thread.older.load')}
    </button>
  </div>`;
}
