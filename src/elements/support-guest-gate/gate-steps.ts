/** What stands below the heading, step by step. */
import { html, nothing, type TemplateResult } from 'lit';
import { retryButton } from '../entry.ts';
import { errorLine, type GateView, mainButton, slowLine } from './gate-view.ts';
import { sentenceAround, waitText } from './gate-words.ts';

/** The link could not be looked at. */
export function failedStep({ words, error, reference }: GateView, retry: () => void): TemplateResult {
  return html`<p class="text">${error}</p>
    ${reference ? html`<p class="hint" part="hint">${reference}</p>` : nothing}
    <div>${retryButton(words, retry)}</div>`;
}

/** Whose link it is, and what is about to happen. Nothing was sent yet. */
export function introStep(view: GateView, request: () => void, signIn: (() => void) | undefined): TemplateResult {
  const { words, error, reference, snapshot } = view;
  const { link, pending, resendAt } = snapshot;
  const isPending = pending === 'request';
  const isOff = isPending || resendAt > Date.now();
  return html`<p class="text">
      ${sentenceAround(link?.emailHint ?? '', words, (email) => words.t('gate.intro', { email }))}
    </p>
    ${mainButton(words.t(isPending ? 'gate.requesting' : 'gate.request'), isOff, error && 'request-error', request)}
    ${errorLine(error, 'request-error', reference)} ${slowLine(view)}
    <div class="more">
      <p class="hint" part="hint">${words.t('gate.wrong_email')}</p>
      ${signIn ? asideButton(words.t('gate.sign_in_instead'), signIn) : nothing}
    </div>`;
}

function asideButton(label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="button button-quiet aside" part="button button-quiet" @click=${press}>
    ${label}
  </button>`;
}

/** Nothing can be tried for a while. */
export function lockedStep({ words, snapshot }: GateView): TemplateResult {
  return html`<p class="text clock">${lockedText({ words, snapshot })}</p>`;
}

export function lockedText({ words, snapshot }: Pick<GateView, 'words' | 'snapshot'>): string {
  return words.t('gate.locked.body', { time: waitText(snapshot.lockedUntil - Date.now(), words.locale) });
}

/** The same whether or not anything matched: nobody learns here who wrote to whom. `again`: back to the form. */
export function linkSentStep({ words }: GateView, again: () => void): TemplateResult {
  return html`<p class="text">${words.t('link.form.done.body')}</p>
    <div class="more">${asideButton(words.t('link.form.again'), again)}</div>`;
}
