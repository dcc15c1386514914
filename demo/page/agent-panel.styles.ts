import { css } from 'lit';

export const agentPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    min-block-size: 0;
    font-size: 0.875rem;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: end;
  }
  label {
    display: grid;
    gap: 0.25rem;
    flex: 1 1 12rem;
    min-inline-size: 0;
    color: var(--muted);
  }
  .answer {
    flex: none;
  }
  select,
  textarea,
  input,
  button {
    font: inherit;
    color: var(--text);
    background: var(--page);
    border: 1px solid var(--control);
    border-radius: 6px;
    padding: 0.375rem 0.5rem;
    min-inline-size: 0;
    inline-size: 100%;
    box-sizing: border-box;
  }
  textarea {
    resize: vertical;
  }
  button {
    inline-size: auto;
    padding-inline: 0.75rem;
    cursor: pointer;
  }
  button.primary {
    background: var(--text);
    border-color: var(--text);
    color: var(--page);
  }
  button:hover {
    border-color: var(--text);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  ol,
  .files {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  ol {
    padding: 0.75rem;
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
    flex: 1 1 14rem;
    min-block-size: 10rem;
    max-block-size: 26rem;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--page);
  }
  li {
    display: grid;
    gap: 0.125rem;
    overflow-wrap: anywhere;
  }
  .words {
    white-space: pre-wrap;
  }
  .file {
    justify-self: start;
    margin-block-start: 0.25rem;
    max-inline-size: 100%;
    text-align: start;
  }
  .files li {
    grid-template-columns: 1fr auto;
    align-items: center;
  }
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  li b {
    font-weight: 600;
    color: var(--muted);
    font-size: 0.75rem;
  }
  li.support {
    padding-inline-start: 0.625rem;
    border-inline-start: 2px solid var(--text);
  }
  li.customer {
    padding-inline-start: 0.625rem;
    border-inline-start: 2px solid var(--line);
  }
  li.note {
    padding: 0.5rem 0.625rem;
    border-radius: 6px;
    background: var(--note);
  }
  li.note b {
    color: var(--note-text);
  }
  li.status {
    color: var(--muted);
    font-size: 0.75rem;
    text-align: center;
  }
  .rating {
    display: grid;
    gap: 0.125rem;
    margin: 0;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .rating span {
    color: var(--muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  dialog {
    inline-size: min(60rem, 90vw);
    block-size: 85vh;
    padding: 0.75rem;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--page);
  }
  dialog[open] {
    display: grid;
    grid-template-rows: auto 1fr;
    gap: 0.75rem;
  }
  iframe {
    inline-size: 100%;
    block-size: 100%;
    border: 0;
    background: #fff;
  }
  .failure {
    margin: 0;
    color: var(--danger);
  }
  .failure:empty {
    display: none;
  }
  .empty {
    margin: 0;
    color: var(--muted);
  }
`;
