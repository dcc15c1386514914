import { RichTextElement } from './rich-text.ts';

export { findLinks } from './linkify.ts';

declare global {
  interface HTMLElementTagNameMap {
    'support-rich-text': RichTextElement;
  }
}

if (!customElements.get('support-rich-text')) customElements.define('support-rich-text', RichTextElement);
