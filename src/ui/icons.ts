/**
 * The few icons of the interface, drawn on a 16-pixel grid with one stroke. They are decoration: each stands beside the
 * words that say the same, and assistive technology never meets it.
 */
import { html, type TemplateResult } from 'lit';

/** `path`: the outline. Without side effects, so that a page carries the icons that it shows and no others. */
/* @__NO_SIDE_EFFECTS__ */
export function icon(path: string, directional = false): TemplateResult {
  return html`<svg class=${directional ? 'icon icon-directional' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
    <path d=${path} />
  </svg>`;
}

export const search = icon('M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5l3 3');
export const clear = icon('M4.5 4.5l7 7m0-7-7 7');
export const back = icon('M9.5 3.5 5 8l4.5 4.5', true);
export const copy = icon('M5.75 5.75h7.5v7.5h-7.5zM3.25 10.25h-.5v-7.5h7.5v.5');
export const check = icon('M3.5 8.5l3 3 6-7');
export const open = icon(
  'M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5M8 7.25a.75 .75 0 1 1 0 1.5a.75 .75 0 0 1 0-1.5',
);
export const reply = icon('M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1', true);
export const solved = icon('M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5M5.5 8.25l1.75 1.75 3.25-3.75');
export const closed = icon('M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5M5.5 8h5');
export const reopen = icon('M3 8a5 5 0 1 0 1.6-3.65M3 2.75V5.5h2.75');
export const created = icon('M8 3.5v9M3.5 8h9');
export const person = icon(
  'M8 2.75a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5M3 13.25c.6-2.4 2.6-3.75 5-3.75s4.4 1.35 5 3.75',
);
export const file = icon(
  'M12.75 7.5 8 12.25a3.18 3.18 0 0 1-4.5-4.5l5-5a2.12 2.12 0 0 1 3 3l-5 5a1.06 1.06 0 0 1-1.5-1.5l4.5-4.5',
);
export const warning = icon('M8 2.25 14.25 13H1.75L8 2.25ZM8 6.5V9M8 11h.01');
export const note = icon('M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5M8 7.5v3.25M8 5.25h.01');
export const inbox = icon('M2 9.5h3.25l1 1.75h3.5l1-1.75H14M2 9.5l2-6h8l2 6v3.25H2V9.5Z');
export const conversation = icon('M2.25 3.25h11.5v8h-6l-3 2.5v-2.5h-2.5v-8Z');
export const key = icon('M5.5 7.75a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 0 1 0-5.5M7.5 8.5l5.5-5.5m-2 2 1.75 1.75');
export const draft = icon('M3 13l.75-3 6.5-6.5 2.25 2.25L6 12.25 3 13Z');
export const expand = icon('M4.5 6.5l3.5 3.5 3.5-3.5');
