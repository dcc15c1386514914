/**
 * A mail as plain data, and what keeps one from being sent. The same parser judges an address when somebody gives it
 * and when a mail goes out, so that no two readings of one text exist: whatever needs quotes, comments, lists or
 * letters outside ASCII is refused. Nothing here is repaired.
 */

/** Safe to keep as JSON until it is sent. */
export interface Mail {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets: `<unique@help.example>`. The same again when a mail is tried again. */
  messageId: string;
  /** The language that it is written in. */
  locale: string;
}

/** Sends a mail, or rejects with a `MailError`. */
export interface MailSender {
  send(mail: Mail): Promise<void>;
}

/** RFC 5321: a path has 256 bytes with its angle brackets, a local part 64, a domain 253 with dots, a label 63. */
const longestAddress = 254;
const longestLocalPart = 64;
const longestDomain = 253;
const longestMessageId = 250;

/**
 * The signs of RFC 5322's `atext` that people have in their addresses. Left out are those with a second meaning: `%`, `!`,
 * `/`, `|` and the backtick for relays and old mailers, `?` because encoded words (RFC 2047) need it.
 */
const atom = /^[\w&'+=~-]+$/;
const label = /^(?!-)[A-Za-z\d-]{1,63}(?<!-)$/;
/** What ends a line for somebody: control characters, line and paragraph separators, halves of a pair. */
const breaking = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** `local@domain.example` in ASCII, the domain with at least one dot and not ending in a number. */
export function isMailAddress(address: string): boolean {
  if (address.length > longestAddress) return false;
  const [local = '', domain = '', ...more] = address.split('@');
  return more.length === 0 && isLocalPart(local) && isMailDomain(domain);
}

/** True for text that could end a header early; no header takes it. */
export function breaksLine(text: string): boolean {
  return breaking.test(text);
}

/** What keeps a mail from being sent, as a sentence that holds nothing of the mail. */
export function mailFault(mail: Mail): string | undefined {
  const { to, subject, text, html, messageId } = mail;
  if ([to, subject, text, html, messageId].some((part: unknown) => typeof part !== 'string'))
    return 'The mail has a part that is not text.';
  if (!isMailAddress(to)) return 'The mail has an address that cannot be used.';
  if (subject === '') return 'The mail has no subject.';
  if (breaksLine(subject)) return 'The subject of the mail holds a control character.';
  if (text.trim() === '') return 'The mail has no text part.';
  if (!isMessageId(messageId)) return 'The mail has a Message-ID that cannot be used.';
  return undefined;
}

function isLocalPart(local: string): boolean {
  return (
    local.length <= longestLocalPart && !local.startsWith('-') && local.split('.').every((part) => atom.test(part))
  );
}

function isMailDomain(domain: string): boolean {
  const labels = domain.split('.');
  return (
    domain.length <= longestDomain &&
    labels.length > 1 &&
    labels.every((part) => label.test(part)) &&
    /[A-Za-z]/.test(labels.at(-1) ?? '')
  );
}

/** `<left@right>` of RFC 5322, both of dot-separated atoms; the right side may be any host, also `localhost`. */
function isMessageId(id: string): boolean {
  if (id.length > longestMessageId || !id.startsWith('<') || !id.endsWith('>')) return false;
  const [left = '', right = '', ...more] = id.slice(1, -1).split('@');
  return (
    more.length === 0 &&
    left.split('.').every((part) => atom.test(part)) &&
    right.split('.').every((part) => label.test(part))
  );
}
