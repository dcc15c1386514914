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
    display: flex;
    gap: 0.75rem;
    justify-content: space-between;
    padding: 0.5rem 0.25rem;
    cursor: pointer;
  }
  b {
    font-weight: 600;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  time {
    flex: none;
    color: var(--muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .text {
    padding: 0 0.25rem 0.75rem;
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
