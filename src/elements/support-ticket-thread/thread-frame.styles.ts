import { css } from 'lit';

/** The frame: what scrolls, what sticks, the banner, and the sheet of paper. */
export const frameStyles = css`
  :host {
    --_gutter: max(calc(var(--_space) * 2), env(safe-area-inset-left), env(safe-area-inset-right));

    container: support-thread / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  :host([fill]) {
    block-size: 100%;
    min-block-size: 0;
  }

  .thread {
    position: relative;
  }

  :host([fill]) .thread {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    padding-block-end: var(--_keyboard, 0px);
    overflow-y: auto;
  }

  :host([fill]) .conversation {
    flex: 1 0 0;
    min-block-size: 8rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    scroll-padding-block: calc(var(--_space) * 2) calc(var(--_target) + var(--_space) * 2);
  }

  :host([fill]) .conversation:focus-visible {
    outline-offset: calc(var(--_focus-width) * -1);
  }

  .conversation {
    padding: calc(var(--_space) * 2) var(--_gutter) 0;
  }

  .help {
    display: grid;
    justify-items: center;
    padding-block: var(--_space);
  }

  #end {
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
    text-wrap: pretty;
  }

  .banner-awaiting {
    border-color: transparent;
    background: var(--_warning-bg);
    color: var(--_warning-text);
  }

  .banner-title {
    display: flex;
    gap: 0.5em;
    font-weight: 600;
  }

  .banner-title > .icon {
    block-size: 1lh;
    font-size: 1.125em;
  }

  .banner-solved .icon {
    color: var(--_success);
  }

  .banner-actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.75);
  }

  .dock {
    position: relative;
    z-index: var(--_z);
  }

  #foot {
    padding-block-end: env(safe-area-inset-bottom);
    border-block-start: 1px solid var(--_line);
    background: var(--_bg);
    overflow-y: auto;
  }

  :host([fill]) .dock {
    display: flex;
    flex: 0 1 auto;
    flex-direction: column;
    min-block-size: 0;
    max-block-size: 40%;
  }

  :host(:not([fill])) .dock {
    position: sticky;
    inset-block-end: var(--_keyboard, 0px);
  }

  :host(:not([fill])) #foot {
    max-block-size: calc((100dvh - var(--_keyboard, 0px)) * 0.4);
  }

  /* On a low screen whatever sticks would cover what is being answered. */
  @media (max-height: 40rem) {
    :host(:not([fill])) .dock {
      display: contents;
    }

    :host(:not([fill])) #foot {
      max-block-size: none;
    }
  }

  @media (max-height: 30rem) {
    .top {
      position: static;
    }

    :host([fill]) .conversation {
      flex: none;
      overflow: visible;
    }

    :host([fill]) .dock {
      flex: none;
      max-block-size: none;
    }
  }
`;
