/**
 * The few icons of the interface, drawn on a 16-pixel grid with one stroke. They are decoration: each stands beside the
 * words that say the same, and assistive technology never meets it.
 */
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

function icon(shape: SVGTemplateResult, directional = false): TemplateResult {
  return html`<svg class=${directional ? 'icon icon-directional' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
    ${shape}
  </svg>`;
}

export const icons = {
  search: icon(svg`<circle cx="7" cy="7" r="4.5" /><path d="m10.5 10.5 3 3" />`),
  clear: icon(svg`<path d="m4.5 4.5 7 7m0-7-7 7" />`),
  back: icon(svg`<path d="M9.5 3.5 5 8l4.5 4.5" />`, true),
  copy: icon(
    svg`<rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" /><path d="M3.5 10.25h-.25a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5h5.5a1.5 1.5 0 0 1 1.5 1.5v.25" />`,
  ),
  check: icon(svg`<path d="m3.5 8.5 3 3 6-7" />`),
  open: icon(svg`<circle cx="8" cy="8" r="5.75" /><circle cx="8" cy="8" r="1.5" fill="currentColor" />`),
  reply: icon(svg`<path d="M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1" />`, true),
  solved: icon(svg`<circle cx="8" cy="8" r="5.75" /><path d="m5.5 8.25 1.75 1.75 3.25-3.75" />`),
  closed: icon(svg`<circle cx="8" cy="8" r="5.75" /><path d="M5.5 8h5" />`),
  reopen: icon(svg`<path d="M3 8a5 5 0 1 0 1.6-3.65M3 2.75V5.5h2.75" />`),
  created: icon(svg`<path d="M8 3.5v9M3.5 8h9" />`),
  person: icon(svg`<circle cx="8" cy="5.25" r="2.5" /><path d="M3 13.25c.6-2.4 2.6-3.75 5-3.75s4.4 1.35 5 3.75" />`),
  file: icon(
    svg`<path d="M12.75 7.5 8 12.25a3.18 3.18 0 0 1-4.5-4.5l5-5a2.12 2.12 0 0 1 3 3l-5 5a1.06 1.06 0 0 1-1.5-1.5l4.5-4.5" />`,
  ),
  warning: icon(
    svg`<path d="M8 2.25 14.25 13H1.75L8 2.25ZM8 6.5V9" /><circle cx="8" cy="11" r=".4" fill="currentColor" />`,
  ),
  note: icon(
    svg`<circle cx="8" cy="8" r="5.75" /><path d="M8 7.5v3.25" /><circle cx="8" cy="5.25" r=".4" fill="currentColor" />`,
  ),
  inbox: icon(svg`<path d="M2 9.5h3.25l1 1.75h3.5l1-1.75H14M2 9.5l2-6h8l2 6v3.25H2V9.5Z" />`),
  conversation: icon(svg`<path d="M2.25 3.25h11.5v8h-6l-3 2.5v-2.5h-2.5v-8Z" />`),
  key: icon(svg`<circle cx="5.5" cy="10.5" r="2.75" /><path d="m7.5 8.5 5.5-5.5m-2 2 1.75 1.75" />`),
} as const;
