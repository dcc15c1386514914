// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

export const enCenter: LocalePack = {
  'app.title': 'Support center',
  'app.loading': 'Loading the support center…',
  'action.back': 'Back',
  'action.dismiss': 'Dismiss',
  'session.expired.guest': 'Confirm your email again to carry on. Your draft is still here.',
  'session.expired.guest_link': 'Open the link from our email to carry on, or ask for a new one. Your draft is still here.',
  'session.signed_out': 'You’re signed out on this device.',
  'session.anonymous.new_link': 'Ask for a new link',
  'session.changed': 'You signed in with a different account, so we reloaded your tickets.',
};
