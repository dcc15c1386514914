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
    gap: calc(var(--_space) * 1.5);
    padding: 0 var(--_gutter) calc(var(--_space) * 1.75);
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

  .results {
    margin-block-start: calc(var(--_space) * 0.75);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.5);
  }

  .segment {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: max(var(--_target-small), calc(var(--_space) * 4));
    padding-inline: calc(var(--_space) * 1.25);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    font-size: var(--_font-small);
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
    gap: calc(var(--_space) * 0.75) var(--_space);
  }

  .sort > .field {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 100%;
  }

  .more,
  .help {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) var(--_gutter) calc(var(--_space) * 2.5);
    border-block-start: 1px solid var(--_line);
  }

  .help {
    border: 0;
    margin-block-start: calc(var(--_space) * -5);
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

  @container support-list (inline-size >= 520px) {
    .toolbar {
      grid-template-columns: 1fr auto;
      align-items: center;
    }

    .search {
      grid-column: 1 / -1;
    }
  }

  @media (forced-colors: active) {
    .segment:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`;
