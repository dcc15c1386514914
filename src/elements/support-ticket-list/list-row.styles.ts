import { css } from 'lit';

/** Rows, their groups, and rows to come. */
export const rowStyles = css`
  .group {
    padding: calc(var(--_space) * 2) var(--_gutter) 0;
    color: var(--_warning-text);
    font-size: var(--_font-tiny);
  }

  .rows ul + ul {
    border-block-start: calc(var(--_space) * 0.75) solid var(--_surface);
  }

  li + li > .row,
  .skeleton > .row + .row {
    border-block-start: 1px solid var(--_line);
  }

  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 1.5) var(--_gutter);
    color: inherit;
    text-decoration: none;
    overflow-wrap: anywhere;
    transition: background-color var(--_motion);
    scroll-margin-block: calc(var(--_list-top, var(--_sticky-top)) + var(--_target) * 2) var(--_space);
  }

  a.row:hover {
    background: color-mix(in srgb, var(--_bg), var(--_surface) 70%);
  }

  .row:focus-visible {
    outline-offset: calc(var(--_focus-width) * -1);
  }

  .row[aria-current] {
    background: var(--_surface-own);
  }

  .row[aria-current]::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 3px;
    background: var(--_accent);
  }

  .subject {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 500;
    line-height: 1.4;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .unread .subject {
    font-weight: 700;
  }

  .dot {
    position: absolute;
    inset-block-start: calc(var(--_space) * 1.5 + 0.7em - 4px);
    inset-inline-start: calc((var(--_gutter) - 8px) / 2);
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background: var(--_accent);
  }

  .meta,
  .preview {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.25) var(--_space);
  }

  /* Of the statuses, only the one that asks for something gets a colour to stand on. */
  .row .badge:not(.badge-awaiting_reply) {
    padding-inline: 0;
    border: 0;
    background: none;
  }

  .preview {
    display: flex;
    gap: var(--_space);
  }

  .preview-text {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .passage {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  mark {
    border-radius: 2px;
    background: var(--_warning-bg);
    color: var(--_text);
    font-weight: 650;
  }

  .tag {
    display: inline-flex;
    flex: none;
    align-items: center;
    align-self: start;
    gap: 0.25em;
  }

  .not-sent {
    color: var(--_danger);
    font-weight: 500;
  }

  .skeleton {
    animation-delay: 0s;
  }

  /* Each bone with its margins is as high as the line that takes its place. */
  .bone {
    block-size: 0.8em;
    margin-block: calc((var(--_line-height) * 1em - 0.8em) / 2);
    font-size: var(--_font-tiny);
  }

  .bone-subject {
    inline-size: 70%;
    margin-block: 0.3em;
    font-size: inherit;
  }

  .bone-meta {
    inline-size: 55%;
    margin-block: 0.425em;
  }

  .bone-preview {
    inline-size: 85%;
  }

  @media (forced-colors: active) {
    .rows ul + ul {
      border-width: 1px;
    }

    mark {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }

    .dot,
    .row[aria-current]::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
