import { css } from 'lit';

/** The dialog with a file. Dark, whatever the page is: nothing beside a picture should be brighter than the picture. */
export const previewStyles = css`
  .preview {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    overscroll-behavior: contain;
    background: var(--_bg);
    color: var(--_text);
    color-scheme: dark;
    font-size: var(--_font-small);
  }

  .preview[open] {
    animation: preview-appear var(--_motion) ease-out;
  }

  .preview::backdrop {
    background: none;
  }

  @keyframes preview-appear {
    from {
      opacity: 0;
    }
  }

  .preview-frame {
    position: relative;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }

  .preview-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 0.5);
    padding: var(--_space) var(--_space) var(--_space) var(--_gutter);
  }

  .preview-bar > .button {
    margin: 0;
    color: var(--_text);
    font-size: 1.125rem;
  }

  .preview-bar > .file-failure {
    order: 1;
    flex-basis: 100%;
  }

  .preview-title {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }

  .preview-name {
    font-size: var(--_font-size);
  }

  .preview-note {
    display: flex;
    gap: 0 calc(var(--_space) * 1.5);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    font-variant-numeric: tabular-nums;
  }

  .preview-stage {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 0;
    min-inline-size: 0;
    padding: 0 calc(var(--_target) + var(--_space) * 2) var(--_gutter);
  }

  .preview-stage > :is(iframe, video, .preview-scroll) {
    grid-area: 1 / 1;
    inline-size: 100%;
    block-size: 100%;
  }

  .preview-stage > iframe {
    border: 0;
    border-radius: var(--_radius-small);
    background: #ffffff;
    color-scheme: light;
  }

  .preview-stage > audio {
    inline-size: min(100%, 30rem);
  }

  /* Nobody reads a picture from the right. */
  .preview-scroll {
    display: flex;
    direction: ltr;
    min-block-size: 0;
    overflow: hidden;
    touch-action: pan-x pan-y;
  }

  .preview-scroll[data-zoomed] {
    overflow: auto;
    overscroll-behavior: contain;
  }

  .preview-scroll > img {
    flex: none;
    max-inline-size: 100%;
    max-block-size: 100%;
    margin: auto;
    cursor: zoom-in;
    user-select: none;
  }

  .preview-scroll[data-zoomed] > img {
    max-inline-size: none;
    max-block-size: none;
    cursor: zoom-out;
  }

  .is-coming {
    opacity: 0;
  }

  .preview-step {
    position: absolute;
    inset-block-start: 50%;
    z-index: 1;
    inline-size: var(--_target);
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_text);
    translate: 0 -50%;
  }

  .preview-step:hover {
    background: color-mix(in srgb, var(--_surface), var(--_text) 12%);
  }

  .preview-step[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }

  .is-previous {
    inset-inline-start: var(--_space);
  }

  .is-next {
    inset-inline-end: var(--_space);
  }

  .preview-notice,
  .preview-wait {
    grid-area: 1 / 1;
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 1.5);
    max-inline-size: 26rem;
    text-align: center;
    text-wrap: balance;
  }

  .preview-icon {
    display: grid;
    place-items: center;
    inline-size: 5rem;
    block-size: 5rem;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: 2.5rem;
  }

  .preview-spinner {
    inline-size: 2rem;
    block-size: 2rem;
    border: 3px solid var(--_line);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: preview-turn 1s linear infinite;
  }

  @keyframes preview-turn {
    to {
      rotate: 1turn;
    }
  }

  /* On a phone the picture takes all there is, and the way to the next one lies below it, where a thumb is. */
  @media (max-width: 40rem) {
    .preview-stage {
      padding: 0 0 calc(var(--_target) + var(--_space) * 2);
    }

    .preview-stage > iframe {
      border-radius: 0;
    }

    .preview-notice,
    .preview-wait {
      padding-inline: var(--_gutter);
    }

    .preview-step {
      inset-block: auto max(var(--_space), env(safe-area-inset-bottom));
      translate: none;
    }

    .is-previous {
      inset-inline-start: calc(50% - var(--_target) - var(--_space));
    }

    .is-next {
      inset-inline-end: calc(50% - var(--_target) - var(--_space));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .preview-spinner {
      animation-duration: 4s;
    }
  }

  @media (forced-colors: active) {
    .preview-step,
    .preview-icon {
      border: 1px solid currentcolor;
    }
  }
`;
