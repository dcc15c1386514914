import { html, type TemplateResult } from 'lit';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { signInButton } from '../entry.ts';

/**
 * Over what is still there: the session ended, what was typed did not. It covers the support center and leaves the page
 * around it alone, whose own way to sign in a modal dialog of the browser would block.
 */
export function endedDialog(words: Words, signIn: () => void): TemplateResult {
  return html`<div class="ended">
    <div
      class="ended-dialog"
      part="dialog"
      role="alertdialog"
      tabindex="-1"
      aria-labelledby="ended-title"
      aria-describedby="ended-text"
    >
      <span class="notice-icon">${icons.key}</span>
      <p id="ended-title" class="ended-title">${words.t('session.expired.title')}</p>
      <p id="ended-text" class="notice-body">${words.t('session.expired.user')}</p>
      ${signInButton(words, signIn)}
    </div>
  </div>`;
}
