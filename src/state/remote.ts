/**
 * A value that lives elsewhere: what is known of it, and what is under way. A refresh keeps the old value, so that a
 * screen never goes blank for one.
 */
import type { SupportError } from '../contract/errors.ts';

export type Remote<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'pending'; readonly value?: T | undefined }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: SupportError; readonly value?: T | undefined };

export const idle: Remote<never> = Object.freeze({ status: 'idle' });

export function ready<T>(value: T): Remote<T> {
  return Object.freeze({ status: 'ready', value });
}

/** Under way; what was there before stays. */
export function pending<T>(before: Remote<T>): Remote<T> {
  return Object.freeze({ status: 'pending', value: valueOf(before) });
}

/** Did not work; what was there before stays. */
export function failed<T>(before: Remote<T>, error: SupportError): Remote<T> {
  return Object.freeze({ status: 'failed', error, value: valueOf(before) });
}

/** What is known now, old or new. */
export function valueOf<T>(remote: Remote<T>): T | undefined {
  return remote.status === 'idle' ? undefined : remote.value;
}

/** The same standing with another value; nothing where there is no value yet. */
export function mapValue<T>(remote: Remote<T>, change: (value: T) => T): Remote<T> {
  const value = valueOf(remote);
  return value === undefined
    ? remote
    : Object.freeze({ ...(remote as Extract<Remote<T>, { value: T }>), value: change(value) });
}

export function busyUnlessReady<T>(remote: Remote<T>): Remote<T> {
  return remote.status === 'ready' ? remote : pending(remote);
}
