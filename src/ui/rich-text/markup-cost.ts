/**
 * What markup would cost to parse, judged before it is parsed. A parser opens unclosed tags such as `<b>` again in every
 * paragraph (HTML, 13.2.4.3), so that a few kilobytes can ask for millions of elements.
 *
 * The judgement need not be right, only never too low: a tag counts as closed only where every parser sees it so.
 */

/** Characters. */
const longest = 200_000;
/** Tags of any kind. */
const mostTags = 6_000;
/** Elements that a parser might make beyond those that are written. */
const mostReopened = 150_000;
/** Of tags that are alike, a parser opens no more than this again. */
const mostAlike = 3;

/** True for markup that is shown as plain text rather than parsed. */
export function costsTooMuch(html: string): boolean {
  if (html.length > longest) return true;
  let tags = 0;
  for (const _ of html.matchAll(/<[a-z]/gi)) tags += 1;
  // No more can be left open than there are.
  if (mostAlike * tags * tags <= mostReopened) return false;
  return tags > mostTags || mostAlike * countUnclosed(html) * tags > mostReopened;
}

/** Tags that parsers open again, by group, and those between which nothing unexpected happens to them. */
const reopened = 'b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u';
const harmless = 'a|br|img|span|wbr';
/** Attributes that no two parsers read differently. */
const attributes = `(?:\\s+[\\w:-]+(?:\\s*=\\s*(?:"[^"<>]*"|'[^'<>]*'|[^\\s"'<>=\`]+))?)*\\s*\\/?`;
const inlineTag = new RegExp(`<(\\/?)(?:(${reopened})|(?:${harmless}))(?![\\w:-])${attributes}>`, 'iy');
const reopenedStart = new RegExp(`^<(?:${reopened})[\\s/>]`, 'i');

/** How many different tags may be left open for a parser to open again. */
function countUnclosed(html: string): number {
  const unclosed = new Set<string>();
  let unreadable = 0;
  let open: { name: string; tag: string }[] = [];
  const giveUp = () => {
    for (const { tag } of open) unclosed.add(tag);
    open = [];
  };
  for (const { index } of html.matchAll(/<[a-z/!?]/gi)) {
    inlineTag.lastIndex = index;
    const [tag, slash, group] = inlineTag.exec(html) ?? [];
    const name = group?.toLowerCase();
    if (tag === undefined) {
      giveUp();
      if (reopenedStart.test(html.slice(index, index + 10))) unreadable += 1;
    } else if (name !== undefined && slash === '') {
      open.push({ name, tag });
    } else if (name !== undefined && open.pop()?.name !== name) {
      giveUp();
    }
  }
  giveUp();
  return unclosed.size + unreadable;
}
