import { css } from 'lit';

/** The question at the end of a ticket: quiet, below what the banner says, and apart from it. */
export const ratingStyles = css`
  .rating {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 1.25);
    margin-block-start: var(--_space);
    padding-block-start: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_line);
  }

  .rating > div:not(.banner-actions) {
    inline-size: 100%;
  }

  .rating > .banner-actions {
    margin: 0;
  }

  .scale {
    inline-size: min(100%, 19rem);
  }

  .scale > legend {
    margin-block-end: calc(var(--_space) * 0.75);
    padding: 0;
  }

  .scores {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: calc(var(--_space) * 0.75);
  }

  .score {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: var(--_target);
    border: 1px solid var(--_control);
    border-radius: var(--_radius-small);
    background: var(--_bg);
    font-variant-numeric: tabular-nums;
    cursor: pointer;
    transition: background-color var(--_motion);
  }

  .score > input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }

  .score:hover {
    background: color-mix(in srgb, var(--_bg), var(--_text) 6%);
  }

  .score:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .score:has(:focus-visible) {
    outline: var(--_focus-width) solid var(--_focus);
    outline-offset: var(--_focus-offset);
  }

  .ends {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.5);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  #rating-comment {
    display: block;
    min-block-size: calc(2lh + var(--_space));
    max-block-size: 12lh;
    margin-block-start: calc(var(--_space) * 0.5);
    field-sizing: content;
    resize: vertical;
  }

  .rating-given {
    display: flex;
    gap: 0.5em;
    text-wrap: balance;
  }

  .rating-given > .icon {
    flex: none;
    block-size: 1lh;
  }

  .rating > blockquote {
    margin: 0;
    padding-inline-start: calc(var(--_space) * 1.25);
    border-inline-start: 2px solid var(--_line);
    color: var(--_text-muted);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .score:has(:checked) {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  @media print {
    form.rating {
      display: none;
    }
  }
`;
