import { css } from 'lit';

export const threadStyles = css`
  :host {
    container: support-thread / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  :host([fill]) {
    block-size: 100%;
    min-block-size: 0;
  }

  :host([fill]) .thread {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }

  :host([fill]) .conversation {
    flex: 1 1 0;
    min-block-size: 8rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  :host([fill]) .conversation:focus-visible {
    outline-offset: calc(var(--_focus-width) * -1);
  }

  .skip {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: var(--_gutter);
    z-index: calc(var(--_z) + 1);
  }

  .skip:not(:focus) {
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .bar {
    position: sticky;
    inset-block-start: var(--_sticky-top);
    z-index: var(--_z);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_gutter);
    min-block-size: calc(var(--_target) + var(--_space));
    padding: calc(var(--_space) * 0.5) var(--_gutter);
    border-block-end: 1px solid var(--_line);
    background: var(--_bg);
  }

  .bar:not(:has(.facts)) {
    min-block-size: 0;
    padding-block: 0;
    border: 0;
  }

  .back {
    display: var(--_back-display, inline-flex);
    align-items: center;
    gap: 0.25em;
    min-block-size: var(--_target-small);
    margin-inline-start: -0.25em;
    padding-inline-end: 0.5em;
    border-radius: var(--_radius-small);
    color: var(--_accent);
    font-size: var(--_font-small);
    font-weight: 500;
    text-decoration: none;
  }

  .back:hover > span {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 1.25);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .number {
    display: inline-flex;
    align-items: center;
    overflow-wrap: anywhere;
  }

  .copy {
    min-inline-size: var(--_target-small);
    min-block-size: var(--_target-small);
    margin-inline-end: calc(var(--_space) * -0.75);
    font-size: 0.875rem;
  }

  .header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(var(--_space) * 0.5) var(--_gutter);
    margin-block-end: calc(var(--_space) * 2.5);
  }

  .header > .heading {
    grid-column: 1 / -1;
    font-size: calc(var(--_font-size) * 1.25);
    letter-spacing: -0.01em;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .created {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }

  /* A date beside a button would be broken into single words. */
  @container support-thread (inline-size < 26rem) {
    .header {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  .conversation {
    padding: calc(var(--_space) * 2) var(--_gutter) 0;
  }

  .help {
    display: grid;
    justify-items: center;
    padding-block: var(--_space);
  }

  .end {
    block-size: calc(var(--_space) * 2);
  }

  .banner {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    max-inline-size: var(--_measure);
    margin: calc(var(--_space) * 2) auto 0;
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: var(--_font-small);
  }

  .banner-awaiting {
    border-color: transparent;
    background: var(--_warning-bg);
    color: var(--_warning-text);
  }

  .banner-title {
    font-weight: 600;
  }

  .banner-actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.75);
  }

  .change-error {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    margin-block-start: var(--_space);
    color: var(--_danger);
    font-size: var(--_font-small);
  }

  .foot {
    border-block-start: 1px solid var(--_line);
    background: var(--_bg);
  }

  :host([fill]) .foot {
    max-block-size: 45%;
    overflow-y: auto;
  }

  /* On a low screen a box that sticks would cover what is being answered. */
  @media (min-height: 40rem) {
    :host(:not([fill])) .foot {
      position: sticky;
      inset-block-end: 0;
      z-index: var(--_z);
      max-block-size: 40dvh;
      overflow-y: auto;
    }
  }

  @media (max-height: 30rem) {
    .bar {
      position: static;
    }
  }

  @media print {
    .bar {
      position: static;
    }

    .back,
    .actions,
    .past,
    .banner-actions,
    .foot {
      display: none;
    }
  }
`;
