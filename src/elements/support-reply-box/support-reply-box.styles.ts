import { css } from 'lit';

export const replyBoxStyles = css`
  :host {
    container: support-reply-box / inline-size;
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
  }

  .composer {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.5) var(--_gutter);
  }

  textarea.field {
    display: block;
    min-block-size: calc(3lh + var(--_space) * 2);
    max-block-size: min(calc(12lh + var(--_space) * 2), 22dvh);
    padding-block: var(--_space);
    line-height: inherit;
    resize: none;
    field-sizing: content;
  }

  .row {
    display: flex;
    flex-wrap: wrap-reverse;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space) calc(var(--_space) * 1.5);
  }

  .hint {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .over,
  .error {
    color: var(--_danger);
  }

  /* The error says the same. */
  .fault ~ .row > .over {
    display: none;
  }

  .fault {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
  }

  .error {
    display: flex;
    align-items: start;
    gap: 0.5em;
    font-size: var(--_font-small);
    overflow-wrap: anywhere;
  }

  .error > .icon {
    margin-block-start: 0.25em;
  }

  .hints {
    font-size: var(--_font-tiny);
  }

  summary {
    inline-size: fit-content;
    padding-block: calc(var(--_space) * 0.5);
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  .tips {
    column-gap: calc(var(--_space) * 4);
    padding-block: 0.25em;
    padding-inline-start: 1.25em;
    color: var(--_text-muted);
    list-style: disc;
  }

  .tips > li {
    break-inside: avoid;
  }

  @container support-reply-box (inline-size >= 520px) {
    .tips {
      columns: 2;
    }
  }

  /* A hint about keys helps where there are keys. */
  @media not ((hover: hover) and (pointer: fine)) {
    .shortcut {
      display: none;
    }

    summary {
      padding-block: calc(var(--_space) * 1.25);
    }
  }
`;
