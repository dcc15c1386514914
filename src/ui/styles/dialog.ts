import { css } from 'lit';

/** A message that stands in front of what it is about. */
export const dialogStyles = css`
  .dialog {
    display: grid;
    justify-items: center;
    gap: var(--_space);
    max-inline-size: 24rem;
    margin-inline: auto;
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    box-shadow: var(--_shadow);
    text-align: center;
  }

  .dialog-title {
    font-weight: 600;
    text-wrap: balance;
  }
`;
