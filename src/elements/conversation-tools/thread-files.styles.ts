import { css } from 'lit';
import { fileNameStyles } from './file-name.styles.ts';

/** Files of messages, as more than their names. */
export const threadFilesStyles = css`
  ${fileNameStyles}

  .attachments > li {
    padding: var(--_space);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_bg);
  }

  .attachments > .file {
    flex-wrap: wrap;
    align-content: center;
    gap: 0;
    padding: 0;
  }

  .file-main {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--_space);
    min-inline-size: 0;
    min-block-size: calc(4em - 2px);
    margin: 0;
    padding: var(--_space);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
  }

  button:is(.file-main, .thumb-open) {
    cursor: pointer;
  }

  button.file-main:hover {
    background: color-mix(in srgb, transparent, var(--_text) 6%);
  }

  .file-main[aria-disabled='true'] {
    cursor: progress;
  }

  .file-icon {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_accent);
  }

  .file-icon > .icon {
    font-size: 1.25rem;
  }

  .is-away .file-icon {
    color: var(--_text-muted);
  }

  .file-words {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .file-words > bdi,
  .thumb-name > bdi {
    min-inline-size: 0;
    max-inline-size: 100%;
  }

  .is-away .file-name {
    color: var(--_text-muted);
  }

  .file-note {
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }

  .file-save {
    display: grid;
    flex: none;
    place-items: center;
    min-inline-size: var(--_target);
    margin-inline-end: calc(var(--_space) * 0.5);
    color: var(--_text-muted);
    font-size: 1rem;
  }

  .file-main > .file-save {
    margin-inline: 0 calc(var(--_space) * -0.5);
  }

  .attachments .file-failure {
    flex-basis: 100%;
    padding: 0 var(--_space) var(--_space);
  }

  .attachments > .thumb {
    position: relative;
    padding: 0;
    background: var(--_surface);
  }

  .own .thumb,
  .own .file-icon {
    background: var(--_surface-own);
  }

  .thumb-open {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
  }

  .thumb-open:focus-visible,
  .file-main:focus-visible {
    outline-offset: calc(var(--_focus-width) * -1);
  }

  .thumb-open > img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    transition: opacity var(--_motion);
  }

  /* Its words are for those who cannot see what comes. */
  .thumb-open > img:not([src]) {
    opacity: 0;
  }

  /* Seen on any picture, and on top of it. */
  .thumb-open:focus-visible::after {
    content: '';
    position: absolute;
    inset: 0;
    border: var(--_focus-width) solid var(--_focus);
    outline: var(--_focus-width) solid var(--_bg);
    outline-offset: calc(var(--_focus-width) * -2);
  }

  .thumb-name,
  .thumb-failure {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 0.5);
    max-inline-size: 100%;
    padding: calc(var(--_space) * 0.5);
    font-size: var(--_font-tiny);
    line-height: 1.25;
    text-align: center;
  }

  .thumb-failure {
    inline-size: 100%;
    color: var(--_text-muted);
  }

  .thumb-failure > .button {
    padding: 0 var(--_space);
    font-size: inherit;
  }

  .download-all {
    display: grid;
    justify-items: start;
    margin-block-start: calc(var(--_target-small) * -1);
    font-size: var(--_font-small);
  }

  .download-all > .button {
    gap: 0.5em;
    min-block-size: var(--_target-small);
    margin-inline-start: calc(var(--_space) * -1 - 1px);
    padding: 0 var(--_space);
  }

  @media (forced-colors: active) {
    .thumb-open:focus-visible::after {
      border-color: Highlight;
    }
  }

  @media print {
    .attachments {
      padding-block-end: 0 !important;
    }

    .attachments > .thumb {
      inline-size: auto;
      block-size: auto;
      min-block-size: 0;
    }

    .thumb > * {
      display: none;
    }

    .thumb::after {
      content: attr(data-name);
      padding: var(--_space);
    }

    .file-name {
      display: inline;
      white-space: normal;
    }

    :is(.file-save, .download-all, .file-failure) {
      display: none !important;
    }
  }
`;
