import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OutgoingReply } from '../../state/support-store.ts';
import type { Words } from '../../ui/i18n/words.ts';
import type { UnsentReplies } from '../support-reply-box/unsent-replies.ts';
import type { UnsentCommands } from './unsent-commands.ts';
import { discardedReply, unsentStatus } from './unsent-status.ts';

/** Above a box that stands alone: what was handed over here and is not sent, with the beginning of its words. */
export function unsentList(
  { outgoing, discarded }: UnsentReplies,
  commands: UnsentCommands,
  words: Words,
): TemplateResult | typeof nothing {
  if (outgoing.length === 0 && !discarded) return nothing;
  const line = (reply: OutgoingReply) =>
    html`<li data-reply=${reply.clientId} tabindex="-1">
      <p class="unsent-words" dir="auto">${reply.text}</p>
      ${unsentStatus(reply, words, commands)}
    </li>`;
  return html`<ul class="unsent" part="unsent">
    ${repeat(outgoing, ({ clientId }) => clientId, line)}
    ${discarded ? html`<li class="discarded">${discardedReply(discarded.clientId, words, commands)}</li>` : nothing}
  </ul>`;
}
