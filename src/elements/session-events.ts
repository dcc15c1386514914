import type { ReactiveController } from 'lit';
import type { Session } from '../contract/session.ts';
import type { Remote } from '../state/remote.ts';
import type { Visit } from '../state/support-store.ts';
import { StoreController } from './context.ts';
import { asksForIdentity } from '../contract/errors.ts';
import { failureOf, SupportErrorEvent, SupportReadyEvent, SupportSessionChangeEvent } from './events.ts';
import type { SourceHost } from './store-source.ts';
import { version } from './version.ts';

type ChangeReason = SupportSessionChangeEvent['detail']['reason'];

const anonymous: Session = { kind: 'anonymous' };

/** Tells the page what becomes of the session of a host that owns a store. */
export class SessionEvents implements ReactiveController {
  readonly #host: SourceHost;
  readonly #session: StoreController<Remote<Visit>>;
  readonly #changed: (reason: ChangeReason) => void;
  readonly #ready = Promise.withResolvers<void>();
  #told: Remote<Visit> | undefined;
  #known: Session | undefined;

  /** `changed` hears of each change before the page does. */
  constructor(host: SourceHost, changed: (reason: ChangeReason) => void = () => undefined) {
    this.#host = host;
    this.#changed = changed;
    this.#session = new StoreController(host, (store) => store.session.snapshot);
    host.addController(this);
  }

  /** Settles when config and session are known for the first time. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  hostUpdated(): void {
    const snapshot = this.#session.value;
    if (!snapshot || snapshot === this.#told) return;
    this.#told = snapshot;
    if (snapshot.status === 'ready') this.#tellSession(snapshot.value.session);
    if (snapshot.status === 'failed') this.#tellFailure(snapshot);
  }

  #tellSession(session: Session): void {
    const before = this.#known;
    this.#known = session;
    if (!before) {
      this.#host.dispatchEvent(new SupportReadyEvent({ version, session }));
      this.#ready.resolve();
    }
    if (before && sameVisitor(before, session)) return;
    this.#tellChange(session, before ? reasonFor(session) : 'loaded');
  }

  #tellFailure({ error, value }: Extract<Remote<Visit>, { status: 'failed' }>): void {
    if (asksForIdentity(error) && this.#known && this.#known.kind !== 'anonymous') {
      this.#known = anonymous;
      this.#tellChange(anonymous, 'expired');
    }
    const fatal = value === undefined;
    this.#host.dispatchEvent(new SupportErrorEvent({ error: failureOf(error), where: 'session', fatal }));
  }

  #tellChange(session: Session, reason: ChangeReason): void {
    this.#changed(reason);
    this.#host.dispatchEvent(new SupportSessionChangeEvent({ session, reason }));
  }
}

/** Why somebody else is here than before. */
function reasonFor({ kind }: Session): ChangeReason {
  if (kind === 'anonymous') return 'signed-out';
  return kind === 'guest' ? 'verified' : 'changed';
}

function sameVisitor(one: Session, other: Session): boolean {
  if (one.kind === 'user' && other.kind === 'user') return one.subject === other.subject;
  if (one.kind === 'guest' && other.kind === 'guest') return one.ticketIds.join() === other.ticketIds.join();
  return one.kind === other.kind;
}
