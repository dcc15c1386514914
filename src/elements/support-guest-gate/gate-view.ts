/** What the steps of the gate have in common. */
import { html, nothing, type TemplateResult } from 'lit';
import type { GuestSnapshot } from '../../state/guest.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';

/** What a step is drawn from. */
export interface GateView {
  words: Words;
  snapshot: GuestSnapshot;
  /** Why the last press did not work; empty for nothing. */
  error: string;
  /** The same for the operator, where the server gave a code to quote. */
  reference: string | undefined;
  /** What was pressed takes longer than usual. */
  isSlow: boolean;
}

/** Below what it is about, which names it with `aria-describedby`. */
export function errorLine(text: string, id: string, reference?: string): TemplateResult | typeof nothing {
  if (text === '') return nothing;
  return html`<p id=${id} class="error" part="error">
    ${icons.warning}<span>${text}${reference ? html` <span class="reference">${reference}</span>` : nothing}</span>
  </p>`;
}

/** The button that takes the visitor on. While its press is under way it says so, and keeps focus. */
export function mainButton(label: string, isPending: boolean, describedBy = '', press?: () => void): TemplateResult {
  return html`<button
    type=${press ? 'button' : 'submit'}
    class="button button-primary main"
    part="button button-primary"
    aria-disabled=${isPending ? 'true' : nothing}
    aria-describedby=${describedBy || nothing}
    @click=${press}
  >
    ${label}
  </button>`;
}

export function slowLine({ isSlow, words }: GateView): TemplateResult | typeof nothing {
  return isSlow ? html`<p class="hint" part="hint">${words.t('net.slow')}</p>` : nothing;
}
