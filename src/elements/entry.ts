/** What stands between an element and its content: no backend, an unreachable one, nobody signed in. */
import { html, type TemplateResult } from 'lit';
import { asksForIdentity, type SupportError } from '../contract/errors.ts';
import { type Remote, valueOf } from '../state/remote.ts';
import type { Visit } from '../state/support-store.ts';
import { failureText, referenceText } from '../ui/failure.ts';
import type { Words } from '../ui/i18n/words.ts';
import * as icons from '../ui/icons.ts';
import { notice } from '../ui/notice.ts';
import type { SourcePhase } from './store-source.ts';

/** `open` is the only one with content; `ended`: there was a session, and it is over. */
export type Entry =
  | { readonly kind: 'missing' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'unavailable'; readonly error: SupportError }
  | { readonly kind: 'signed-out'; readonly ended: boolean }
  | { readonly kind: 'open'; readonly visit: Visit; readonly ended: boolean };

export type ClosedEntry = Exclude<Entry, { kind: 'open' | 'loading' }>;

/**
 * Judges the way in from the connection and from what is known of the session. A session that ended while its tickets
 * are on screen leaves them there: the store still holds them, and the words that were not sent.
 */
export function entryOf(phase: SourcePhase, session: Remote<Visit> | undefined): Entry {
  if (phase === 'missing') return { kind: 'missing' };
  if (phase === 'waiting' || !session) return { kind: 'loading' };
  const visit = valueOf(session);
  if (visit) {
    if (visit.session.kind !== 'anonymous') return { kind: 'open', visit, ended: false };
    return session.status === 'ready' ? { kind: 'signed-out', ended: false } : { kind: 'open', visit, ended: true };
  }
  if (session.status !== 'failed') return { kind: 'loading' };
  return asksForIdentity(session.error)
    ? { kind: 'signed-out', ended: true }
    : { kind: 'unavailable', error: session.error };
}

/** What a closed way in can offer. */
export interface ClosedView {
  words: Words;
  level: number;
  retry: () => void;
  /** The button below the invitation to sign in, unless the element has a slot for it. */
  signIn?: (() => void) | undefined;
}

/** The screen of a way in that is closed. */
export function closedEntry(entry: ClosedEntry, { words, level, retry, signIn }: ClosedView): TemplateResult {
  switch (entry.kind) {
    case 'missing':
      return notice({
        kind: 'error',
        icon: icons.warning,
        title: words.t('app.misconfigured.title'),
        body: words.t('app.misconfigured.body'),
        level,
      });
    case 'unavailable':
      return notice({
        kind: 'error',
        icon: icons.warning,
        title: words.t('app.unavailable.title'),
        body: failureText(entry.error, words, words.t('app.unavailable.body')),
        detail: referenceText(entry.error, words),
        actions: retryButton(words, retry),
        level,
      });
    case 'signed-out':
      return notice({
        kind: 'empty',
        icon: icons.key,
        title: words.t(entry.ended ? 'session.expired.title' : 'session.anonymous.title'),
        body: words.t(entry.ended ? 'session.expired.user' : 'session.anonymous.body'),
        actions: signIn && signInButton(words, signIn),
        level,
      });
  }
}

/** Above content that is still there: the session is over, what was typed is not. */
export function endedStrip(words: Words, signIn: () => void): TemplateResult {
  return html`<div class="strip" part="strip" role="alert">
    ${icons.key}
    <p class="strip-text"><strong>${words.t('session.expired.title')}.</strong> ${words.t('session.expired.user')}</p>
    ${signInButton(words, signIn)}
  </div>`;
}

/** Above content that is still there: the last look at the backend failed. */
export function failedStrip(error: SupportError, fallback: string, words: Words, retry: () => void): TemplateResult {
  return html`<div class="strip" part="strip" role="status">
    ${icons.warning}
    <p class="strip-text">${failureText(error, words, fallback)}</p>
    ${retryButton(words, retry)}
  </div>`;
}

export function retryButton(words: Words, retry: () => void): TemplateResult {
  return html`<button type="button" class="button" part="button" @click=${retry}>${words.t('action.retry')}</button>`;
}

export function signInButton(words: Words, signIn: () => void): TemplateResult {
  return html`<button type="button" class="button button-primary" part="button button-primary" @click=${signIn}>
    ${words.t('action.sign_in')}
  </button>`;
}
