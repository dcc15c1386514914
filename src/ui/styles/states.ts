import { css } from 'lit';

/** Notices (nothing here, did not work, sign in), strips above content, and the skeleton. */
export const states = css`
  .notice {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    max-inline-size: 28rem;
    margin: 0 auto;
    padding: calc(var(--_space) * 6) var(--_gutter);
    text-align: center;
  }

  .notice-icon {
    display: grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    margin-block-end: calc(var(--_space) * 0.5);
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: 1.25rem;
  }

  .notice-body {
    color: var(--_text-muted);
    font-size: var(--_font-small);
    text-wrap: balance;
  }

  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--_space);
    margin-block-start: var(--_space);
  }

  .help {
    font-size: var(--_font-small);
  }

  .help > ::slotted(a) {
    color: var(--_accent);
  }

  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 1.25) var(--_gutter);
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
    font-size: var(--_font-small);
  }

  .strip > .icon {
    color: var(--_danger);
    font-size: 1rem;
  }

  .network > .icon {
    color: var(--_text-muted);
  }

  .strip-text {
    flex: 1 1 12rem;
  }

  .strip > .button {
    margin-inline-start: auto;
  }

  /* Nothing for the first moment: what comes quickly is not announced by a flicker. */
  .skeleton {
    animation: skeleton-appear var(--_motion) 150ms both;
  }

  .bone {
    border-radius: var(--_radius-small);
    background: color-mix(in srgb, var(--_surface), var(--_line) 30%);
    animation: skeleton-breathe 1.6s ease-in-out infinite alternate;
  }

  .slow {
    padding: var(--_gutter);
    color: var(--_text-muted);
    font-size: var(--_font-small);
    text-align: center;
  }

  @keyframes skeleton-appear {
    from {
      opacity: 0;
    }
  }

  @keyframes skeleton-breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
