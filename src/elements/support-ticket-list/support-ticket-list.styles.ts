import { css } from 'lit';

export const listStyles = css`
  :host {
    container: support-list / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  .heading {
    padding: calc(var(--_space) * 2) var(--_gutter) calc(var(--_space) * 1.5);
    font-size: calc(var(--_font-size) * 1.25);
    letter-spacing: -0.01em;
    line-height: 1.3;
  }

  .toolbar {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding: 0 var(--_gutter) var(--_space);
    border-block-end: 1px solid var(--_line);
  }

  .search .label {
    margin-block-end: calc(var(--_space) * 0.75);
  }

  .search-box {
    position: relative;
    display: flex;
    align-items: center;
  }

  .search-box > .icon {
    position: absolute;
    inset-inline-start: calc(var(--_space) * 1.25);
    color: var(--_text-muted);
    pointer-events: none;
  }

  .search-box > .field {
    padding-inline: calc(var(--_space) * 2 + 1em) var(--_target);
    appearance: none;
  }

  .search-box > .field::-webkit-search-cancel-button {
    appearance: none;
  }

  .clear {
    position: absolute;
    inset-inline-end: 0;
  }

  .field:placeholder-shown + .clear {
    display: none;
  }

  .field[aria-disabled='true'] {
    background: var(--_surface);
    cursor: not-allowed;
  }

  .note {
    margin-block-start: calc(var(--_space) * 0.75);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    overflow-wrap: anywhere;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 2);
  }

  /* Keeps its place while nothing is known: what comes with the first rows moves nothing. */
  .unseen {
    visibility: hidden;
  }

  .unseen > .filter::before {
    content: '';
    visibility: visible;
    position: absolute;
    inset: 0;
    border-radius: var(--_radius-small);
    background: var(--_surface);
    animation: skeleton-appear var(--_motion) 150ms both;
  }

  .filter {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.5);
  }

  .segment {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: max(var(--_target-small), calc(var(--_space) * 4));
    padding: 0.125em calc(var(--_space) * 0.625);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    font-weight: 500;
    line-height: 1.25;
    cursor: pointer;
    transition: background-color var(--_motion);
  }

  .segment > input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  .segment:hover {
    background: var(--_surface);
  }

  .segment:has(:checked) {
    border-color: var(--_accent);
    background: var(--_surface-own);
    color: var(--_text);
  }

  .segment:has(:focus-visible) {
    outline: var(--_focus-width) solid var(--_focus);
    outline-offset: var(--_focus-offset);
  }

  .count {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .sort {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }

  .sort > .field {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 100%;
    border-color: transparent;
    padding-inline: calc(var(--_space) * 0.5);
    font-size: var(--_font-tiny);
    font-weight: 500;
  }

  .sort > .field:hover {
    background: var(--_surface);
  }

  /* A pill on the line above the rows: it takes no room, so it moves none. */
  .changes {
    position: sticky;
    inset-block-start: calc(var(--_list-top, var(--_sticky-top)) + var(--_target));
    z-index: var(--_z);
    display: flex;
    justify-content: end;
    block-size: 0;
  }

  .pill {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    align-self: center;
    margin-inline: var(--_space);
    padding-inline: calc(var(--_space) * 1.5) 1px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_target) / 2);
    background: var(--_bg);
    box-shadow: var(--_shadow);
    font-size: var(--_font-tiny);
  }

  .pill > .button {
    min-block-size: max(24px, calc(var(--_target) - 4px));
    padding-inline: calc(var(--_space) * 1.25);
    border-radius: inherit;
    font-size: inherit;
  }

  .more {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) var(--_gutter) calc(var(--_space) * 2.5);
    border-block-start: 1px solid var(--_line);
  }

  .help {
    margin-block-start: calc(var(--_space) * -5);
    padding: 0 var(--_gutter) calc(var(--_space) * 5);
    text-align: center;
  }

  .end {
    color: var(--_text-muted);
    font-size: var(--_font-small);
  }

  .more-error {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_danger);
    font-size: var(--_font-small);
  }

  @media (forced-colors: active) {
    .segment:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
