import { html, type TemplateResult } from 'lit';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';

/** What the dialog says and offers. */
export interface EndedView {
  readonly words: Words;
  readonly text: string;
  /** The way back in. */
  readonly way: TemplateResult;
  /** What it would stand over was taken off the screen. */
  readonly isAlone: boolean;
}

/**
 * Over what is still there: the session ended, what was typed did not. It covers the support center and leaves the page
 * around it alone, whose own way to sign in a modal dialog of the browser would block.
 */
export function endedDialog({ words, text, way, isAlone }: EndedView): TemplateResult {
  return html`<div class=${isAlone ? 'ended is-alone' : 'ended'} @support-navigate=${stay}>
    <div
      class="dialog ended-dialog"
      part="dialog"
      role="alertdialog"
      tabindex="-1"
      aria-labelledby="ended-title"
      aria-describedby="ended-text"
    >
      <div class="ended-note">
        <span class="notice-icon">${icons.key}</span>
        <p id="ended-title" class="dialog-title">${words.t('session.expired.title')}</p>
        <p id="ended-text" class="notice-body">${text}</p>
      </div>
      ${way}
    </div>
  </div>`;
}

/** Whoever comes back is there already: the page is not asked, and focus goes to their words. */
function stay(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
