/**
 * The team's tool: a few lines over the staff API that show how a company's own software answers a ticket. It talks to
 * the shop's backend, which holds the staff key; no page ever does.
 */
import type { Attachment, Rating, StaffEvent, StaffTicket, TicketOwner } from 'helpdock/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { agentPanelStyles } from './agent-panel.styles.ts';
import type { ChosenFile, TeamApi } from './team-api.ts';
import { demoWords } from './words.ts';

const agent = { name: 'Ingrid' };

@customElement('demo-agent-panel')
export class DemoAgentPanel extends LitElement {
  static override readonly styles = agentPanelStyles;

  /** The staff API, by the shop's own way to it. */
  @property({ attribute: false }) api: TeamApi | undefined;
  /** Whose tickets are listed, and for whom new ones are opened. */
  @property({ attribute: false }) customer: TicketOwner | undefined;
  /** Id of the ticket that is open. */
  @property() ticket = '';

  @state() private tickets: StaffTicket[] = [];
  @state() private events: StaffEvent[] = [];
  @state() private failure = '';
  /** What goes with the next answer. */
  @state() private chosen: ChosenFile[] = [];
  @state() private isBusy = false;
  /** The file that is looked at. */
  @state() private shown: { name: string; url: string } | undefined;
  @query('textarea') private readonly box!: HTMLTextAreaElement;
  @query('dialog') private readonly dialog!: HTMLDialogElement | null;
  @query('ol') private readonly conversation!: HTMLOListElement | null;
  /** Under this key the answer is stored once: the same words and files again are the same answer. */
  #key = crypto.randomUUID();

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('customer') || changed.has('api')) void this.#loadTickets().catch(this.#fail);
    else if (changed.has('ticket')) void this.refresh();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('shown')) this.dialog?.showModal();
    if (changed.has('events')) this.conversation?.scrollTo({ top: this.conversation.scrollHeight });
  }

  /** Reads the tickets and the open conversation again. */
  async refresh(): Promise<void> {
    await this.#loadTickets(this.ticket).catch(this.#fail);
  }

  protected override render(): TemplateResult {
    const words = this.#words;
    const open = this.tickets.find(({ id }) => id === this.ticket);
    return html`
      <div class="choice">
        <label>${words.tickets} ${this.#renderChoice()}</label>
        <button type="button" @click=${() => this.#openTicket().catch(this.#fail)}>${words.newTicket}</button>
      </div>
      ${open ? this.#renderConversation(open) : html`<p class="empty">${words.noTickets}</p>`}
      <p class="failure" role="alert">${this.failure}</p>
      ${this.shown ? this.#renderShown(this.shown) : nothing}
    `;
  }

  #renderChoice(): TemplateResult {
    return html`<select ?disabled=${this.tickets.length === 0} @change=${this.#onChoice}>
      ${this.tickets.map(({ id, number, subject, status }) => html`<option value=${id} ?selected=${id === this.ticket}>${number} · ${status} · ${subject}</option>`)}
    </select>`;
  }

  #renderConversation({ status, rating, pastRatings = [] }: StaffTicket): TemplateResult {
    const words = this.#words;
    const act = (label: string, run: (text: string) => Promise<unknown>, primary = false) =>
      html`<button
        type="button"
        class=${primary ? 'primary' : ''}
        ?disabled=${this.isBusy}
        @click=${() => this.#act(run)}
      >
        ${label}
      </button>`;
    return html`
      <ol tabindex="0" aria-label=${words.conversation}>
        ${this.events.map((event) => this.#renderEvent(event))}
      </ol>
      ${rating ? this.#renderRating(words.rating, rating) : nothing}
      ${pastRatings.map((past) => this.#renderRating(words.pastRating, past))}
      <label class="answer">${words.answer}<textarea rows="3" dir="auto" @input=${this.#onDraft}></textarea></label>
      ${this.#renderChosen()}
      <div class="actions">
        ${act(words.reply, (text) => this.#reply({ text }), true)}
        ${act(words.ask, (text) => this.#reply({ text, status: 'awaiting_reply' }))}
        ${act(words.note, (text) => this.#note(text))}
        ${status === 'open' || status === 'awaiting_reply' ? act(words.solve, () => this.#setStatus('solved')) : nothing}
        ${status === 'closed' ? nothing : act(words.close, () => this.#setStatus('closed'))}
        ${status === 'solved' || status === 'closed' ? act(words.reopen, () => this.#setStatus('open')) : nothing}
      </div>
    `;
  }

  #renderChosen(): TemplateResult {
    const words = this.#words;
    return html`
      <label class="answer">${words.files}<input type="file" multiple @change=${this.#onChoose} /></label>
      ${
        this.chosen.length === 0
          ? nothing
          : html`<ul class="files" aria-label=${words.chosen}>
              ${this.chosen.map((one) => this.#renderChosenFile(one))}
            </ul>`
      }
    `;
  }

  #renderChosenFile({ key, file: { name, size } }: ChosenFile): TemplateResult {
    const label = `${this.#words.leaveOut} ${name}`;
    return html`<li>
      <span><bdi>${name}</bdi> · ${this.#sizeOf(size)}</span>
      <button type="button" aria-label=${label} ?disabled=${this.isBusy} @click=${() => this.#leaveOut(key)}>×</button>
    </li>`;
  }

  #renderEvent(event: StaffEvent): TemplateResult {
    const words = this.#words;
    const name = event.author.name ?? words[event.author.kind];
    if (event.type === 'status') return html`<li class="status">${name}: ${event.from ?? '–'} → ${event.to}</li>`;
    if (event.type === 'internal_note')
      return html`<li class="note">
        <b>${words.internal} · ${name}</b><span class="words" dir="auto">${event.text}</span>
      </li>`;
    return html`<li class=${event.author.kind}>
      <b>${name}</b><span class="words" dir="auto">${event.body.text}</span>
      ${event.attachments.map((file) => this.#renderFile(file))}
    </li>`;
  }

  #renderFile(file: Attachment): TemplateResult {
    return html`<button type="button" class="file" @click=${() => this.#open(file).catch(this.#fail)}>
      <bdi>${file.name}</bdi> · ${this.#sizeOf(file.size)}
    </button>`;
  }

  #renderShown({ name, url }: { name: string; url: string }): TemplateResult {
    return html`<dialog aria-label=${name} @close=${() => (this.shown = undefined)}>
      <form method="dialog"><button>${this.#words.back}</button></form>
      <iframe title=${name} src=${url}></iframe>
    </dialog>`;
  }

  #renderRating(label: string, { score, comment }: Rating): TemplateResult {
    return html`<p class="rating">
      <b>${label}: ${score} / 5</b>${comment === undefined ? nothing : html`<span dir="auto">${comment}</span>`}
    </p>`;
  }

  get #words() {
    return demoWords(document.documentElement.lang);
  }

  #onChoice = (event: Event): void => {
    this.ticket = (event.target as HTMLSelectElement).value;
  };

  #onDraft = (): void => {
    this.#key = crypto.randomUUID();
  };

  #onChoose = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const added = [...(input.files ?? [])].map((file) => ({ key: crypto.randomUUID(), file }));
    this.chosen = [...this.chosen, ...added];
    input.value = '';
    this.#onDraft();
  };

  #leaveOut(key: string): void {
    this.chosen = this.chosen.filter((one) => one.key !== key);
    this.#onDraft();
  }

  /** Runs an action with what stands in the box; the words leave it only once they are stored. */
  async #act(run: (text: string) => Promise<unknown>): Promise<void> {
    try {
      this.failure = '';
      this.isBusy = true;
      await run(this.box.value);
      this.#clearWords();
      await this.refresh();
      this.dispatchEvent(new Event('team-acted'));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.isBusy = false;
    }
  }

  #clearWords(): void {
    this.box.value = '';
    this.#onDraft();
  }

  #fail = (error: unknown): void => {
    this.failure = `${this.#words.failed} ${error instanceof Error ? error.message : String(error)}`;
  };

  /** The files first; they leave the box with the words, once both are stored. */
  async #reply({ text, status }: { text: string; status?: string }): Promise<void> {
    const { chosen, ticket } = this;
    if (!text.trim() && chosen.length === 0) throw new Error(this.#words.empty);
    const attachmentIds: string[] = [];
    for (const file of chosen) attachmentIds.push((await this.#api.upload(ticket, file)).id);
    const reply = { text, status, attachmentIds, agent, clientId: this.#key };
    await this.#api.ask(`/tickets/${ticket}/messages`, 'POST', reply);
    this.chosen = [];
    this.#clearWords();
  }

  async #note(text: string): Promise<void> {
    if (!text.trim()) throw new Error(this.#words.empty);
    await this.#api.ask(`/tickets/${this.ticket}/notes`, 'POST', { text, agent, clientId: this.#key });
  }

  async #setStatus(to: StaffTicket['status']): Promise<void> {
    const text = this.box.value;
    if (text.trim() || this.chosen.length > 0) await this.#reply({ text });
    await this.#api.ask(`/tickets/${this.ticket}/status`, 'PUT', { to, agent });
  }

  /** What can be looked at is shown in a frame, everything else is saved. */
  async #open({ id, name }: Attachment): Promise<void> {
    const { url, use } = await this.#api.linkTo(this.ticket, id);
    if (use === 'inline') this.shown = { name, url };
    // Without `download`, with which Chromium asks past a service worker, and so past the mocks.
    else Object.assign(document.createElement('a'), { href: url }).click();
  }

  async #openTicket(): Promise<void> {
    const words = this.#words;
    const { id } = (await this.#api.ask('/tickets', 'POST', {
      clientId: crypto.randomUUID(),
      customer: this.customer,
      subject: words.newSubject,
      from: 'support',
      agent,
      text: words.newText,
    })) as StaffTicket;
    await this.#loadTickets(id);
    this.dispatchEvent(new Event('team-acted'));
  }

  async #loadTickets(wanted = ''): Promise<void> {
    const { api, customer } = this;
    if (!api || !customer) return;
    const tickets = await api.ticketsOf(customer.email);
    if (customer !== this.customer) return;
    this.tickets = tickets;
    this.ticket = tickets.some(({ id }) => id === wanted)
      ? wanted
      : (tickets.find(({ id }) => id === this.ticket)?.id ?? tickets[0]?.id ?? '');
    this.events = this.ticket ? await api.eventsOf(this.ticket) : [];
  }

  get #api(): TeamApi {
    if (!this.api) throw new Error('There is no way to the staff API yet.');
    return this.api;
  }

  #sizeOf(bytes: number): string {
    const format = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 } as const;
    return (bytes / 1000).toLocaleString(document.documentElement.lang, format);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-agent-panel': DemoAgentPanel;
  }
}
