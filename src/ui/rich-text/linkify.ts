/**
 * Finds the addresses in plain text. What comes out is text and addresses, never markup. The words can be on screen long
 * before: their letters stay where they are when some of them become links.
 */
import type { LinkifyIt, Match } from 'linkify-it';
import { mayHoldLink } from './may-link.ts';
import { safeText } from './safe-text.ts';
import { hiddenTarget, safeHref } from './safe-url.ts';

/** A piece of text; with `href` it leads there. `target` is what must be told because the text says something else. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
  readonly target?: string | undefined;
}

/** Nobody reads a text beyond this length for its links, and looking for them takes time. */
const longestText = 100_000;

let finder: LinkifyIt | undefined;
let loading: Promise<unknown> | undefined;

/** Settles when `linkify` knows addresses. Its patterns cost more than a message, so it comes with the first that needs it. */
export function loadLinkFinder(): Promise<unknown> {
  loading ??= import('linkify-it').then(({ LinkifyIt }) => {
    finder = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true }).add('ftp:', null).add('//', null);
  });
  // The next text tries again.
  return loading.catch(() => (loading = undefined));
}

/** Calls back with the pieces of a text that may hold addresses: at once where the finder is there, else when it is. */
export function findLinks(text: string, found: (parts: readonly TextPart[]) => void): void {
  if (!mayHoldLink(text)) return;
  if (finder) found(linkify(text));
  else void loadLinkFinder().then(() => finder && found(linkify(text)));
}

/** Settles when all links that were asked for are found. */
export async function linksFound(): Promise<void> {
  await loading?.catch(() => undefined);
}

/** The text in pieces, in order; joined they are the safe form of the whole text. */
export function linkify(raw: string): TextPart[] {
  const text = safeText(raw);
  const matches = text.length <= longestText && mayHoldLink(text) ? (finder?.match(text) ?? []) : [];
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of matches) {
    const href = hrefOf(match);
    if (href === undefined) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: match.raw, href, target: hiddenTarget(match.raw, href) });
    done = match.lastIndex;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

function hrefOf({ schema, raw, url }: Match): string | undefined {
  if (schema !== '') return safeHref(url);
  // Without a scheme `readme.md` looks like a host in Moldova: it takes more than a dot to be taken for an address.
  return /^www\.|\//i.test(raw) ? safeHref(`https://${raw}`) : undefined;
}
