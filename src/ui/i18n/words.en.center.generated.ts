// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.
import type { LocalePack } from './locales.ts';

export const enCenter: LocalePack = {
  'app.title': 'Support center',
  'action.dismiss': 'Dismiss',
  'session.signed_out': 'You’re signed out on this device.',
  'session.changed': 'You signed in with a different account, so we reloaded your tickets.',
};
