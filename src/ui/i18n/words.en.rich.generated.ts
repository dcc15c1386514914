// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

export const enRich: LocalePack = {
  'msg.quote.show': 'Show quoted text',
  'msg.quote.hide': 'Hide quoted text',
  'msg.link.new_tab': 'opens in a new tab',
  'msg.image.hidden': 'Image not shown',
  'msg.image.hidden_named': (given) => `Image not shown: ${given.label}`,
  'msg.image.show': 'Show image',
  'msg.image.show_named': (given) => `Show image: ${given.label}`,
  'msg.image.show_all': 'Show all images',
  'msg.image.loading': 'Loading image…',
  'msg.image.open': 'Open image',
};
