/**
 * Assertions for cases that are data: they throw plain errors, so that any runner can host the cases. Two values are
 * equal when they are the same all the way down; a property that is `undefined` counts as absent, as it does in JSON.
 */
import { isSupportError, type SupportError, type SupportErrorCode } from '../contract/index.ts';

/** Thrown by every assertion of this file. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Throws unless `condition` holds; `what` says what should have been. */
export function assertTrue(condition: boolean, what: string): asserts condition {
  if (!condition) throw new AssertionError(`${what}: expected it to be true`);
}

/** Throws for `null` and `undefined`; otherwise gives the value back, typed as present. */
export function assertPresent<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AssertionError(`${what}: expected it to be there`);
  return value;
}

/** Throws unless both are equal all the way down. */
export function assertEqual<T>(actual: T, expected: NoInfer<T>, what: string): void {
  if (areEqual(actual, expected)) return;
  throw new AssertionError(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

/** Throws unless the promise rejects with a `SupportError` of this code; resolves with that error. */
export async function assertRejects(promise: Promise<unknown>, code: SupportErrorCode): Promise<SupportError> {
  const error = await rejectionOf(promise, `a rejection with ${code}`);
  if (isSupportError(error) && error.code === code) return error;
  throw new AssertionError(`expected a rejection with ${code}, got ${String(error)}`);
}

/** What the promise rejects with, whatever it is; throws when it resolves. */
export async function rejectionOf(promise: Promise<unknown>, what: string): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new AssertionError(`${what}: expected a rejection, got ${shown(value)}`);
}

function areEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => areEqual(left[key], right[key]));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${text.length} characters)` : text;
}
