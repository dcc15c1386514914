import { type CSSResultGroup, html, type TemplateResult } from 'lit';
import { SessionEvents } from '../session-events.ts';
import { SupportElement } from '../support-element.ts';
import { providerStyles } from './support-provider.styles.ts';

/**
 * @summary Connects the support elements inside it to one backend, so that they share one session and one state.
 * @tag support-provider
 * @slot - The elements, anywhere in the page's own markup.
 * @fires {SupportReadyEvent} support-ready - Config and session are known.
 * @fires {SupportSessionChangeEvent} support-session-change - Somebody is signed in, or no longer.
 * @fires {SupportErrorEvent} support-error - The session could not be loaded.
 */
export class SupportProviderElement extends SupportElement {
  static override styles: CSSResultGroup = [providerStyles];

  constructor() {
    super();
    new SessionEvents(this);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-provider': SupportProviderElement;
  }
}
