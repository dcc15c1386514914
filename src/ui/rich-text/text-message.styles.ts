import { css } from 'lit';

/** For elements that show `textMessage` in a tree of their own. */
export const textMessageStyles = css`
  .plain {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }

  .quote > .fold {
    inline-size: fit-content;
    min-block-size: var(--_target-small, 1.5rem);
    margin-block-start: 0.25em;
    color: var(--_text-muted, inherit);
    font-size: 0.875em;
    cursor: pointer;
  }

  .quote[open] > .fold > .shut,
  .quote:not([open]) > .fold > .open {
    display: none;
  }

  @media print {
    .quote > .fold {
      display: none;
    }

    .quote::details-content {
      content-visibility: visible;
    }
  }
`;
