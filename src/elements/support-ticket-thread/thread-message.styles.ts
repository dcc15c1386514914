import { css } from 'lit';

/** The lines of a conversation: days, messages, system events, and the skeleton of all that. */
export const messageStyles = css`
  .lines {
    display: flow-root;
  }

  .lines[data-held] {
    overflow-anchor: none;
  }

  .past {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    padding-block-end: calc(var(--_space) * 2);
  }

  .start {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .day,
  .new {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    margin-block: calc(var(--_space) * 3) calc(var(--_space) * 2);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .day:first-child {
    margin-block-start: 0;
  }

  /* Some languages write their days small, which a heading does not. */
  .day > ::first-letter {
    text-transform: uppercase;
  }

  .day::before,
  .day::after,
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--_line);
  }

  .new {
    color: var(--_accent);
    font-weight: 600;
  }

  .new::before,
  .new::after {
    border-color: currentcolor;
    opacity: 0.4;
  }

  .line {
    /* What changes in one of a thousand is not looked for in the others. */
    contain: layout style;
    display: flex;
    margin-block-start: calc(var(--_space) * 1.5);
  }

  .own {
    justify-content: flex-end;
  }

  .message {
    min-inline-size: min(12rem, 100%);
    max-inline-size: min(var(--_measure), 88%);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.75) calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
    border-end-start-radius: calc(var(--_radius) * 0.3);
    background: var(--_surface);
  }

  /* Words of the customer that follow each other belong together. */
  .own + .own {
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .own > .message {
    border-radius: var(--_radius);
    border-end-end-radius: calc(var(--_radius) * 0.3);
    background: var(--_surface-own);
  }

  .byline {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    margin-block-end: calc(var(--_space) * 0.25);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    overflow-wrap: anywhere;
  }

  .author {
    color: var(--_text);
    font-weight: 600;
  }

  .body {
    overflow-wrap: anywhere;
  }

  .body a {
    color: var(--_accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  /* The limit holds before anybody measured which messages are long. */
  .fold:not(.open, .kept) > .body {
    max-block-size: 24lh;
    overflow: hidden;
  }

  .more {
    display: none;
  }

  .absent {
    color: var(--_text-muted);
    font-style: italic;
  }

  /* The room of files is the same before and after there is more to see of them than their names. */
  .attachments {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    margin-block-start: var(--_space);
    font-size: var(--_font-small);
  }

  .attachments:has(> li + li) {
    padding-block-end: calc(var(--_target-small) + var(--_space));
  }

  .attachments > li {
    display: flex;
    align-items: center;
    gap: 0.5em;
    inline-size: 20rem;
    max-inline-size: 100%;
    min-block-size: 4em;
    overflow-wrap: anywhere;
  }

  .attachments > .thumb {
    inline-size: 160px;
    block-size: 120px;
    overflow: hidden;
  }

  /* One sentence, which may break anywhere but after its icon. */
  .event {
    display: block;
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .event > .icon {
    margin-inline-end: 0.5em;
    vertical-align: -0.15em;
  }

  .event > time {
    margin-inline-start: 0.25em;
  }

  .bone-message {
    inline-size: min(24rem, 75%);
    block-size: 5rem;
    margin-block-end: calc(var(--_space) * 1.5);
    border-radius: var(--_radius);
  }

  .bone-own {
    inline-size: min(18rem, 60%);
    block-size: 4rem;
    margin-inline-start: auto;
  }

  @media (forced-colors: active) {
    .message {
      border: 1px solid CanvasText;
    }

    .own > .message {
      border-width: 2px;
    }
  }
`;
