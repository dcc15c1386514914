/** Takes the browser's own sanitizer where there is one, and DOMPurify elsewhere. */
import { startVanillaThread } from './vanilla-conversation.ts';

interface SanitizingElement extends HTMLElement {
  setHTML?: (html: string) => void;
}

const hasOwn = 'setHTML' in Element.prototype;
const purify = hasOwn ? undefined : (await import('dompurify')).default;

startVanillaThread((place: SanitizingElement, html) => {
  if (purify) place.replaceChildren(purify.sanitize(html, { RETURN_DOM_FRAGMENT: true }));
  else place.setHTML?.(html);
});
