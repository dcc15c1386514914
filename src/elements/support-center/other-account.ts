import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Session } from '../../contract/session.ts';
import { announce } from '../../ui/announcer.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import type { SupportSessionChangeEvent } from '../events.ts';

/** Says that the tickets on screen are those of another account than a moment ago, until somebody takes note. */
export class OtherAccount {
  readonly #host: ReactiveControllerHost;
  readonly #words: () => Words;
  /** Whose tickets are on screen, or were when the session ended. */
  #subject: string | undefined;
  #isOther = false;

  constructor(host: ReactiveControllerHost, words: () => Words) {
    this.#host = host;
    this.#words = words;
  }

  onSessionChange(session: Session, reason: SupportSessionChangeEvent['detail']['reason']): void {
    const before = this.#subject;
    if (session.kind === 'user') this.#subject = session.subject;
    else if (reason !== 'expired') this.#subject = undefined;
    this.#show(before !== undefined && this.#subject !== undefined && before !== this.#subject);
    if (this.#isOther) announce(this.#words().t('session.changed'));
  }

  /** Somebody took note, or went on. */
  readonly dismiss = (): void => this.#show(false);

  render(): TemplateResult | typeof nothing {
    if (!this.#isOther) return nothing;
    const words = this.#words();
    return html`<div class="strip" part="strip">
      ${icons.person}
      <p class="strip-text">${words.t('session.changed')}</p>
      <button type="button" class="button button-quiet" part="button button-quiet" @click=${this.dismiss}>
        ${words.t('action.dismiss')}
      </button>
    </div>`;
  }

  #show(isOther: boolean): void {
    this.#isOther = isOther;
    this.#host.requestUpdate();
  }
}
