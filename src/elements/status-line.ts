import { css, html, type TemplateResult } from 'lit';

/** How far a reply is, in one quiet line: an icon, and the same in words. */
export function statusLine(text: string, icon?: TemplateResult): TemplateResult {
  return html`<p class="status" part="message-status">${icon}<span>${text}</span></p>`;
}

export const statusLineStyles = css`
  .status {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.35em;
    margin-block-start: calc(var(--_space) * 0.5);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
  }
`;
