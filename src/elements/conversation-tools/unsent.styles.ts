import { css } from 'lit';
import { fileNameStyles } from './file-name.styles.ts';

/** Replies that were not sent: below a bubble of the thread, or in a box that stands alone. */
export const unsentStyles = css`
  ${fileNameStyles}

  .status-failed {
    align-items: start;
    justify-content: flex-start;
    color: var(--_danger);
    font-size: var(--_font-small);
    overflow-wrap: anywhere;
  }

  .status-failed > .icon {
    margin-block-start: 0.25em;
  }

  .unsent-actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.75);
    margin-block: var(--_space) calc(var(--_space) * 0.25);
  }

  .unsent-actions > .button {
    padding-inline: var(--_space);
  }

  .discarded {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0 var(--_space);
    color: var(--_text-muted);
    font-size: var(--_font-small);
  }

  .undo {
    padding-inline: var(--_space);
  }

  .unsent {
    display: grid;
    gap: var(--_space);
    margin-block-end: calc(var(--_space) * 0.5);
  }

  .unsent > li {
    padding: var(--_space) calc(var(--_space) * 1.25);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
  }

  .draft-note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space);
    color: var(--_text-muted);
    font-size: var(--_font-small);
  }

  .draft-note > p {
    display: flex;
    flex: 1 1 12rem;
    align-items: baseline;
    gap: 0.5em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .draft-note .icon {
    translate: 0 0.125em;
  }

  .draft-note > .button {
    margin-inline-start: auto;
    padding-inline: var(--_space);
  }

  .unsent-words {
    max-block-size: 2lh;
    overflow: hidden;
    font-size: var(--_font-small);
    overflow-wrap: anywhere;
  }

  .file-name {
    font-size: var(--_font-small);
    line-height: 1.3;
  }

  .unsent-files {
    display: grid;
    gap: 2px;
    color: var(--_text-muted);
    font-size: var(--_font-small);
  }

  .unsent-files > li {
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-inline-size: 0;
  }

  @media print {
    .unsent-actions {
      display: none;
    }
  }
`;
