import { css } from 'lit';

/** What shows only once a conversation stands: pills, the history, failures, what hovers and what was focused by a command, and the sheet of paper. */
export const threadToolsStyles = css`
  /* Takes no room: what it holds floats over the last lines. */
  .over {
    position: absolute;
    inset-block-end: 100%;
    inset-inline: 0;
    display: grid;
    align-content: end;
    justify-items: center;
    block-size: 0;
    pointer-events: none;
  }

  @media (max-height: 40rem) {
    :host(:not([fill])) .over {
      position: sticky;
      inset-block-end: 0;
      z-index: var(--_z);
    }
  }

  :is(.banner, .message):focus-visible {
    outline: var(--_focus-width) solid var(--_focus);
  }

  .message[data-state='failed'] {
    outline: 1px solid var(--_danger);
  }

  .past-error {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_danger);
    font-size: var(--_font-small);
  }

  :is(.back:hover > span, .disclosure:hover) {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .disclosure[aria-expanded='true'] > .icon {
    rotate: 180deg;
  }

  .pill {
    margin-block-end: var(--_space);
    border-radius: 2em;
    box-shadow: var(--_shadow);
    pointer-events: auto;
  }

  .pill-latest {
    border-color: var(--_line);
    background: var(--_bg);
  }

  .failure {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    color: var(--_danger);
    font-size: var(--_font-small);
  }

  .failure > .icon {
    translate: 0 0.125em;
  }

  .history {
    display: grid;
    justify-items: start;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: var(--_font-tiny);
  }

  .steps {
    display: grid;
    gap: var(--_space);
    inline-size: 100%;
  }

  .step {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space);
    overflow-wrap: anywhere;
  }

  .step > .badge {
    padding-inline-start: 0;
    background: none;
    color: var(--_text);
  }

  .step > :not(.badge) {
    color: var(--_text-muted);
  }

  .step > time {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }

  .bone-step {
    inline-size: min(20rem, 100%);
    block-size: 1.25em;
    background: var(--_line);
  }

  .conversation > .failure {
    justify-content: center;
    margin-block-start: var(--_space);
  }

  @container support-thread (inline-size < 32rem) {
    .step {
      padding-inline-start: 1.4em;
    }

    .step > .badge {
      flex-basis: 100%;
      margin-inline-start: -1.4em;
    }

    .step > time {
      margin-inline-start: 0;
    }
  }

  @media print {
    :host {
      color-scheme: only light;
    }

    :host,
    :host([fill]) .thread,
    :host([fill]) .conversation {
      display: block;
      block-size: auto;
      overflow: visible;
    }

    .top {
      position: static;
    }

    :is(.skip, .strip, .back, .copy, .disclosure, .actions, .past, .banner-actions, .help, .dock) {
      display: none !important;
    }

    /* On paper nobody can ask for the day that a time belongs to. */
    .line time {
      font-size: 0;
    }

    .line time::after {
      content: attr(title);
      font-size: var(--_font-tiny);
    }
  }
`;
