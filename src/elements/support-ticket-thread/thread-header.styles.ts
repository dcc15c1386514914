import { css } from 'lit';

/** The bar that sticks, and the head of the conversation with the history of the status. */
export const headerStyles = css`
  .skip {
    position: absolute;
    inset-block-start: calc(var(--_sticky-top) + var(--_space) * 0.5);
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

  .top {
    position: sticky;
    inset-block-start: var(--_sticky-top);
    z-index: var(--_z);
  }

  .bar {
    display: flex;
    gap: var(--_gutter);
    padding: calc(var(--_space) * 0.5) var(--_gutter);
    border-block-end: 1px solid var(--_line);
    background: var(--_bg);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .bar:not(:has(.facts)) {
    padding-block: 0;
    border: 0;
  }

  .back {
    display: var(--_back-display, inline-flex);
    flex: none;
    align-items: center;
    gap: 0.25em;
    min-block-size: var(--_target);
    margin-inline-start: -0.25em;
    border-radius: var(--_radius-small);
    color: var(--_accent);
    font-size: var(--_font-small);
    font-weight: 500;
    text-decoration: none;
  }

  /* Number and status; in the narrowest place a long status takes a line of its own. */
  .facts {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--_space);
  }

  .number {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    overflow-wrap: anywhere;
  }

  .copy {
    min-inline-size: var(--_target-small);
    min-block-size: var(--_target-small);
    font-size: 0.875rem;
  }

  .header {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    margin-block-end: calc(var(--_space) * 2.5);
  }

  .heading {
    font-size: calc(var(--_font-size) * 1.25);
    letter-spacing: -0.01em;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .about {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .disclosure {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: var(--_target-small);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_accent);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
    margin-inline-start: auto;
  }

  @container support-thread (inline-size < 32rem) {
    .bar {
      gap: 0;
      padding-inline-start: var(--_bar-start, var(--_space));
    }

    .back {
      justify-content: center;
      min-inline-size: var(--_target);
    }

    .back > span {
      position: absolute;
      clip-path: inset(50%);
    }

    .actions {
      margin-inline-start: 0;
      padding-block-start: calc(var(--_space) * 0.5);
    }

    .actions:not(:has(.solve)) {
      padding: 0;
    }
  }
`;
