import { css } from 'lit';

export const inboxStyles = css`
  :host {
    display: block;
    font-size: 0.8125rem;
  }
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    max-block-size: 22rem;
    overflow-y: auto;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  summary {
    display: grid;
    grid-template-columns: 0.75rem minmax(0, 1fr) auto;
    column-gap: 0.5rem;
    align-items: baseline;
    padding-block: 0.625rem;
    border-radius: 4px;
    cursor: pointer;
  }
  /* The browser's own mark goes with the grid. */
  summary::before {
    content: '';
    inline-size: 0.375rem;
    block-size: 0.375rem;
    border: solid var(--muted);
    border-width: 0 1.5px 1.5px 0;
    rotate: -45deg;
    align-self: center;
  }
  [open] > summary::before {
    rotate: 45deg;
    translate: 0 -1px;
  }
  b {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  time {
    color: var(--muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .text {
    padding-block-end: 1rem;
    padding-inline-start: 1.25rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .empty {
    margin: 0;
    padding-block: 0.625rem;
    color: var(--muted);
  }
  .failure {
    margin: 0;
    color: var(--danger);
  }
  .failure:empty {
    display: none;
  }
`;
