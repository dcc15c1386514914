/** Trusts what came as HTML: nobody may do so, and nothing is faster. */
import { startVanillaThread } from './vanilla-conversation.ts';

startVanillaThread((place, html) => {
  place.innerHTML = html;
});
