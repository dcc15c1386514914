import { html, nothing, type TemplateResult } from 'lit';

/** What a place says when it has nothing else to show. `kind` chooses the parts that a page can style. */
export interface Notice {
  kind: 'empty' | 'error';
  icon: TemplateResult;
  title: string;
  body: string;
  /** Added below the body, for example a reference code. */
  detail?: string | undefined;
  actions?: unknown;
  level: number;
}

/** A quiet block in the middle of the place: icon, title, one sentence, and what can be done. */
export function notice({ kind, icon, title, body, detail, actions, level }: Notice): TemplateResult {
  return html`<div class="notice" part=${kind}>
    <span class="notice-icon">${icon}</span>
    <h3 class="notice-title" part="${kind}-title" aria-level=${level}>${title}</h3>
    <p class="notice-body">${body}</p>
    ${detail ? html`<p class="notice-body">${detail}</p>` : nothing}
    ${actions === undefined ? nothing : html`<div class="notice-actions">${actions}</div>`}
  </div>`;
}
