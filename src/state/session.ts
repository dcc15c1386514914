/**
 * Who the visitor is, and what the backend offers. A session that ended shows as `failed` with an anonymous visitor and
 * the reason, so that a page can ask for sign-in while everything unsent is kept; it is thrown away only when the
 * visitor signs out or somebody else signs in.
 */
import { asksForIdentity, type SupportError } from '../contract/errors.ts';
import type { Session } from '../contract/session.ts';
import { createCell } from './cell.ts';
import { type StoreContext, createLane } from './lane.ts';
import { type Remote, failed, idle, pending, ready, valueOf } from './remote.ts';
import type { SessionSlice, Visit } from './slices.ts';

export interface OwnSessionSlice extends SessionSlice {
  /** True where it is known that nobody is signed in. */
  readonly isAnonymous: boolean;
  /** The adapter said that the session is over. */
  end(error: SupportError): void;
  clear(): void;
}

export interface SessionEvents {
  /** All that the store holds belongs to somebody else than the visitor. Called before the new session shows. */
  forget(): void;
  /** Somebody is signed in who was not a moment ago. */
  arrived(): void;
}

const anonymous: Session = { kind: 'anonymous' };

export function createSessionSlice(context: StoreContext, events: SessionEvents): OwnSessionSlice {
  const { adapter, changes } = context;
  const cell = createCell<Remote<Visit>>(idle, changes);
  const loads = createLane(context);
  const exits = createLane(context);
  let loading: Promise<void> | undefined;
  /** Whose words and tickets are in this store. Outlives the session itself. */
  let owner: string | undefined;
  /** Why the session is over, until somebody is there again or signs out. */
  let ending: SupportError | undefined;

  function admit(visit: Visit): void {
    const next = identityOf(visit.session);
    if (next !== undefined && owner !== undefined && next !== owner) events.forget();
    // Nobody is back yet: what ended is still on screen, and stays there.
    if (next === undefined && ending) return cell.set(failed(ready(visit), ending));
    ending = undefined;
    const wasKnown = valueOf(cell.value) !== undefined;
    const isNew = next !== undefined && identityOf(valueOf(cell.value)?.session) !== next;
    owner = next ?? owner;
    cell.set(ready(visit));
    if (isNew && wasKnown) events.arrived();
  }

  function showSignedOut(): void {
    events.forget();
    owner = ending = undefined;
    const visit = valueOf(cell.value);
    cell.set(visit ? ready({ ...visit, session: anonymous }) : idle);
  }

  return {
    get snapshot() {
      return cell.value;
    },
    get isAnonymous() {
      return valueOf(cell.value)?.session.kind === 'anonymous';
    },
    load() {
      // Whoever asks first is joined; later the question is a new one, for somebody may have signed in since it was put.
      if (loading && !valueOf(cell.value)) return loading;
      if (cell.value.status !== 'ready') cell.set(pending(cell.value));
      loading = loads.run(
        (options) => Promise.all([adapter.getConfig(options), adapter.getSession(options)]),
        (outcome) => {
          loading = undefined;
          if (outcome.ok) admit({ config: outcome.value[0], session: outcome.value[1] });
          // A look that failed says nothing against what was known before.
          else if (cell.value.status !== 'ready') cell.set(failed(cell.value, outcome.error));
        },
      );
      return loading;
    },
    signOut() {
      return exits.run(
        (options) => adapter.signOut(options),
        (outcome) => {
          if (outcome.ok || asksForIdentity(outcome.error)) showSignedOut();
          else cell.set(failed(cell.value, outcome.error));
        },
      );
    },
    end(error) {
      const visit = valueOf(cell.value);
      if (visit && visit.session.kind !== 'anonymous') {
        ending = error;
        cell.set(failed(ready({ ...visit, session: anonymous }), error));
      }
    },
    clear() {
      loads.stop();
      exits.stop();
      loading = undefined;
      owner = ending = undefined;
      cell.set(idle);
    },
  };
}

/** Tells one visitor from another; `undefined` for nobody. */
export function identityOf(session: Session | undefined): string | undefined {
  if (session?.kind === 'user') return `user ${session.subject}`;
  if (session?.kind === 'guest') return `guest ${session.emailHint} ${[...session.ticketIds].sort().join(' ')}`;
  return undefined;
}
