import { html } from 'lit';
import type { TextRanges } from '../../contract/ticket.ts';
import { plainLine } from '../../ui/rich-text/safe-text.ts';

/** Text in which what a search found is marked. Ranges come from a backend: one that does not fit the text is left out. */
export function highlight(text: string, ranges: TextRanges = []): unknown {
  const parts: unknown[] = [];
  let done = 0;
  for (const [start, end] of ranges) {
    if (start < done || end <= start || end > text.length) continue;
    parts.push(plainLine(text.slice(done, start)), html`<mark>${plainLine(text.slice(start, end))}</mark>`);
    done = end;
  }
  const rest = plainLine(text.slice(done));
  return parts.length > 0 ? [...parts, rest] : rest;
}
