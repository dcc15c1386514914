/** How far a reply is that the server does not have yet, and what can be done with it. */
import { html, type TemplateResult } from 'lit';
import type { OutgoingReply } from '../../state/support-store.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { warning } from '../../ui/icons.ts';
import { statusLine } from '../status-line.ts';
import { failureReason } from './failure-reason.ts';
import { clock } from './tools-icons.ts';
import type { UnsentCommands } from './unsent-commands.ts';

/** The line below the words, and with a reply that failed also the buttons. */
export function unsentStatus(reply: OutgoingReply, words: Words, commands: UnsentCommands): TemplateResult {
  switch (reply.state) {
    case 'sending':
      return statusLine(words.t('msg.sending'));
    case 'queued':
      return statusLine(words.t('msg.queued'), clock);
    case 'failed':
      return failed(reply, words, commands);
  }
}

/** In the place of a reply that was thrown away a moment ago. */
export function discardedReply(clientId: string, words: Words, commands: UnsentCommands): TemplateResult {
  return html`<span id="discarded">${words.t('msg.discarded')}</span>
    <button
      type="button"
      class="button button-quiet undo"
      part="button"
      aria-describedby="discarded"
      @click=${() => commands.undo(clientId)}
    >
      ${words.t('action.undo')}
    </button>`;
}

function failed({ clientId, failure }: OutgoingReply, words: Words, commands: UnsentCommands): TemplateResult {
  const button = (text: string, press: () => void) =>
    html`<button type="button" class="button" part="button" @click=${press}>${text}</button>`;
  return html`<p class="status status-failed" part="message-status">
      ${warning}<span><strong>${words.t('msg.failed')}.</strong> <span ${failureReason(failure, words)}></span></span>
    </p>
    <div class="unsent-actions">
      ${button(words.t('msg.retry'), () => commands.retry(clientId))}
      ${button(words.t('msg.edit_failed'), () => commands.edit(clientId))}
      ${button(words.t('msg.discard'), () => commands.discard(clientId))}
    </div>`;
}
