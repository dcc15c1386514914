import { css } from 'lit';

/** Files of a reply: the rows of a draft, the button, the place to drop them. */
export const filesStyles = css`
  .files,
  .refusals {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.75);
    min-inline-size: 0;
  }

  @container support-reply-box (inline-size >= 520px) {
    .files {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    }
  }

  /* As tall with a bar as without, so that nothing moves when it goes. */
  .file {
    display: flex;
    align-items: center;
    min-block-size: max(56px, calc(var(--_target) + var(--_space) * 2));
    padding-inline-start: calc(var(--_space) * 0.75);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
  }

  .file > .button {
    flex: none;
    scroll-margin-block-end: calc(var(--_target) * 2);
  }

  .file > .retry {
    margin-inline-end: calc(var(--_space) * -0.75);
  }

  .file[data-state='failed'] {
    grid-column: 1 / -1;
    border-color: var(--_danger);
  }

  .file-picture {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    overflow: hidden;
    border-radius: calc(var(--_radius-small) * 0.75);
    background: var(--_bg);
    color: var(--_text-muted);
  }

  .file-picture > img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .file-text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    flex: 1;
    gap: 2px;
    min-inline-size: 0;
    padding: calc(var(--_space) * 0.5) var(--_space);
  }

  .file-state {
    display: flex;
    align-items: start;
    gap: 0.35em;
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .file-state > .icon {
    flex: none;
    margin-block-start: 0.15em;
  }

  .file[data-state='done'] .file-state > .icon {
    color: var(--_success);
  }

  .file-failed {
    color: var(--_danger);
  }

  .file progress {
    inline-size: 100%;
    block-size: 4px;
    overflow: hidden;
    appearance: none;
    border: 0;
    border-radius: 2px;
    background: var(--_line);
    color: var(--_accent);
  }

  .file progress::-webkit-progress-bar {
    background: var(--_line);
  }

  .file progress::-webkit-progress-value {
    background: var(--_accent);
    transition: inline-size var(--_motion);
  }

  .file progress::-moz-progress-bar {
    background: var(--_accent);
  }

  .attach {
    margin-inline-end: auto;
    padding-inline: var(--_space) calc(var(--_space) * 1.25);
  }

  /* Where many files make the box scroll, what sends them stays in sight. */
  .row {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    padding-block: calc(var(--_space) * 0.5);
    background: var(--_bg);
  }

  /* The two buttons stay side by side; what else there is to read goes above them. */
  @container support-reply-box (inline-size < 420px) {
    .row > .hint {
      flex-basis: 100%;
      order: 1;
      text-align: end;
    }
  }

  .limits {
    overflow-wrap: anywhere;
  }

  .drop-target {
    position: fixed;
    inset: auto;
    box-sizing: border-box;
    margin: 0;
    padding: var(--_space);
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_bg) 88%, transparent);
    color: var(--_accent);
    font-weight: 500;
    text-align: center;
    pointer-events: none;
  }

  .drop-target:popover-open {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space);
  }

  @media (forced-colors: active) {
    .file progress {
      border: 1px solid;
    }
  }
`;
