// States of the door for people without an account: what the link and the code are answered with, and what a guest did.
import { hang, problem } from './screenshot-backend.mjs';

const inMs = (ms) => new Date(Date.now() + ms).toISOString();
const anonymous = { kind: 'anonymous' };
const guest = { kind: 'guest', ticketIds: ['t0'], emailHint: 'a•••@p•••.pl', expiresAt: inMs(1_800_000) };
const link = { ticketNumber: '10482', emailHint: guest.emailHint, verified: false };
const challenge = { challengeId: 'c', codeLength: 6, expiresInMs: 600_000, resendInMs: 60_000, attemptsLeft: 5 };
const door = { session: anonymous, resolve: link, challenges: challenge, verify: hang, links: null };
const ended = problem('session_expired', 401);
const down = problem('unavailable', 503);

/** In front of the gate, with a link. */
const gate = (answers = {}) => ({ link: 'tok', answers: { ...door, ...answers } });
/** With the session of a guest. */
const inside = (answers = {}) => ({
  ...gate({ session: guest, resolve: { ...link, verified: true, ticketId: 't0' } }),
  ...answers,
});

const of = (center, selector) => center.locator(`support-guest-gate ${selector}`);
const shown = (center, selector) => of(center, selector).locator('visible=true').first();
const main = ({ center }) => shown(center, '.main').click();
const ask = async (scene) => {
  await main(scene);
  await shown(scene.center, 'support-code-input input').waitFor();
};
const type = async (scene) => {
  await ask(scene);
  // Key by key: what comes in one piece is sent by itself.
  await shown(scene.center, 'support-code-input input').pressSequentially('418205');
};
const verify = async (scene) => {
  await type(scene);
  await shown(scene.center, 'support-code-input input').press('Enter');
};
const resend = async (scene) => {
  await ask(scene);
  await shown(scene.center, '.resend button').click();
};
const askForLink = async ({ center, texts }) => {
  await shown(center, '#email').fill(texts.address);
  await shown(center, '#number').fill('10482');
  await shown(center, '.main').click();
};
const form = { answers: door, guestDoor: true };
const openForm = async ({ center }) => center.locator('.new-link').click();

export const guestStates = [
  ['guest-checking', gate({ resolve: hang })],
  ['guest-check-failed', gate({ resolve: down })],
  ['guest-intro', gate()],
  ['guest-intro-failed', gate({ challenges: down }), main],
  ['guest-intro-limited', gate({ challenges: problem('rate_limited', 429, { retryAfter: 754 }) }), main],
  ['guest-code', gate(), ask],
  ['guest-code-checking', gate(), verify],
  [
    'guest-code-trouble',
    gate(),
    async (scene) => {
      await ask(scene);
      await shown(scene.center, 'summary').click();
    },
  ],
  ['guest-code-wrong', gate({ verify: problem('code_wrong', 422, { attemptsLeft: 2 }) }), verify],
  ['guest-code-expired', gate({ verify: problem('code_expired', 410) }), verify],
  [
    'guest-code-resent',
    gate({ challenges: { ...challenge, resendInMs: 0 } }),
    async (scene) => {
      await resend(scene);
      await shown(scene.center, '.resent').waitFor();
    },
  ],
  ['guest-code-ready', gate({ challenges: { ...challenge, resendInMs: 0 } }), ask],
  [
    'guest-resend-failed',
    gate({ challenges: { ...challenge, resendInMs: 0 } }),
    async (scene) => {
      await ask(scene);
      scene.change({ challenges: down });
      await shown(scene.center, '.resend button').click();
    },
  ],
  [
    'guest-resend-limited',
    gate({ challenges: { ...challenge, resendInMs: 0 } }),
    async (scene) => {
      await ask(scene);
      scene.change({ challenges: problem('rate_limited', 429, { retryAfter: 1_754 }) });
      await shown(scene.center, '.resend button').click();
    },
  ],
  ['guest-locked', gate({ verify: problem('code_locked', 429, { retryAfter: 840 }) }), verify],
  ['guest-link-expired', gate({ resolve: problem('link_expired', 410) })],
  ['guest-link-invalid', gate({ resolve: problem('link_invalid', 404) })],
  ['guest-signed-out', form],
  ['guest-form', form, openForm],
  [
    'guest-form-errors',
    form,
    async (scene) => {
      await openForm(scene);
      await main(scene);
    },
  ],
  [
    'guest-form-failed',
    { ...form, answers: { ...door, links: down } },
    async (scene) => {
      await openForm(scene);
      await askForLink(scene);
    },
  ],
  ['guest-link-sent', gate({ resolve: problem('link_expired', 410) }), askForLink],
  [
    'guest-link-sent-back',
    form,
    async (scene) => {
      await openForm(scene);
      await askForLink(scene);
    },
  ],
  ['guest-ticket', inside()],
  [
    'guest-session-ended',
    inside(),
    async (scene) => {
      await scene.box(scene.center).fill(scene.texts.draft);
      scene.change({ session: ended, ticket: ended, events: ended, messages: ended, resolve: link });
      await scene.box(scene.center).press('Control+Enter');
      await scene.center.locator('.ended').waitFor();
    },
  ],
  [
    'guest-session-ended-reload',
    { open: true, answers: { ...door, session: guest } },
    async (scene) => {
      await scene.box(scene.center).fill(scene.texts.draft);
      scene.change({ session: ended, ticket: ended, events: ended, messages: ended });
      await scene.box(scene.center).press('Control+Enter');
      await scene.center.locator('.ended').waitFor();
    },
  ],
];
