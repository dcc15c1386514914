/**
 * Messages of other people on the page. Plain text is drawn at once, in place. Markup gets an element with a shadow root
 * around it: its plain alternative shows until the sanitizer is there, and stays where the markup cannot be trusted.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { isolate } from '../formats.ts';
import { LocalizeController } from '../i18n/localize-controller.ts';
import type { Words } from '../i18n/words.ts';
import type { htmlMessage } from './html-message.ts';
import { linkify, type TextPart } from './linkify.ts';
import { richTextStyles, textMessageStyles } from './rich-text.styles.ts';
import { hostOf } from './safe-url.ts';

/**
 * Plain text with its line breaks and with links, never with markup. The tree around it takes `textMessageStyles`, and
 * has a class `visually-hidden`.
 */
export function textMessage(text: string, words: Words): TemplateResult {
  const pieces = () => linkify(text).map((part) => (part.href === undefined ? part.text : link(part, words)));
  return html`<span class="plain">${guard([text, words], pieces)}</span>`;
}

function link({ text, href = '', target }: TextPart, words: Words): TemplateResult {
  const isOnWeb = hostOf(href) !== undefined;
  return html`<a part="link" href=${href} target="_blank" rel="noopener noreferrer nofollow"
    >${text}${target === undefined ? nothing : ` (${isolate(target)})`}${
      isOnWeb ? html`<span class="visually-hidden"> (${words.t('msg.link.new_tab')})</span>` : nothing
    }</a
  >`;
}

/** There after the first message with markup was shown; from then on nothing has to wait. */
let draw: typeof htmlMessage | undefined;

/** A message with markup. Internal: it exists only inside of other elements. */
export class RichTextElement extends LitElement {
  static override styles = [richTextStyles, textMessageStyles];

  /** Untrusted markup. */
  @property({ attribute: false }) html = '';

  /** The same words without markup; shown until the markup is, and instead of markup that is refused. */
  @property({ attribute: false }) text = '';

  readonly #localize = new LocalizeController(this);
  #drawn: { html: string; words: Words; content: DocumentFragment | undefined } | undefined;
  #loading: Promise<unknown> | undefined;

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { words } = this.#localize;
    if (this.#drawn?.html === this.html && this.#drawn.words === words) return;
    if (draw) this.#drawn = { html: this.html, words, content: draw(this.html, words) };
    else this.#loading ??= this.#load();
  }

  protected override render(): TemplateResult {
    const { words } = this.#localize;
    const content = this.#drawn?.content;
    if (content) return html`<div class="message" dir="auto">${content}</div>`;
    return textMessage(this.text.trim() === '' ? words.t('msg.unsupported') : this.text, words);
  }

  /** Also waits for the sanitizer, so that whoever awaits `updateComplete` sees the message as it stays. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let isComplete = await super.getUpdateComplete();
    if (this.#loading) {
      await this.#loading;
      isComplete = await super.getUpdateComplete();
    }
    return isComplete;
  }

  async #load(): Promise<void> {
    try {
      draw = (await import('./html-message.ts')).htmlMessage;
      this.requestUpdate();
    } catch (error) {
      // The text is there. The next message tries again.
      console.warn('[helpdock] The part that shows formatted messages could not be loaded.', error);
    } finally {
      this.#loading = undefined;
    }
  }
}
