import { css } from 'lit';

/** Rows, their groups, and rows to come. */
export const rowStyles = css`
  .group {
    padding: calc(var(--_space) * 1.5) var(--_gutter) calc(var(--_space) * 0.5);
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
    gap: calc(var(--_space) * 0.25) calc(var(--_space) * 1.25);
  }

  .preview {
    display: flex;
    gap: var(--_space);
  }

  .preview-text {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .files {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 0.25em;
  }

  .bone {
    block-size: 0.75em;
  }

  .bone-subject {
    inline-size: 70%;
    block-size: 1.1em;
    margin-block: 0.15em;
  }

  .bone-meta {
    inline-size: 55%;
  }

  .bone-preview {
    inline-size: 85%;
  }

  @media (forced-colors: active) {
    .rows ul + ul {
      border-width: 1px;
    }

    .dot,
    .row[aria-current]::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
