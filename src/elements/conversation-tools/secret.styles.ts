import { css } from 'lit';

/** The question in front of the page whether a secret is to be sent. */
export const secretStyles = css`
  .secret {
    inline-size: calc(100% - var(--_gutter) * 2);
    max-block-size: calc(100% - var(--_gutter) * 2);
    margin: auto;
    color: var(--_text);
    overflow-y: auto;
  }

  .secret:not([open]) {
    display: none;
  }

  .secret::backdrop {
    background: rgb(15 18 24 / 50%);
  }
`;
