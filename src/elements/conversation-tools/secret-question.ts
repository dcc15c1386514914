import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { valueOf } from '../../state/remote.ts';
import { identityOf } from '../../state/session.ts';
import type { SupportStore } from '../../state/support-store.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';
import { holdsSecret } from './secret-detector.ts';

type AskingHost = ReactiveElement & SourceHost & { ticket: string; value: string };

/** What is asked about: these words, of this visitor, for this ticket. */
interface Matter {
  readonly store: SupportStore | undefined;
  readonly visitor: string | undefined;
  readonly ticket: string;
  readonly text: string;
}

/**
 * Asks before words go out that look like a secret. It warns and never blocks: who wants to send them does, and is not
 * asked about the same words again. The words are looked at here and nowhere else. As soon as the words, the ticket or the
 * visitor are others than those that were asked about, the question is off, and nothing is sent.
 */
export class SecretQuestion implements ReactiveController {
  readonly #host: AskingHost;
  #matter: Matter | undefined;
  #allowed: Matter | undefined;
  #answer: ((isMeant: boolean) => void) | undefined;

  constructor(host: AskingHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Words are being looked at, or asked about: until that is over nothing else goes out. */
  get isOpen(): boolean {
    return this.#matter !== undefined;
  }

  /** Whether what is in the box may go out. At once where there is nothing to ask. */
  allows(): boolean | Promise<boolean> {
    const matter = this.#current;
    if (isSame(matter, this.#allowed)) return true;
    const isSecret = holdsSecret(matter.text);
    return isSecret === false || this.#clear(matter, isSecret);
  }

  /** The words arrived; nobody sends them again. */
  forget(): void {
    this.#allowed = undefined;
  }

  hostUpdate(): void {
    this.#look();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (dialog && !dialog.open) dialog.showModal();
  }

  hostDisconnected(): void {
    this.#settle(false);
  }

  /** Focus goes to the first button. Escape closes it too, without a press. */
  render(words: Words): TemplateResult | undefined {
    if (!this.#answer) return undefined;
    return html`<dialog
      class="dialog secret"
      part="dialog"
      role="alertdialog"
      aria-labelledby="secret-title"
      aria-describedby="secret-text"
      @close=${this.#onClose}
    >
      <span class="notice-icon">${icons.key}</span>
      <p id="secret-title" class="dialog-title">${words.t('composer.secret.title')}</p>
      <p id="secret-text" class="notice-body">${words.t('composer.secret.body')}</p>
      <div class="notice-actions">
        <button type="button" class="button button-primary" part="button button-primary" @click=${() => this.#edit()}>
          ${words.t('composer.secret.edit')}
        </button>
        <button type="button" class="button" part="button" @click=${() => this.#settle(true)}>
          ${words.t('composer.secret.send')}
        </button>
      </div>
    </dialog>`;
  }

  async #clear(matter: Matter, isSecret: true | Promise<boolean>): Promise<boolean> {
    this.#matter = matter;
    const stopLooking = matter.store?.subscribe(() => this.#look());
    const isCleared = !(await isSecret) || (this.#canAsk && (await this.#ask()));
    const isUnchanged = isSame(matter, this.#current);
    stopLooking?.();
    this.#matter = undefined;
    return isCleared && isUnchanged;
  }

  async #ask(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#answer = resolve;
    this.#host.requestUpdate();
    const isMeant = await promise;
    if (isMeant) this.#allowed = this.#matter;
    return isMeant;
  }

  /** What was asked about may have become something else. */
  #look(): void {
    if (this.#answer && !this.#canAsk) this.#settle(false);
  }

  /** Closing gives focus back to where it was, so it comes before anything that may move it. */
  #settle(isMeant: boolean): void {
    const answer = this.#answer;
    this.#answer = undefined;
    if (!answer) return;
    this.#dialog?.close();
    answer(isMeant);
    this.#host.requestUpdate();
  }

  #edit(): void {
    this.#settle(false);
    this.#host.focus();
  }

  readonly #onClose = ({ target }: Event): void => {
    if (this.#answer && target === this.#dialog) this.#edit();
  };

  /** Nothing changed, and the dialog would be seen: a hidden one would block the page. */
  get #canAsk(): boolean {
    return isSame(this.#matter, this.#current) && this.#host.checkVisibility();
  }

  get #current(): Matter {
    const { store } = StoreSource.of(this.#host);
    const { ticket, value } = this.#host;
    const visit = store && valueOf(store.session.snapshot);
    return { store, ticket, text: value.trim(), visitor: identityOf(visit?.session) };
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('.secret');
  }
}

function isSame(one: Matter | undefined, other: Matter | undefined): boolean {
  return (
    one?.store === other?.store &&
    one?.visitor === other?.visitor &&
    one?.ticket === other?.ticket &&
    one?.text === other?.text
  );
}
