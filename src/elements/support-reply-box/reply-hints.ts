import { html, type TemplateResult } from 'lit';
import type { Words } from '../../ui/i18n/words.ts';

const tips = ['hints.specific', 'hints.details', 'hints.same_ticket', 'hints.check_back', 'hints.no_secrets'] as const;

/** Tips that spare both sides a round of questions. */
export function replyHints(words: Words, isShown: boolean, isOpen: boolean): TemplateResult {
  return html`<details class="hints" part="hints" ?hidden=${!isShown} ?open=${isOpen}>
    <summary>${words.t('hints.title')}</summary>
    <slot name="hints"
      ><ul class="tips">
        ${tips.map((key) => html`<li>${words.t(key)}</li>`)}
      </ul></slot
    >
  </details>`;
}
