import { enRich } from '../i18n/words.en.rich.generated.ts';
import { bringEnglish } from '../i18n/words.ts';
import { RichTextElement } from './rich-text.ts';

export { textMessage } from './text-message.ts';

declare global {
  interface HTMLElementTagNameMap {
    'support-rich-text': RichTextElement;
  }
}

bringEnglish(enRich);
if (!customElements.get('support-rich-text')) customElements.define('support-rich-text', RichTextElement);
