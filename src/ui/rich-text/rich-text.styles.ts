import { css } from 'lit';
import { visuallyHidden } from '../styles/visually-hidden.ts';

/** The room that a message with markup gets. It can neither paint nor lay out anything beyond it. */
export const richTextStyles = css`
  :host {
    display: block;
    contain: layout paint style;
    overflow-x: auto;
    overflow-wrap: anywhere;
  }

  :host([hidden]) {
    display: none !important;
  }

  ${visuallyHidden}

  a {
    color: var(--_accent, LinkText);
  }

  p,
  blockquote,
  figure,
  dl,
  ul,
  ol,
  pre,
  table {
    margin-block: 0 0.75em;
    margin-inline: 0;
  }

  .message > :last-child {
    margin-block-end: 0;
  }

  .heading {
    font-weight: 600;
  }

  ul,
  ol {
    padding-inline-start: 1.5em;
  }

  dd {
    margin-inline-start: 1.5em;
  }

  blockquote {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_line, currentcolor);
    color: var(--_text-muted, inherit);
  }

  pre,
  code,
  kbd,
  samp {
    font-family: var(--support-font-mono, ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace);
    font-size: 0.9375em;
  }

  pre {
    white-space: pre-wrap;
  }

  table {
    border-collapse: collapse;
  }

  td,
  th {
    padding: 0.25em 0.5em;
    border: 1px solid var(--_line, currentcolor);
    /* A cell keeps its words whole; a table that is too wide for it scrolls with the message. */
    overflow-wrap: break-word;
    text-align: start;
    vertical-align: top;
  }

  hr {
    border: 0;
    border-block-start: 1px solid var(--_line, currentcolor);
  }

  .image {
    color: var(--_text-muted, inherit);
    font-style: italic;
  }

  .image img {
    max-inline-size: 100%;
    block-size: auto;
    max-block-size: 32rem;
    object-fit: contain;
  }

  button {
    min-block-size: var(--_target-small, 1.5rem);
    padding: 0.125em 0.625em;
    border: 1px solid var(--_line-strong, var(--_line, currentcolor));
    border-radius: var(--_radius-small, 4px);
    background: none;
    color: var(--_accent, LinkText);
    font: inherit;
    font-size: 0.875em;
    font-style: normal;
    cursor: pointer;
  }

  a:focus-visible,
  button:focus-visible,
  img:focus-visible {
    /* Inside the box, because nothing is painted outside of it. */
    outline: var(--_focus-width, 2px) solid var(--_focus, currentcolor);
    outline-offset: -2px;
  }
`;
