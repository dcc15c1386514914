import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { OutgoingReply, ReplyFile } from '../../state/support-store.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { file } from '../../ui/icons.ts';
import type { UnsentReplies } from '../support-reply-box/unsent-replies.ts';
import { fileName } from './file-name.ts';
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
      ${reply.text === '' ? nothing : html`<p class="unsent-words" dir="auto">${reply.text}</p>`}
      ${unsentFiles(reply.files)} ${unsentStatus(reply, words, commands)}
    </li>`;
  return html`<ul class="unsent" part="unsent">
    ${repeat(outgoing, ({ clientId }) => clientId, line)}
    ${discarded ? html`<li class="discarded">${discardedReply(discarded.clientId, words, commands)}</li>` : nothing}
  </ul>`;
}

function unsentFiles(files: readonly ReplyFile[] = []): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  return html`<ul class="unsent-files">
    ${files.map(({ name }) => html`<li>${file}${fileName(name)}</li>`)}
  </ul>`;
}
