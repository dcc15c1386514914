/** Above the box, in one quiet line: that a draft came back, that it was thrown away, that another tab has one. */
import { html, type TemplateResult } from 'lit';
import { formatsFor } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import { draft, note } from '../../ui/icons.ts';
import type { KeptDraft } from './kept-draft.ts';

/** At most one of them, the most recent first. */
export function draftNote(kept: KeptDraft, words: Words): TemplateResult | undefined {
  if (kept.isDiscarded) {
    return html`<div class="draft-note">
      <p id="draft-discarded">${words.t('composer.draft.discarded')}</p>
      <button
        type="button"
        class="button button-quiet undo"
        part="button"
        aria-describedby="draft-discarded"
        @click=${() => kept.undo()}
      >
        ${words.t('action.undo')}
      </button>
    </div>`;
  }
  if (kept.restored) {
    return html`<div class="draft-note">
      <p>${draft}<span>${words.t('composer.draft.restored', { when: when(kept.restored.at, words.locale) })}</span></p>
      <button type="button" class="button button-quiet" part="button" @click=${() => void kept.discard()}>
        ${words.t('composer.draft.discard')}
      </button>
    </div>`;
  }
  if (!kept.isElsewhere) return undefined;
  return html`<div class="draft-note">
    <p>${note}<span>${words.t('composer.other_tab')}</span></p>
  </div>`;
}

/** The time for a draft of today: "from now" is no sentence. */
function when(at: number, locale: string): string {
  const formats = formatsFor(locale);
  const iso = new Date(at).toISOString();
  return formats.day(iso).name === 'today' ? formats.time(iso) : formats.relative(iso);
}
