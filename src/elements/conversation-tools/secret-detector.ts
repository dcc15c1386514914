/**
 * Whether a text holds something that nobody should send: looked for in the page alone, before a reply goes out. It knows
 * recovery phrases, private keys, and passwords and codes behind their name. A bare string of 64 digits is left alone,
 * because people are asked for transaction ids.
 */
import { holdsPrivateKey, holdsWalletKey } from './private-keys.ts';
import { holdsRecoveryPhrase } from './recovery-phrase.ts';
import { tellsPassword } from './told-password.ts';

/** A promise only where a checksum has to be reckoned. */
export function holdsSecret(text: string): boolean | Promise<boolean> {
  return holdsRecoveryPhrase(text) || holdsPrivateKey(text) || tellsPassword(text) || holdsWalletKey(text);
}
