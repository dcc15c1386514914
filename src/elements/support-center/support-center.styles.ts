import { css, type CSSResult } from 'lit';
import { guestStyles } from './guest-place.styles.ts';
import { splitWidth } from './split-watch.ts';

/** List and ticket side by side; `when` is a selector for the host. */
function split(when: CSSResult): CSSResult {
  return css`
    :host(${when}) .panes:not(.is-single) {
      grid-template-columns: minmax(0, var(--support-list-width, 340px)) minmax(0, 1fr);
    }

    :host(${when}) .panes:not(.is-single) > * {
      display: block;
    }

    :host(${when}) .list-pane {
      border-inline-end: 1px solid var(--_line);
    }

    :host(${when}) .thread-pane {
      --_back-display: none;
      --_bar-start: var(--_gutter);
    }

    :host(${when}:not([fill])) support-ticket-list {
      --_list-top: 0px;
      position: sticky;
      inset-block-start: var(--_sticky-top);
      max-block-size: calc(100dvh - var(--_sticky-top));
      overflow-y: auto;
    }
  `;
}

export const centerStyles = css`
  :host {
    container: support-center / inline-size;
    /* What a host that sizes by content gives at least: too wide would push its page aside on a phone. */
    contain-intrinsic-inline-size: 17.5rem;
    min-inline-size: 0;
    min-block-size: var(--support-min-height, 30rem);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    /* Rounds the corners without becoming a scroller, in which nothing could stick to the page. */
    overflow: clip;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host(:state(system)) {
    color-scheme: light dark;
  }

  :host([density='compact']) {
    --support-space: 6px;
    --support-line-height: 1.4;
  }

  :host([fill]) {
    block-size: 100%;
    min-block-size: 0;
  }

  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: inherit;
  }

  .header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) var(--_gutter);
    padding: calc(var(--_space) * 1.5) var(--_gutter);
    border-block-end: 1px solid var(--_line);
    font-size: var(--_font-small);
  }

  /* The slots stay in the page; without content they take no room. */
  .header.is-empty {
    display: none;
  }

  .panes {
    display: grid;
    flex: 1 1 auto;
    grid-template-rows: minmax(0, 1fr);
    min-block-size: 0;
  }

  .panes > * {
    min-inline-size: 0;
    min-block-size: 0;
  }

  :host([fill]) .list-pane {
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  :host([view='ticket']) .list-pane,
  :host([view='list']) .thread-pane {
    display: none;
  }

  /* There is no list to go back to. */
  .is-single .thread-pane {
    --_back-display: none;
    --_bar-start: var(--_gutter);
  }

  /* There is none to choose. */
  :host([view='list']) .panes:has(support-ticket-list:state(empty)) > .thread-pane {
    visibility: hidden;
  }

  .sign-in {
    display: grid;
    justify-items: center;
    margin-block-start: calc(var(--_space) * -4);
    padding-block-end: calc(var(--_space) * 6);
  }

  ${guestStyles}

  ${split(css`[layout='split']`)}

  @container support-center (inline-size >= ${splitWidth}px) {
    ${split(css`:not([layout='stack'], [layout='split'])`)}
  }
`;
