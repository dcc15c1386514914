/**
 * A lane carries one kind of call to the adapter, of which only the newest counts: a new call aborts the one before, and
 * an answer that comes too late is dropped.
 */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import { type SupportError, asSupportError } from '../contract/errors.ts';
import type { Changes } from './cell.ts';

/** What all slices share. */
export interface StoreContext {
  readonly adapter: SupportAdapter;
  readonly changes: Changes;
  /** The visitor's language at this moment (BCP 47). */
  locale(): string;
  /** True after `dispose`: nothing is asked any more. */
  isOver(): boolean;
  /** Told of every failure, before the slice that asked. */
  noteFailure(error: SupportError): void;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: SupportError };

export interface Lane {
  /**
   * Runs a call and hands its outcome to `settle` in one change, unless a newer call or `stop` came between. The promise
   * never rejects.
   */
  run<T>(call: (options: CallOptions) => Promise<T>, settle: (outcome: Outcome<T>) => void): Promise<void>;
  stop(): void;
}

export function createLane(context: StoreContext): Lane {
  let current: AbortController | undefined;

  async function outcomeOf<T>(call: (options: CallOptions) => Promise<T>, signal: AbortSignal): Promise<Outcome<T>> {
    try {
      return { ok: true, value: await call({ signal, locale: context.locale() }) };
    } catch (cause) {
      return { ok: false, error: asSupportError(cause) };
    }
  }

  return {
    async run(call, settle) {
      if (context.isOver()) return;
      current?.abort();
      const mine = new AbortController();
      current = mine;
      const outcome = await outcomeOf(call, mine.signal);
      if (mine.signal.aborted) return;
      current = undefined;
      context.changes.batch(() => {
        if (!outcome.ok) context.noteFailure(outcome.error);
        settle(outcome);
      });
    },
    stop() {
      current?.abort();
      current = undefined;
    },
  };
}
