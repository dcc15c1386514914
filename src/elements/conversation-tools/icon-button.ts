import { html, nothing, type TemplateResult } from 'lit';

export interface IconButton {
  readonly icon: TemplateResult;
  /** What it does, in full: its name, and its tooltip. */
  readonly label: string;
  /** Classes of its own. */
  readonly kind: string;
  readonly press: () => void;
  /** Says that there is nothing to be done; it can be focused and pressed all the same. */
  readonly isIdle?: boolean;
}

/** A button that shows nothing but an icon. */
export function iconButton({ icon, label, kind, press, isIdle }: IconButton): TemplateResult {
  return html`<button
    type="button"
    class="button button-icon ${kind}"
    part="button"
    title=${label}
    aria-label=${label}
    aria-disabled=${isIdle ?? nothing}
    @click=${press}
  >
    ${icon}
  </button>`;
}
