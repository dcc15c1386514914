import { css } from 'lit';

/** How far a reply is, wherever that is shown: below a bubble of the thread, or in a box that stands alone. */
export const unsentStyles = css`
  .status {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.35em;
    margin-block-start: calc(var(--_space) * 0.5);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

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
`;
