/** The step in which a code is typed, and everything that can happen to it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { WordOverrides } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import type { CodeField } from './code-field.ts';
import { errorLine, type GateView, mainButton, slowLine } from './gate-view.ts';
import { sentenceAround, waitText } from './gate-words.ts';

const usualLength = 6;

/** What the form is drawn from. `error`, as in every step, is not about the code itself. */
export interface CodeStepView extends GateView {
  field: CodeField;
  /** Why the code was not taken. */
  codeError: string;
  messages: WordOverrides | null;
  isHidden: boolean;
  verify: (event: Event) => void;
  input: (event: Event) => void;
  resend: () => void;
  slotted: () => void;
}

/** Where the code went, and how long it works. */
export function sentText({ words, snapshot }: GateView): TemplateResult {
  const { link, code } = snapshot;
  const minutes = Math.max(1, Math.round((code?.lifetimeMs ?? 0) / 60_000));
  return html`<p class="text">
      ${sentenceAround(link?.emailHint ?? '', words, (email) => words.t('gate.sent.body', { email, minutes }))}
    </p>
    ${
      code && code.count > 1
        ? html`<p class="resent">${icons.check}<span>${words.t('gate.resent')}</span></p>`
        : nothing
    }`;
}

/** Always in the page, because a slot that comes and goes loses what the page put into it. */
export function codeForm(view: CodeStepView): TemplateResult {
  const { words, snapshot, field, codeError, messages, isHidden } = view;
  const isPending = snapshot.pending === 'verify';
  return html`<form class="form" novalidate aria-labelledby="heading" ?hidden=${isHidden} @submit=${view.verify}>
    <div @input=${view.input} @keydown=${field.onKeydown} @support-code-complete=${view.verify}>
      <slot name="code" @slotchange=${view.slotted}
        ><support-code-input
          exportparts="label, hint, input, input: field, error"
          .length=${snapshot.code?.length ?? usualLength}
          .error=${codeError}
          .readonly=${isPending}
          .messages=${messages}
        ></support-code-input
      ></slot>
      ${field.given ? errorLine(codeError, 'code-error') : nothing}
    </div>
    ${mainButton(words.t(isPending ? 'gate.verifying' : 'gate.verify'), isPending)} ${slowLine(view)}
    <div class="more">
      ${resendRow(view)}
      <details class="trouble" part="trouble">
        <summary>${words.t('gate.no_code.title')}</summary>
        <slot name="trouble"><p class="hint" part="hint">${words.t('gate.no_code.body')}</p></slot>
      </details>
    </div>
  </form>`;
}

/** Another code, once the last one is old enough. */
function resendRow({ words, snapshot, error, reference, resend }: CodeStepView): TemplateResult {
  const isPending = snapshot.pending === 'request';
  const waitMs = snapshot.resendAt - Date.now();
  const isWaiting = waitMs > 0;
  // The failure tells the same time.
  const hasClock = isWaiting && error === '';
  return html`<div class="resend">
    <button
      type="button"
      class=${isWaiting ? 'button button-quiet aside waiting' : 'button button-quiet aside'}
      part="button button-quiet"
      aria-disabled=${isPending || isWaiting ? 'true' : nothing}
      aria-describedby=${error ? 'request-error' : hasClock ? 'wait' : nothing}
      @click=${resend}
    >
      ${words.t(isPending ? 'gate.requesting' : 'gate.resend')}
    </button>
    ${
      hasClock
        ? html`<p id="wait" class="hint clock" part="hint">
            ${words.t('gate.resend_in', { time: waitText(waitMs, words.locale) })}
          </p>`
        : nothing
    }
    ${errorLine(error, 'request-error', reference)}
  </div>`;
}
