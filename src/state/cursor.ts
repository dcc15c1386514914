import { isSupportError } from '../contract/errors.ts';

/** True for a cursor that the backend no longer knows: reading starts over, and the visitor need not hear of it. */
export function isCursorInvalid(error: unknown): boolean {
  return isSupportError(error) && error.code === 'cursor_invalid';
}
