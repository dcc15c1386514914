import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Session } from '../../contract/session.ts';
import { announce } from '../../ui/announcer.ts';
import { PatienceController } from '../../ui/controllers/patience.ts';
import type { WordOverrides, Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { notice } from '../../ui/notice.ts';
import { retryButton } from '../entry.ts';
import type { SupportSessionChangeEvent } from '../events.ts';
import { painted } from '../late.ts';
import type { SupportGuestGateElement } from '../support-guest-gate/support-guest-gate.ts';
import { GateCode } from './gate-code.ts';

/** Parts of the gate that the support center passes on. */
const gateParts = 'gate, heading, label, hint, field, input, button, button-primary, button-quiet, trouble, error';

/** How the gate is drawn. */
export interface GateView {
  readonly session: Session;
  readonly level: number;
  readonly messages: WordOverrides | null;
}

/** Where guests come in: the gate, and the link that they came with. */
export class GuestPlace implements ReactiveController {
  /** The gate stands in place of list and ticket. */
  isOpen = false;
  /** In this object and nowhere else: no attribute, event, address, log or storage ever holds it. */
  #link = '';
  readonly #host: ReactiveElement;
  readonly #words: () => Words;
  readonly #code: GateCode;
  readonly #patience: PatienceController;
  /** What has focus while the screen changes. */
  #focused: Element | null = null;
  /** Focus waits for the gate. */
  #isAwaited = false;

  constructor(host: ReactiveElement, words: () => Words) {
    this.#host = host;
    this.#words = words;
    this.#code = new GateCode(host, () => announce(words().t('app.unavailable.title'), 'assertive'));
    this.#patience = new PatienceController(
      host,
      () => this.#code.state === 'coming',
      () => announce(words().t('app.loading')),
    );
    host.addController(this);
  }

  /** A new code can be asked for at any time. */
  get hasLink(): boolean {
    return this.#link !== '';
  }

  /** Shows the gate, for a link or, without one, to ask for a new one. */
  open(link = ''): void {
    this.#link = link;
    this.isOpen = true;
    void this.#code.load();
    this.#host.requestUpdate();
  }

  close(): void {
    this.isOpen = false;
    this.#host.requestUpdate();
  }

  /** A link is looked at anew for whoever signed in meanwhile; without one they have no need of the gate. */
  onSessionChange(session: Session, reason: SupportSessionChangeEvent['detail']['reason']): void {
    if (this.isOpen && session.kind === 'user') {
      if (!this.hasLink) this.close();
      else if (reason === 'changed' && this.#gate) this.#gate.link = this.#link;
    }
    // Nobody finds the link of who was here before.
    if (!this.isOpen && (reason === 'signed-out' || reason === 'changed')) this.#link = '';
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? null;
  }

  /** Focus stays inside when what had it made room. */
  hostUpdated(): void {
    const place = this.#find('.gate-place');
    if (!place) return;
    if (this.#code.state === 'away') void this.#code.load();
    if (this.#focused && !this.#focused.checkVisibility()) {
      this.#isAwaited = true;
      place.focus();
    }
    if (this.#code.state === 'here' && this.#isAwaited) void this.#enter(place);
  }

  /** In place of list and ticket. Without a link there is a way back to where it was opened. */
  renderOpen(view: GateView): TemplateResult {
    return html`${this.render(view)}
    ${
      this.hasLink
        ? nothing
        : html`<div class="gate-way">
            <button
              type="button"
              class="button button-quiet gate-back"
              part="button button-quiet"
              @click=${this.#onBack}
            >
              ${icons.back}${this.#words().t('action.back')}
            </button>
          </div>`
    }`;
  }

  /** The gate, or what stands for it until it is loaded. */
  render(view: GateView): TemplateResult {
    const isComing = this.#code.state === 'coming';
    return html`<div class="gate-place" tabindex="-1" aria-busy=${isComing}>
      ${this.#code.state === 'failed' ? this.#renderFailed(view) : nothing}
      ${this.#patience.skeleton ? this.#renderSkeleton() : this.#renderGate(view)}
    </div>`;
  }

  #renderFailed({ level }: GateView): TemplateResult {
    const words = this.#words();
    return notice({
      kind: 'error',
      icon: icons.warning,
      title: words.t('app.unavailable.title'),
      body: words.t('app.unavailable.body'),
      actions: retryButton(words, () => void this.#code.load()),
      level,
    });
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" part="skeleton">
      <div class="bone gate-bone"></div>
      <div class="bone gate-bone"></div>
      <div class="bone gate-bone"></div>
      ${this.#patience.slow ? html`<p class="slow">${this.#words().t('net.slow')}</p>` : nothing}
    </div>`;
  }

  /** Whoever is no user may become one: wherever there is a support center, there is a way to sign in. */
  #renderGate({ session, level, messages }: GateView): TemplateResult | typeof nothing {
    if (this.#code.state !== 'here') return nothing;
    return html`<support-guest-gate
      .link=${this.#link}
      .level=${level}
      .signin=${session.kind !== 'user'}
      .messages=${messages}
      exportparts=${gateParts}
    ></support-guest-gate>`;
  }

  readonly #onBack = async (): Promise<void> => {
    this.close();
    await this.#host.updateComplete;
    this.#find('.new-link')?.focus();
  };

  /** A gate that shows nothing yet takes no focus; a moment later it does. */
  async #enter(place: HTMLElement): Promise<void> {
    this.#isAwaited = false;
    while (this.#host.shadowRoot?.activeElement === place) {
      this.#gate?.focus();
      await painted();
    }
  }

  get #gate(): SupportGuestGateElement | null {
    return this.#find<SupportGuestGateElement>('support-guest-gate');
  }

  #find<T extends HTMLElement>(selector: string): T | null {
    return this.#host.shadowRoot?.querySelector<T>(selector) ?? null;
  }
}
