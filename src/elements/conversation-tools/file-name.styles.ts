import { css } from 'lit';

/** Of a file's name: its middle goes where there is no room, the ending tells what it is. */
export const fileNameStyles = css`
  .file-name {
    display: flex;
    min-inline-size: 0;
    max-inline-size: 100%;
    font-weight: 500;
    white-space: pre;
  }

  .file-name > span {
    flex: none;
  }

  .file-name > .file-stem {
    flex: 0 1 auto;
    min-inline-size: 1em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;
