import { html, nothing, type TemplateResult } from 'lit';
import { plainLine } from '../../ui/rich-text/safe-text.ts';

/** A name of so many letters fits nearly everywhere. */
const shortLength = 16;
/** What stays in sight of a longer one: its ending, and a little before that. */
const tailLength = 8;
const longestEnding = 10;

/**
 * The name of a file in one line. Where it does not fit, its middle goes: the ending tells what kind of file it is. Those
 * who listen hear it in one piece.
 */
export function fileName(name: string, id?: string): TemplateResult {
  const line = plainLine(name);
  const letters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  if (letters.length <= shortLength) return html`<bdi id=${id ?? nothing} class="file-name">${line}</bdi>`;
  const ending = letters.length - letters.lastIndexOf('.');
  const tail = ending <= longestEnding ? ending + 3 : tailLength;
  return html`<bdi id=${id ?? nothing} title=${line}
    ><span class="visually-hidden">${line}</span
    ><span class="file-name" aria-hidden="true"
      ><span class="file-stem">${letters.slice(0, -tail).join('')}</span
      ><span class="file-end">${letters.slice(-tail).join('')}</span></span
    ></bdi
  >`;
}
