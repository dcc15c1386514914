/**
 * A message with markup gets an element with a shadow root around it. Its plain alternative shows until the sanitizer is
 * there, and stays where the markup cannot be trusted.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../decorators.ts';
import { LocalizeController } from '../i18n/localize-controller.ts';
import { enRich } from '../i18n/words.en.rich.generated.ts';
import { enThread } from '../i18n/words.en.thread.generated.ts';
import type { Words } from '../i18n/words.ts';
import { htmlMessage } from './html-message.ts';
import { linksFound } from './linkify.ts';
import { richTextStyles } from './rich-text.styles.ts';
import { canSanitize, loadSanitizer } from './sanitize.ts';
import { textMessageStyles } from './text-message.styles.ts';
import { textMessage } from './text-message.ts';

/** A message with markup. Internal: it exists only inside of other elements. */
export class RichTextElement extends LitElement {
  static override styles = [richTextStyles, textMessageStyles];

  /** Untrusted markup. */
  @property({ attribute: false }) html = '';

  /** The same words without markup; shown until the markup is, and instead of markup that is refused. */
  @property({ attribute: false }) text = '';

  readonly #localize = new LocalizeController(this, undefined, { ...enThread, ...enRich });
  #drawn: { html: string; words: Words; content: DocumentFragment | undefined } | undefined;
  #loading: Promise<unknown> | undefined;

  /** Draws at once, so that whoever measures the page next finds the message in its height. */
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.isUpdatePending) this.performUpdate();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { words } = this.#localize;
    if (this.#drawn?.html === this.html && this.#drawn.words === words) return;
    if (canSanitize()) this.#drawn = { html: this.html, words, content: htmlMessage(this.html, words) };
    else this.#loading ??= this.#load();
  }

  protected override render(): TemplateResult {
    const { words } = this.#localize;
    const content = this.#drawn?.content;
    if (content) return html`<div class="message" dir="auto">${content}</div>`;
    return textMessage(this.text.trim() === '' ? words.t('msg.unsupported') : this.text, words);
  }

  /** Also waits for sanitizer and links, so that whoever awaits `updateComplete` sees the message as it stays. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    if (this.#loading) {
      await this.#loading;
      isComplete = await super.getUpdateComplete();
    }
    await linksFound();
    return isComplete;
  }

  async #load(): Promise<void> {
    try {
      await loadSanitizer();
      this.requestUpdate();
    } catch (error) {
      // The text is there. The next message tries again.
      console.warn('[helpdock] The part that shows formatted messages could not be loaded.', error);
    } finally {
      this.#loading = undefined;
    }
  }
}
