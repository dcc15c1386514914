import { asksForIdentity, type SupportError } from '../contract/errors.ts';
import { failureOf, SupportErrorEvent } from './events.ts';

/** Tells the page of a failure. That a session is over is told by its owner, not by everything that noticed. */
export function reportFailure(
  host: HTMLElement,
  error: SupportError,
  where: SupportErrorEvent['detail']['where'],
  fatal: boolean,
): void {
  if (!asksForIdentity(error)) host.dispatchEvent(new SupportErrorEvent({ error: failureOf(error), where, fatal }));
}
