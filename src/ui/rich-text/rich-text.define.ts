import { RichTextElement } from './rich-text.ts';

export { textMessage } from './text-message.ts';

declare global {
  interface HTMLElementTagNameMap {
    'support-rich-text': RichTextElement;
  }
}

if (!customElements.get('support-rich-text')) customElements.define('support-rich-text', RichTextElement);
