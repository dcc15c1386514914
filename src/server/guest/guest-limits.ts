/** How long things live and how often they may be tried. Each is a setting; these are what it is unless told. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** At most `times` within `ms`. */
export interface Cap {
  times: number;
  ms: number;
}

/** Durations in milliseconds. */
export interface GuestLimits {
  linkMs: number;
  /** Digits of a code, 4 to 10. */
  codeLength: number;
  codeMs: number;
  /** Wrong codes: against one code, against one link in a day, against one link in its life. */
  triesPerCode: number;
  triesPerLinkDay: number;
  triesPerLink: number;
  /** Wrong codes in a day against all links of a ticket. The newest link is exempt, so that its owner is not locked out. */
  triesPerTicketDay: number;
  /** Between two codes that go to one address, whichever links ask. */
  codeGapMs: number;
  /**
   * Codes that are mailed. What all links of an address or of a ticket share does not bind the newest link of a ticket, so
   * that nobody who holds an older one keeps its owner out.
   */
  sendsPerAddress: readonly Cap[];
  sendsPerLink: readonly Cap[];
  sendsPerTicket: readonly Cap[];
  sendsPerNetwork: readonly Cap[];
  /** Requests for a new link to one ticket of one address, and from one network, whether or not there is such a ticket. */
  requestsPerTicket: readonly Cap[];
  requestsPerNetwork: readonly Cap[];
  /** New links that are mailed to one address because somebody asked. */
  linksPerAddress: readonly Cap[];
  /** A session ends after this long without a request, and after this long in any case. */
  sessionIdleMs: number;
  sessionMs: number;
}

/**
 * With six digits a holder of one link guesses a code with a chance of at most 10 in a million in a day and 50 in a
 * million in the link's life. Lifetimes follow OWASP ASVS 5.0, 6.5 and 7.3.
 */
export const defaultGuestLimits: GuestLimits = {
  linkMs: 30 * dayMs,
  codeLength: 6,
  codeMs: 10 * minuteMs,
  triesPerCode: 5,
  triesPerLinkDay: 10,
  triesPerLink: 50,
  triesPerTicketDay: 10,
  codeGapMs: minuteMs,
  sendsPerAddress: [
    { times: 5, ms: hourMs },
    { times: 10, ms: dayMs },
  ],
  sendsPerLink: [
    { times: 4, ms: hourMs },
    { times: 8, ms: dayMs },
  ],
  sendsPerTicket: [
    { times: 10, ms: hourMs },
    { times: 20, ms: dayMs },
  ],
  sendsPerNetwork: [
    { times: 20, ms: hourMs },
    { times: 60, ms: dayMs },
  ],
  requestsPerTicket: [
    { times: 3, ms: hourMs },
    { times: 5, ms: dayMs },
  ],
  requestsPerNetwork: [
    { times: 20, ms: hourMs },
    { times: 60, ms: dayMs },
  ],
  linksPerAddress: [
    { times: 3, ms: hourMs },
    { times: 5, ms: dayMs },
  ],
  sessionIdleMs: 30 * minuteMs,
  sessionMs: 12 * hourMs,
};

/** Milliseconds until one more is allowed by every cap; 0 where it is now. `times` are oldest first. */
export function waitFor(caps: readonly Cap[], times: readonly number[], now: number): number {
  const waits = caps.map(({ times: most, ms }) => {
    const oldest = times.filter((time) => time > now - ms).at(-most);
    return oldest === undefined ? 0 : oldest + ms - now;
  });
  return Math.max(0, ...waits);
}

/** The times with one more, without those that no cap looks at any longer. */
export function withOneMore(times: readonly number[], now: number): number[] {
  return [...times.filter((time) => time > now - dayMs), now];
}
