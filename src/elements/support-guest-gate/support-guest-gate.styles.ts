import { css } from 'lit';

export const gateStyles = css`
  :host {
    container: support-guest-gate / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  .gate {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
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
    gap: calc(var(--_space) * 2);
  }

  .form .label {
    color: var(--_text);
    font-size: var(--_font-small);
  }

  .form .field {
    margin-block-start: calc(var(--_space) * 0.5);
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

  .resend {
    display: grid;
  }

  /* Close to the words of the button, which a finger needs more room around than an eye. */
  .resend > .hint,
  .resend > .error {
    margin-block-start: calc((1.25em - var(--_target)) / 2 + var(--_space));
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
    margin-block-start: calc(var(--_space) * 0.75);
  }

  .error > .icon,
  .resent > .icon {
    margin-block-start: 0.25em;
  }

  .trouble {
    margin-block-start: calc(var(--_space) * -1);
    font-size: var(--_font-tiny);
  }

  summary {
    inline-size: fit-content;
    padding-block: calc(var(--_space) * 0.5);
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  @container support-guest-gate (inline-size >= 520px) {
    .gate {
      padding-block: calc(var(--_space) * 5);
    }
  }

  @media (pointer: coarse) {
    summary {
      padding-block: calc(var(--_space) * 1.5);
    }
  }
`;
