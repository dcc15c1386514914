/** The customer's mailbox: what the mail server took, with the links in it. A mail program would be another window. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MockMail } from '../../mocks/backend.ts';
import { inboxStyles } from './inbox.styles.ts';
import { demoWords } from './words.ts';

const lookAgainMs = 1500;

@customElement('demo-inbox')
export class DemoInbox extends LitElement {
  static override readonly styles = inboxStyles;

  /** Path of the shop's own way to the mails. */
  @property() base = '';
  /** Whose mailbox it is. */
  @property() address = '';
  @property() language = 'en';
  /** Makes an address of the demo's page of a link in a mail. */
  @property({ attribute: false }) hrefOf: (link: string) => string = (link) => link;

  @state() private mails: MockMail[] = [];
  @state() private failure = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => document.hidden || void this.#look(), lookAgainMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('address')) this.mails = [];
    if (changed.has('address') || changed.has('base')) void this.#look();
  }

  protected override render(): TemplateResult {
    const words = demoWords(this.language);
    return html`
      ${
        this.mails.length === 0
          ? html`<p class="empty">${words.noMails}</p>`
          : html`<ol aria-label=${words.inbox}>
              ${this.mails.map((mail, index) => this.#renderMail(mail, index === 0))}
            </ol>`
      }
      <p class="failure" role="alert">${this.failure}</p>
    `;
  }

  #renderMail({ subject, text, at }: MockMail, isNewest: boolean): TemplateResult {
    const time = new Date(at).toLocaleTimeString(this.language, { timeStyle: 'short' });
    // Every other part is an address.
    const parts = text
      .split(/(https?:\/\/\S+)/)
      .map((part, index) => (index % 2 ? html`<a href=${this.hrefOf(part)}>${part}</a>` : part));
    return html`<li>
      <details ?open=${isNewest}>
        <summary><b>${subject}</b> <time datetime=${at}>${time}</time></summary>
        <div class="text">${parts}</div>
      </details>
    </li>`;
  }

  async #look(): Promise<void> {
    const { base, address } = this;
    if (!base || !address) return;
    try {
      const response = await fetch(`${base}?to=${encodeURIComponent(address)}`);
      if (!response.ok) throw new Error(String(response.status));
      const mails = (await response.json()) as MockMail[];
      if (address !== this.address) return;
      this.failure = '';
      // The same mails are the same nodes, so that what somebody folded stays folded.
      if (mails.length !== this.mails.length || mails[0]?.id !== this.mails[0]?.id) this.mails = mails;
    } catch (error) {
      this.failure = `${demoWords(this.language).failed} ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-inbox': DemoInbox;
  }
}
