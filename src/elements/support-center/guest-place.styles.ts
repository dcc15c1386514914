import { css } from 'lit';
import { dialogStyles } from '../../ui/styles/dialog.ts';

/** The gate in its place, and the dialog of a session that ended, which may hold it. */
export const guestStyles = css`
  ${dialogStyles}

  /* It has focus only until the gate is there to take it. */
  .gate-place {
    outline: none;
  }

  :host([fill]) .frame > .gate-place,
  :host([fill]) .ended.is-alone {
    flex: 0 1 auto;
    min-block-size: 0;
    overflow-y: auto;
  }

  /* The column that the gate has, and its words' edge. */
  .gate-way,
  .gate-place > .skeleton {
    inline-size: 100%;
    max-inline-size: 440px;
    margin-inline: auto;
    padding: calc(var(--_space) * 2) var(--_gutter);
  }

  .gate-way {
    margin-block-start: calc(var(--_space) * -1);
    padding-block: 0 calc(var(--_space) * 3);
  }

  .gate-back {
    margin-inline-start: calc(var(--_space) * -0.5 - 1px);
    padding-inline: calc(var(--_space) * 0.5);
    gap: calc(var(--_space) * 0.5);
  }

  @media (forced-colors: active) {
    .gate-back {
      margin-inline-start: 0;
    }
  }

  .gate-bone {
    block-size: 1rem;
    margin-block-start: calc(var(--_space) * 1.5);
  }

  .gate-bone:first-child {
    block-size: 1.5rem;
    max-inline-size: 15rem;
    margin: 0;
  }

  .ended {
    position: absolute;
    inset: 0;
    z-index: calc(var(--_z) + 2);
    padding: calc(var(--_space) * 3) var(--_gutter);
    background: color-mix(in srgb, var(--_bg) 70%, transparent);
  }

  .ended-dialog {
    position: sticky;
    inset-block-start: max(calc(var(--_sticky-top) + var(--_space) * 3), 15%);
  }

  /* Nothing is behind it: it takes the room, and needs no edge. */
  .ended.is-alone {
    position: static;
    padding-inline: 0;
    background: none;
  }

  .is-alone > .ended-dialog {
    position: static;
    grid-template-columns: minmax(0, 1fr);
    justify-items: stretch;
    max-inline-size: 440px;
    padding: 0;
    border: 0;
    box-shadow: none;
    text-align: start;
  }

  .ended-note {
    display: contents;
  }

  /* A remark above the way back in, whose heading is what matters now. */
  .is-alone .ended-note {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 1.25);
    margin-inline: var(--_gutter);
    padding: calc(var(--_space) * 1.5);
    /* Seen where backgrounds are not. */
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_surface);
    font-size: var(--_font-small);
  }

  .is-alone .notice-icon {
    grid-row: span 2;
    inline-size: auto;
    block-size: calc(var(--_line-height) * 1em);
    margin: 0;
    font-size: inherit;
  }

  .is-alone support-guest-gate::part(gate) {
    padding-block-start: calc(var(--_space) * 2);
  }
`;
