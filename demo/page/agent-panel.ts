/**
 * The team's tool: a few lines over the staff API that show how a company's own software answers a ticket. It talks to
 * the shop's backend, which holds the staff key; no page ever does.
 */
import type { Rating, StaffEvent, StaffTicket, TicketOwner } from 'helpdock/contract';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { agentPanelStyles } from './agent-panel.styles.ts';
import { demoWords } from './words.ts';

const agent = { name: 'Ingrid' };

@customElement('demo-agent-panel')
export class DemoAgentPanel extends LitElement {
  static override readonly styles = agentPanelStyles;

  /** Path of the shop's own way to the staff API. */
  @property() base = '';
  /** Whose tickets are listed, and for whom new ones are opened. */
  @property({ attribute: false }) customer: TicketOwner | undefined;
  /** Id of the ticket that is open. */
  @property() ticket = '';

  @state() private tickets: StaffTicket[] = [];
  @state() private events: StaffEvent[] = [];
  @state() private failure = '';
  @query('textarea') private readonly box!: HTMLTextAreaElement;
  @query('ol') private readonly conversation!: HTMLOListElement | null;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('customer') || changed.has('base')) void this.#loadTickets().catch(this.#fail);
    else if (changed.has('ticket')) void this.refresh();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
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
      html`<button type="button" class=${primary ? 'primary' : ''} @click=${() => this.#act(run)}>${label}</button>`;
    return html`
      <ol tabindex="0" aria-label=${words.conversation}>
        ${this.events.map((event) => this.#renderEvent(event))}
      </ol>
      ${rating ? this.#renderRating(words.rating, rating) : nothing}
      ${pastRatings.map((past) => this.#renderRating(words.pastRating, past))}
      <label class="answer">${words.answer}<textarea rows="3" dir="auto"></textarea></label>
      <div class="actions">
        ${act(words.reply, (text) => this.#post('messages', { text }), true)}
        ${act(words.ask, (text) => this.#post('messages', { text, status: 'awaiting_reply' }))}
        ${act(words.note, (text) => this.#post('notes', { text }))}
        ${status === 'open' || status === 'awaiting_reply' ? act(words.solve, () => this.#setStatus('solved')) : nothing}
        ${status === 'closed' ? nothing : act(words.close, () => this.#setStatus('closed'))}
        ${status === 'solved' || status === 'closed' ? act(words.reopen, () => this.#setStatus('open')) : nothing}
      </div>
    `;
  }

  #renderEvent(event: StaffEvent): TemplateResult {
    const words = this.#words;
    const name = event.author.name ?? words[event.author.kind];
    if (event.type === 'status') return html`<li class="status">${name}: ${event.from ?? '–'} → ${event.to}</li>`;
    if (event.type === 'internal_note')
      return html`<li class="note"><b>${words.internal} · ${name}</b><span dir="auto">${event.text}</span></li>`;
    return html`<li class=${event.author.kind}><b>${name}</b><span dir="auto">${event.body.text}</span></li>`;
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

  /** Runs an action with what stands in the box; the words leave it only once they are stored. */
  async #act(run: (text: string) => Promise<unknown>): Promise<void> {
    try {
      this.failure = '';
      await run(this.box.value);
      this.box.value = '';
      await this.refresh();
      this.dispatchEvent(new Event('team-acted'));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail = (error: unknown): void => {
    this.failure = error instanceof Error ? error.message : String(error);
  };

  async #post(kind: 'messages' | 'notes', body: { text: string; status?: string }): Promise<void> {
    if (!body.text.trim()) throw new Error(this.#words.empty);
    await this.#ask(`/tickets/${this.ticket}/${kind}`, 'POST', { ...body, agent, clientId: crypto.randomUUID() });
  }

  async #setStatus(to: StaffTicket['status']): Promise<void> {
    if (this.box.value.trim()) await this.#post('messages', { text: this.box.value });
    await this.#ask(`/tickets/${this.ticket}/status`, 'PUT', { to, agent });
  }

  async #openTicket(): Promise<void> {
    const words = this.#words;
    const { id } = (await this.#ask('/tickets', 'POST', {
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
    const { customer } = this;
    if (!this.base || !customer) return;
    const page = (await this.#ask(`/tickets?limit=100&email=${encodeURIComponent(customer.email)}`)) as {
      items: StaffTicket[];
    };
    if (customer !== this.customer) return;
    this.tickets = page.items;
    this.ticket = page.items.some(({ id }) => id === wanted)
      ? wanted
      : (page.items.find(({ id }) => id === this.ticket)?.id ?? page.items[0]?.id ?? '');
    this.events = this.ticket ? await this.#loadEvents(this.ticket) : [];
  }

  async #loadEvents(ticketId: string): Promise<StaffEvent[]> {
    const events: StaffEvent[] = [];
    for (let cursor = ''; ;) {
      const page = (await this.#ask(
        `/tickets/${ticketId}/events?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )) as { items: StaffEvent[]; next: string | null };
      events.push(...page.items);
      if (!page.next) return events;
      cursor = page.next;
    }
  }

  async #ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.base}${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`${this.#words.failed} ${(answer as { title?: string }).title ?? response.status}`);
    return answer;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-agent-panel': DemoAgentPanel;
  }
}
