import { css } from 'lit';

/** Buttons and fields. Heights follow `--_target`, so that density and fingers are settled in one place. */
export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space);
    min-block-size: var(--_target);
    margin: 0;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.75);
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_bg);
    color: var(--_text);
    font: inherit;
    font-size: var(--_font-small);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color var(--_motion);
  }

  .button:hover {
    background: color-mix(in srgb, var(--_bg), var(--_text) 6%);
  }

  .button:active {
    background: color-mix(in srgb, var(--_bg), var(--_text) 10%);
  }

  .button-primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button-primary:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 12%);
  }

  .button-primary:active {
    background: color-mix(in srgb, var(--_accent), var(--_text) 20%);
  }

  .button-quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_accent);
  }

  .button-icon {
    min-inline-size: var(--_target);
    padding: 0;
    border-color: transparent;
    background: transparent;
    color: var(--_text-muted);
    font-size: 1rem;
  }

  .button[aria-disabled='true'] {
    color: var(--_text-muted);
    cursor: progress;
  }

  .button-primary[aria-disabled='true'] {
    background: var(--_surface);
  }

  .label {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    font-weight: 500;
    line-height: 1.25;
  }

  .field {
    inline-size: 100%;
    min-block-size: var(--_target);
    margin: 0;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_bg);
    color: inherit;
    font: inherit;
    font-size: var(--_font-small);
  }

  .field::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  .field:focus-visible {
    border-color: var(--_focus);
    outline-offset: -1px;
  }

  .field[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  /* A phone zooms into any field whose type is smaller than this. */
  @media (pointer: coarse) {
    .field {
      font-size: max(16px, var(--_font-size));
    }
  }

  @media (forced-colors: active) {
    .button-primary {
      border-color: ButtonText;
    }
  }
`;
