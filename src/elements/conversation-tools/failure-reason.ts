/** Why a reply was not sent. Where the server said how long to wait, the seconds count down by themselves, unannounced. */
import { type ElementPart, noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { SupportError } from '../../contract/errors.ts';
import { failureText } from '../../ui/failure.ts';
import type { Words } from '../../ui/i18n/words.ts';

const secondMs = 1000;
const deadlines = new WeakMap<SupportError, number>();

/** One sentence; the time in it is what is left of it now. */
export function reasonText(error: SupportError, words: Words): string {
  const { code, retryable, retryAfterMs } = error;
  if (code === 'ticket_closed') return words.t('thread.closed.title');
  const leftMs = retryAfterMs === undefined ? 0 : leftOf(error, retryAfterMs);
  const rest = { code, retryAfterMs: leftMs > 0 ? leftMs : undefined };
  return failureText(rest, words, words.t(retryable ? 'msg.failed.network' : 'msg.failed.rejected'));
}

class FailureReason extends Directive {
  #timer: ReturnType<typeof setInterval> | undefined;

  override render(_failure: SupportError | undefined, _words: Words): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [failure, words]: Parameters<this['render']>): unknown {
    clearInterval(this.#timer);
    const write = () => (element.textContent = failure ? reasonText(failure, words) : '');
    write();
    if (failure?.code === 'rate_limited' && failure.retryAfterMs !== undefined) {
      const { retryAfterMs } = failure;
      this.#timer = setInterval(() => {
        write();
        if (leftOf(failure, retryAfterMs) <= 0) clearInterval(this.#timer);
      }, secondMs);
    }
    return noChange;
  }
}

/** Fills an element with the reason. */
export const failureReason = directive(FailureReason);

/** Milliseconds until it makes sense to try again, counted from the first time that somebody asked. */
function leftOf(error: SupportError, retryAfterMs: number): number {
  const now = Date.now();
  const deadline = deadlines.get(error) ?? now + retryAfterMs;
  deadlines.set(error, deadline);
  return deadline - now;
}
