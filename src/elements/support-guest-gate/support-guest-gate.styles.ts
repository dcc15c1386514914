import { css } from 'lit';

export const gateStyles = css`
  :host {
    container: support-guest-gate / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  .gate {
    --_step: calc(var(--_space) * 2);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_step);
    max-inline-size: 440px;
    margin-inline: auto;
    padding: calc(var(--_space) * 2) var(--_gutter);
    overflow-wrap: anywhere;
  }

  .heading {
    font-size: calc(var(--_font-size) * 1.25);
    letter-spacing: -0.01em;
    line-height: 1.3;
  }

  /* What comes quickly is not announced by a flicker. It may have focus meanwhile, so it is not hidden altogether. */
  .unseen {
    opacity: 0;
  }

  .text {
    color: var(--_text-muted);
    font-size: var(--_font-small);
    text-wrap: pretty;
  }

  /* What belongs together stands closer than one step of the way and the next. */
  .heading + :is(.text, .hint),
  .text + :is(.hint, .resent),
  .main + :is(.error, .hint),
  .error + .hint {
    margin-block-start: calc(var(--_space) - var(--_step));
  }

  .email {
    color: var(--_text);
    font-weight: 500;
  }

  .hint {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    text-wrap: pretty;
  }

  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_step);
  }

  .form .label {
    color: var(--_text);
    font-size: var(--_font-small);
  }

  .form .label + .hint {
    margin-block-start: calc(var(--_space) * 0.25);
  }

  .form .field {
    margin-block-start: var(--_space);
  }

  /* As wide as the button below it: with one edge for everything the eye has one line to follow. */
  support-code-input::part(input) {
    /* Closer where large digits would not all fit. */
    --_gap: clamp(0px, (min(100cqi, 440px) - 4 * var(--_gutter)) / var(--_digits, 6) - 1ch, 0.5em);
    inline-size: 100%;
  }

  .main {
    inline-size: 100%;
    min-block-size: calc(var(--_target) + var(--_space) * 0.5);
  }

  /* Beside the column's edge, so that its words stand where all others begin. */
  .aside {
    justify-self: start;
    margin-inline-start: calc(var(--_space) * -0.5 - 1px);
    padding-inline: calc(var(--_space) * 0.5);
    text-align: start;
  }

  /* Ways around the main one. */
  .more {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5);
    padding-block-start: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_line);
  }

  .resend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
  }

  .resend > .error {
    flex-basis: 100%;
    margin-block: calc(var(--_space) * 0.5) var(--_space);
  }

  .waiting {
    cursor: default;
  }

  .clock {
    font-variant-numeric: tabular-nums;
  }

  .resent {
    display: flex;
    align-items: start;
    gap: 0.5em;
    color: var(--_success);
    font-size: var(--_font-small);
  }

  .error {
    display: flex;
    align-items: start;
    gap: 0.5em;
    color: var(--_danger);
    font-size: var(--_font-small);
    text-wrap: pretty;
  }

  .field + .error {
    margin-block-start: var(--_space);
  }

  .reference {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .error > .icon,
  .resent > .icon {
    margin-block-start: 0.25em;
  }

  .trouble {
    font-size: var(--_font-small);
  }

  summary {
    inline-size: fit-content;
    padding-block: calc(var(--_space) * 0.75);
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  @container support-guest-gate (inline-size >= 520px) {
    .gate {
      --_step: calc(var(--_space) * 2.5);
      padding-block: calc(var(--_space) * 5);
    }
  }

  /* Buttons get an edge there, which keeps to the column like all others. */
  @media (forced-colors: active) {
    .aside {
      margin-inline-start: 0;
      padding-inline: calc(var(--_space) * 1.25);
    }

    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }

  @media (pointer: coarse) {
    summary {
      padding-block: calc(var(--_space) * 1.5);
    }
  }
`;
