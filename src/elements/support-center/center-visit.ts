import type { Session } from '../../contract/session.ts';
import { type Remote, valueOf } from '../../state/remote.ts';
import type { SupportStore, Visit } from '../../state/support-store.ts';
import { StoreController } from '../context.ts';
import { type Entry, entryOf } from '../entry.ts';
import { type SourceHost, StoreSource } from '../store-source.ts';

const anonymous: Session = { kind: 'anonymous' };

/** Who is here, and what there is for them to see: read from the store whenever it is asked. */
export class CenterVisit {
  readonly #host: SourceHost;
  readonly #visit: StoreController<Remote<Visit>>;
  /** Of whoever was here last: a session that ended does not say whose it was. */
  #wasGuest = false;

  constructor(host: SourceHost) {
    this.#host = host;
    this.#visit = new StoreController(host, (store) => store.session.snapshot);
  }

  get store(): SupportStore | undefined {
    return StoreSource.of(this.#host).store;
  }

  get entry(): Entry {
    return entryOf(StoreSource.of(this.#host).phase, this.#visit.value);
  }

  get session(): Session {
    return this.#known?.session ?? anonymous;
  }

  /** A mailed link lets people in who have no account. */
  get hasGuestDoor(): boolean {
    return this.#known?.config.guest !== undefined;
  }

  /** Signed out by time, while everything is still in the store. */
  get hasEnded(): boolean {
    const { entry } = this;
    return entry.kind === 'open' && entry.ended;
  }

  /** What a guest saw goes off the screen with their session; what they wrote is kept. */
  get isGone(): boolean {
    return this.hasEnded && this.#wasGuest;
  }

  /** The ticket that the session is bound to; `undefined` for a visitor who has a list. */
  get onlyTicket(): string | undefined {
    const { session } = this;
    return session.kind === 'guest' && session.ticketIds.length === 1 ? session.ticketIds[0] : undefined;
  }

  /** There is no list for this visitor. */
  get isBound(): boolean {
    return this.isGone || this.onlyTicket !== undefined;
  }

  /** Takes note of who is here. */
  meet(): void {
    const { kind } = this.session;
    if (kind !== 'anonymous') this.#wasGuest = kind === 'guest';
  }

  get #known(): Visit | undefined {
    return this.#visit.value && valueOf(this.#visit.value);
  }
}
