import { css } from 'lit';

/** Long messages, once it is known which are long; what is measured changes no height: the button lies over the end. */
export const foldStyles = css`
  .fold {
    position: relative;
  }

  .fold.short > .body {
    overflow: visible;
  }

  .fold.long:not(.open) > .body {
    mask-image: linear-gradient(#000 calc(100% - 4.5lh), #0000 calc(100% - 1.75lh));
  }

  .more {
    inset-block-end: 0;
    min-block-size: var(--_target-small);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    font-size: var(--_font-small);
    font-weight: 500;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .fold.long > .more {
    display: block;
  }

  .fold:not(.open) > .more {
    position: absolute;
  }

  .more[aria-expanded='false'] > :last-child,
  .more[aria-expanded='true'] > :first-child {
    display: none;
  }

  @media print {
    .lines .fold:not(.open) > .body {
      max-block-size: none;
      mask-image: none;
    }

    .fold.long > .more {
      display: none;
    }
  }
`;
