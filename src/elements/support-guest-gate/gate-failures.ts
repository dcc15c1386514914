/** Which failures of the gate somebody other than the visitor has to look into. */
import type { SupportErrorCode } from '../../contract/errors.ts';
import type { GuestFailure } from '../../state/guest.ts';
import { SupportErrorEvent } from '../events.ts';

/** All others are what a visitor did, or can mend: a wrong code, too many of them, an old link, no network. */
const foreignCodes: ReadonlySet<SupportErrorCode> = new Set([
  'unavailable',
  'unknown',
  'timeout',
  'forbidden',
  'unsupported',
]);

/** Whether an operator or the page's author is needed. */
export function needsOthers({ code }: GuestFailure): boolean {
  return foreignCodes.has(code);
}

/** Tells the page, for its log. */
export function reportGuestFailure(host: HTMLElement, failure: GuestFailure): void {
  if (!needsOthers(failure)) return;
  const { of, code, retryable, reference } = failure;
  const error = { code, retryable, reference };
  host.dispatchEvent(new SupportErrorEvent({ error, where: 'guest', fatal: of === 'check' }));
}
