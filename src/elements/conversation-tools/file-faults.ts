/** What the codes of errors say of a file. */
import type { SupportError } from '../../contract/errors.ts';

/** It is not there for this visitor, and asking again does not change that. */
export function isGone({ code }: SupportError): boolean {
  return code === 'gone' || code === 'not_found';
}

/** The server shows no file of this kind in a page; saving it is another matter. */
export function isNotShown({ code }: SupportError): boolean {
  return code === 'unsupported_type' || code === 'unsupported';
}
