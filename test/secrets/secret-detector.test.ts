import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { holdsSecret } from '../../src/elements/conversation-tools/secret-detector.ts';
import { english, polish } from './sentences.ts';

const digits = '0123456789abcdef';
/** As long as a transaction id, and as a private key. */
const hex = digits.repeat(4);

/** A key in the wallet import format, of bytes that nobody has money under. */
function walletKey(version: number, tail: number[] = [1], part = 7): string {
  const key = Buffer.from([version, ...Array.from({ length: 32 }, (_, place) => place * part), ...tail]);
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return base58(Buffer.concat([key, sha(sha(key)).subarray(0, 4)]));
}

function base58(bytes: Uint8Array): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let text = '';
  for (let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`); rest > 0n; rest /= 58n)
    text = alphabet.charAt(Number(rest % 58n)) + text;
  return text;
}

const compressed = walletKey(0x80);
const uncompressed = walletKey(0x80, []);
const mistyped = compressed.replace(/.$/, (last) => (last === 'z' ? 'y' : 'z'));
/** The first test vector of BIP-32. */
const extended =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
const dashes = '-----';

const secret: Record<string, string[]> = {
  'passwords (en)': [
    'password: hunter2',
    'Password = Sunshine!',
    'my password is Kitten2024',
    'The password for my account is hunter2, please log in',
    'password for anna@example.com: correct7horse',
    'login: anna\npassword: sunshine',
    'Password:\nsunshine',
    'passcode: 493221',
    'I changed my password to Abc#12x',
    'Use password hunter22 to get in',
    'pwd: x7$k9',
  ],
  'passwords (pl)': [
    'hasło: kotek12',
    'haslo: kotek',
    'Moje hasło to Kotek!12',
    'moje haslo to kotek12',
    'hasło do konta: Kotek12',
    'hasło do panelu klienta to kotek12',
    'hasło brzmi kotek12',
    'login anna, hasło kotek1234',
    'podaję treść hasła: kotek12',
    'zmieniłem hasło na kotek: kotek12',
  ],
  'codes (en)': [
    'PIN: 1234',
    'my pin is 4821',
    'PIN 4821',
    'The OTP is 493 221',
    'otp 493221',
    'verification code: 493221',
    'the code from the sms is 493-221',
    'Your security code is "493221"',
    'one-time password: 493221',
    '2FA code 493221',
    'login code is 4932',
    'sms code 493221.',
  ],
  'codes (pl)': [
    'PIN: 1234',
    'mój PIN to 4821',
    'kod PIN 4821',
    'kod SMS: 493221',
    'kod sms to 493 221',
    'kod z SMS-a to 493221',
    'kod z smsa 493221',
    'podaję kod jednorazowy 493-221',
    'kod weryfikacyjny: 493221',
    'kod BLIK 493 221',
    'kod z aplikacji: 493221',
  ],
  'private keys': [
    `${dashes}BEGIN PRIVATE KEY${dashes}\nMC4CAQAwBQYDK2Vw\n${dashes}END PRIVATE KEY${dashes}`,
    `${dashes}BEGIN RSA PRIVATE KEY${dashes}`,
    `here: ${dashes}BEGIN OPENSSH PRIVATE KEY${dashes} b3BlbnNz`,
    `${dashes}BEGIN ENCRYPTED PRIVATE KEY${dashes}`,
    `${dashes}BEGIN PGP PRIVATE KEY BLOCK${dashes}`,
    compressed,
    `this is it: ${uncompressed}, please look`,
    `(${walletKey(0xb0)})`,
    `${mistyped} ${compressed}`,
    extended,
    `my key is ${extended.replace('xprv', 'zprv')}.`,
  ],
  'keys by their name': [
    `private key: ${hex}`,
    `my private key is 0x${hex}`,
    `The secret key of my wallet:\n${hex.toUpperCase()}`,
    `${hex} is my private key`,
    `${hex} (private key)`,
    `klucz prywatny: ${hex}`,
    `mój klucz prywatny to ${hex}`,
    `podaję klucza prywatnego część, ${hex}`,
    `${hex} to mój klucz prywatny`,
  ],
};

const harmless: Record<string, string[]> = {
  'passwords (en)': [
    'I forgot my password',
    'reset password link',
    'The reset password link does not work',
    'password: wrong',
    'Password: it says wrong every time',
    'my password is correct but I cannot log in',
    'the password is case-sensitive',
    'My password is at least 8 characters long',
    'the password is 100% right',
    'password reset email: anna@example.com',
    'password: https://shop.example/reset?id=12345',
    'password: ********',
    'password: <your password>',
    'I never got the password for order 10482',
    'How do I change my password?',
    'Password expired on 12.03.2026',
    'wrong password 3 times',
    'The password field is empty.',
    'passwords are hard to remember, I have 12345 of them',
  ],
  'passwords (pl)': [
    'hasło nie działa',
    'Nie pamiętam hasła',
    'hasło: nie działa od wczoraj',
    'hasło: nieprawidłowe',
    'hasło jest poprawne, a nie mogę się zalogować',
    'Hasło wygasło 12.03.2026',
    'link do zmiany hasła nie przychodzi na anna@example.com',
    'hasło do zamówienia 10482 nie przyszło',
    'zmieniłem hasło 3 razy',
    'hasło: brak',
  ],
  'codes (en)': [
    'PIN pad is broken',
    'The PIN pad shows error 4031',
    'the pin of the hinge is 12 mm too short',
    'I never got the OTP',
    'OTP expired after 10 minutes',
    'verification code expired',
    'the verification code never arrives',
    'security code was not accepted',
    'my postal code is 90210',
    'discount code SPRING2026',
    'order 493221',
    'OTP: 2026-03-12',
    'pinned 1234 items',
    'the shipping code 493221',
  ],
  'codes (pl)': [
    'nie dostałem kodu SMS',
    'kod SMS nie przychodzi',
    'kod PIN jest błędny',
    'terminal nie przyjmuje PIN-u',
    'kod pocztowy 00-950',
    'kod rabatowy WIOSNA2026',
    'kod BLIK wygasł po 2 minutach',
    'kod błędu 493221',
    'numer zamówienia 493221',
  ],
  'what looks like a key': [
    hex,
    `0x${hex}`,
    `transaction id: ${hex}`,
    `txid ${hex}\nconfirmed 12 times`,
    `identyfikator transakcji to ${hex}`,
    `Here is the transaction: ${hex}. Nobody asked me for a private key.`,
    `I will not give you my private key. The hash is ${hex}`,
    `You do not need my private key, only the tx ${hex}`,
    `nie podam klucza prywatnego, transakcja ${hex}`,
    `private key: ${hex}${digits}`,
    `${dashes}BEGIN PUBLIC KEY${dashes}\nMCowBQYDK2VwAyEA\n${dashes}END PUBLIC KEY${dashes}`,
    `${dashes}BEGIN CERTIFICATE${dashes}`,
    'what is a private key?',
    mistyped,
    base58(Buffer.from(digits.repeat(5).slice(0, 38))),
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
    '0x71C7656EC7ab88b098defB751B7401B5f6d8976F',
    extended.replace('xprv', 'xpub'),
    'https://shop.example/orders/10482?token=abcdefghijklmnopqrstuvwxyz0123456789',
    'IBAN PL61109010140000071219812874',
  ],
  'nothing much': ['', ' ', '\n\n', '👋', 'ok', '-----BEGIN', 'kod', 'PIN', 'password', 'password:', 'private key:'],
};

describe('the secret detector', () => {
  for (const [kind, texts] of Object.entries(secret))
    it(`notices ${kind}`, async () => {
      for (const text of texts) assert.equal(await holdsSecret(text), true, text);
    });

  for (const [kind, texts] of Object.entries(harmless))
    it(`leaves alone: ${kind}`, async () => {
      for (const text of texts) assert.equal(await holdsSecret(text), false, text);
    });

  for (const [language, sentences] of Object.entries({ english, polish }))
    it(`leaves ordinary sentences alone (${language})`, async () => {
      for (const text of [...sentences, sentences.join('\n')]) assert.equal(await holdsSecret(text), false, text);
    });

  it('notices a secret anywhere in a long message', async () => {
    const long = english.join('. ');
    for (const text of ['my pin is 4821', compressed, `private key: ${hex}`])
      assert.equal(await holdsSecret(`${long}\n${text}\n${long}`), true, text);
  });

  it('answers at once unless a checksum has to be reckoned', () => {
    assert.equal(holdsSecret('Where is my parcel?'), false);
    assert.equal(holdsSecret('my pin is 4821'), true);
    assert.ok(holdsSecret(mistyped) instanceof Promise);
  });

  it('goes by the shape of a wallet key where the page has no TLS', async (t) => {
    t.mock.getter(crypto, 'subtle', () => undefined);
    assert.equal(await holdsSecret(compressed), true);
    assert.equal(await holdsSecret(walletKey(0xb0)), false);
  });
});

describe('the time that the secret detector takes', () => {
  const hostile: Record<string, string> = {
    spaces: ' ',
    'line ends': '\n',
    'labels without a value': 'password ',
    'labels with endless purposes': 'password for a ',
    'labels with spaces': `password${' '.repeat(40)}`,
    'labels and line ends': 'PIN:\n\n\n',
    'codes that never end': 'pin 1234 1234 ',
    digits: '1',
    'key headers': '-----BEGIN ',
    'key headers with capitals': '-----BEGIN AAAAAAAA BBBBBBBB ',
    'letters of keys': 'K',
    'strings that could be keys': `${mistyped} `,
    'extended keys cut short': 'xprv9s21ZrQH143K ',
    hexadecimal: 'a',
    'transaction ids': `${hex} `,
    'names of keys': 'private key ',
    'names and transaction ids': `private key tx ${hex} `,
    'eleven words and a stop': 'legal winner thank year wave sausage worth useful legal winner thank. ',
    quotes: '"',
    commas: ',',
    marks: '1. ',
    'Polish labels': 'hasło do konta ',
    'letters outside of ASCII': 'ł',
  };
  const size = 100_000;
  const fill = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
  const timeOf = async (text: string) => {
    let best = Infinity;
    for (let turn = 0; turn < 5; turn += 1) {
      const start = performance.now();
      await holdsSecret(text);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };

  for (const [what, part] of Object.entries(hostile))
    it(`grows with the length of ${what}, not with its square`, async () => {
      await timeOf(fill(part, size / 8));
      const short = await timeOf(fill(part, size / 8));
      const long = await timeOf(fill(part, size));
      // Eight times the text takes eight times as long; with the square it were sixty-four. A busy machine adds its own.
      assert.ok(long < 28 * short + 8, `${short.toFixed(2)} ms became ${long.toFixed(2)} ms`);
    });
});
