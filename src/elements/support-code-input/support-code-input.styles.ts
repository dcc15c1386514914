import { css } from 'lit';

export const codeInputStyles = css`
  :host {
    --_gap: 0.35em;
    --_inset: calc(var(--_space) * 1.5);
    min-inline-size: 0;
  }

  .label,
  .hint {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .label {
    color: var(--_text);
    font-size: var(--_font-small);
  }

  .hint {
    margin-block-start: calc(var(--_space) * 0.25);
  }

  /* As wide as its code, so that what is missing is seen, and the caret behind it. The last gap is part of the inset. */
  .field {
    --_inset-end: max(0px, var(--_inset) - var(--_gap));

    display: block;
    inline-size: calc(var(--_digits, 6) * (1ch + var(--_gap)) + var(--_inset) + var(--_inset-end) + 4px);
    max-inline-size: 100%;
    min-block-size: calc(var(--_target) * 1.25);
    margin-block-start: var(--_space);
    padding-block: calc(var(--_space) * 0.5);
    padding-inline: var(--_inset) var(--_inset-end);
    font-size: calc(var(--_font-size) * 1.5);
    font-variant-numeric: tabular-nums lining-nums;
    letter-spacing: var(--_gap);
    line-height: 1.25;
  }

  .field:read-only {
    background: var(--_surface);
  }

  .field:disabled {
    border-color: var(--_line);
    color: var(--_text-muted);
    cursor: not-allowed;
    opacity: 1;
  }

  .error {
    display: flex;
    align-items: start;
    gap: 0.5em;
    margin-block-start: var(--_space);
    color: var(--_danger);
    font-size: var(--_font-small);
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }

  .error > .icon {
    margin-block-start: 0.25em;
  }

  @media (forced-colors: active) {
    .field:disabled {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
