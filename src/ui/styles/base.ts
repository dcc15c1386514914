import { css } from 'lit';
import { visuallyHidden } from './visually-hidden.ts';

/** What every element starts from: its own box, type that no page style leaks into, a visible focus. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    background: var(--_bg);
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size);
    font-style: normal;
    font-weight: 400;
    line-height: var(--_line-height);
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3,
  p,
  ul,
  ol,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
  }

  h2,
  h3 {
    font: inherit;
    font-weight: 600;
    text-wrap: balance;
  }

  ul,
  ol {
    list-style: none;
  }

  fieldset {
    min-inline-size: 0;
    border: 0;
  }

  :focus-visible {
    outline: var(--_focus-width) solid var(--_focus);
    outline-offset: var(--_focus-offset);
  }

  /* Headings take focus so that a reader is told where they are; a ring would say that they can be pressed. */
  [tabindex='-1']:focus-visible {
    outline: none;
  }

  ${visuallyHidden}

  .icon {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .icon-directional:dir(rtl) {
    scale: -1 1;
  }
`;
