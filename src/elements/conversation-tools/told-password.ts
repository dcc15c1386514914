/**
 * A password or a one-time code that somebody tells: its name, and right behind it a value. "I forgot my password" and "the
 * PIN pad is broken" have no value. Everything is bounded, so that no text takes longer than its length.
 */

/** Not inside of another word; what JavaScript calls a word ends at `ł`. */
const named = (names: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{L}\\p{N}])`, 'giu');

const password = named('pass(?:word|code|phrase|wd)|pwd|has[łl](?:o|em|a)');
const code = named(
  'pin(?:[- ]?(?:code|u|em))?|otp|blik|one[- ]time (?:password|code)|' +
    '(?:verification|security|log-?in|sign-in|sms|reset|2fa|mfa|authenticat(?:ion|or)) code|' +
    'code (?:from|in|by) (?:the |my |your )?(?:sms|text(?: message)?|app)|' +
    'kod(?:u|em)? (?:pin|blik|z (?:sms-?a|smsu|sms|aplikacji)|sms|(?:jednorazow|weryfikacyjn|autoryzacyjn)\\p{L}{1,3})',
);

const reach = 160;
/** What the value may be said to be for: "password for my account", "hasło do panelu klienta". */
const purpose = '(?: (?:for|to|of|do|dla|na|w|od)(?: [^\\s:=]{1,60}){1,3}?)?';
const assigned = new RegExp(`^${purpose} {0,3}(?:[:=]|->|→)\\s{0,3}(\\S{4,100})([^\\n]{0,4})`, 'iu');
const stated = new RegExp(`^${purpose} (?:is|was|to|jest|brzmi|-|–)(?: (?:jest|to))?:? (\\S{4,100})`, 'iu');
const beside = /^ {1,3}(\S{6,100})/u;
const digits =
  /^(?:(?: (?:is|was|to|jest|brzmi|nr))? ?[:=→-]{0,2}[\s"'„“]{0,3})(?<![\p{L}])\d{2,4}[ -]?\d{2,4}(?![\p{L}\p{N}]|[ .,:/-]?\d)/iu;

const address = /^(?:https?:|www\.)|@[^@]+\.\p{L}+$/iu;
/** What is said of a password in one word. */
const verdict = new RegExp(
  '^(?:wrong|incorrect|invalid|expired|forgotten|forgot|lost|reset|changed|unknown|none|same|correct|required|missing|hidden|' +
    'rejected|accepted|error|failed|okay|works?|working|fine|blank|empty|protected|locked|' +
    'zapomniane|złe|zle|błędne|bledne|błąd|nieprawidłowe|niepoprawne|nieznane|wygasło|zmienione|poprawne|brak|puste|' +
    'działa|dziala|odrzucone|zgubione|takie)$',
  'iu',
);

/** Whether the text tells a password or a one-time code. */
export function tellsPassword(text: string): boolean {
  return follows(text, password, isPassword) || follows(text, code, (rest) => digits.test(rest));
}

function follows(text: string, name: RegExp, isValue: (rest: string) => boolean): boolean {
  for (const { 0: found, index } of text.matchAll(name)) {
    const end = index + found.length;
    if (isValue(text.slice(end, end + reach))) return true;
  }
  return false;
}

function isPassword(rest: string): boolean {
  const [, given = '', after = ''] = assigned.exec(rest) ?? [];
  if (isMadeUp(given) || (after.trim() === '' && isAlone(given))) return true;
  if (isMadeUp(stated.exec(rest)?.[1] ?? '')) return true;
  const next = beside.exec(rest)?.[1] ?? '';
  return isMadeUp(next) && /\p{Ll}/u.test(next) && /\d/.test(next);
}

/** No word of a sentence: it has a digit, a sign or a capital where those have none. */
function isMadeUp(value: string): boolean {
  const word = wordOf(value);
  if (word.length < 4 || address.test(word) || /^\d+[%.,]/.test(value)) return false;
  return /\d|\p{Ll}\p{Lu}|[^\p{L}\p{N}.,'’/-]/u.test(word);
}

/** The only word there, and none that says how things are. */
function isAlone(value: string): boolean {
  const word = wordOf(value);
  return word.length >= 4 && !address.test(word) && !verdict.test(word) && !/^[<[{(]/.test(value);
}

/** Without quotes and full stops around it. */
function wordOf(value: string): string {
  return value.replace(/^[^\p{L}\p{N}]{1,100}/u, '').replace(/[^\p{L}\p{N}]{1,100}$/u, '');
}
