/** Visitors with a mailed link in front of the gate. The test answers for the backend. */
import { html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/guest-gate.ts';
import type {
  GuestAdapter,
  GuestChallengeInfo,
  GuestEntry,
  GuestLinkInfo,
  Session,
  SupportErrorCode,
} from '../../src/contract/index.ts';
import type { SupportGuestGateElement } from '../../src/elements.ts';
import { createFakeAdapter, type FailureDetails, type FakeAdapter } from '../helpers/fake-adapter.ts';
import { fakeConfig } from '../helpers/fake-contract.ts';
import { deep, find, mount, until } from './stage.ts';

type Template = ReturnType<typeof html>;

export const token = 'tok_very-secret';
export const hint = 'a•••@p•••.pl';
const session: GuestEntry['session'] = {
  kind: 'guest',
  ticketIds: ['t'],
  emailHint: hint,
  expiresAt: '2030-01-01T00:00:00Z',
};

export interface Gate {
  gate: SupportGuestGateElement;
  adapter: FakeAdapter;
  /** Answers what the link, a press for a code, and the right code wait for. */
  resolve: (link?: Partial<GuestLinkInfo>) => Promise<void>;
  mail: (challenge?: Partial<GuestChallengeInfo>) => Promise<void>;
  open: () => Promise<void>;
  refuse: (method: keyof GuestAdapter, code: SupportErrorCode, details?: FailureDetails) => Promise<void>;
}

/** Milliseconds from now, as a backend writes it. */

export async function mountGate(
  template: (adapter: FakeAdapter) => Template = (adapter) =>
    html`<support-guest-gate .adapter=${adapter} link=${token}></support-guest-gate>`,
): Promise<Gate> {
  const state: { session: Session } = { session: { kind: 'anonymous' } };
  const adapter = createFakeAdapter({ getConfig: async () => fakeConfig(), getSession: async () => state.session });
  const gate = await mount<SupportGuestGateElement>(template(adapter));
  await find(gate, '#heading');
  return {
    gate,
    adapter,
    async resolve(link = {}) {
      const call = await adapter.next('resolveLink');
      call.answer({ ticketNumber: '1042', emailHint: hint, verified: false, ...link });
      await settled(gate);
    },
    async mail(challenge = {}) {
      const call = await adapter.next('requestCode');
      const times = { expiresInMs: 600_000, resendInMs: 60_000 };
      call.answer({ challengeId: 'ch', codeLength: 6, attemptsLeft: 5, ...times, ...challenge });
      await settled(gate);
    },
    async open() {
      state.session = session;
      (await adapter.next('verifyCode')).answer({ session, ticketId: 't' });
      await settled(gate);
    },
    async refuse(method, code, details) {
      (await adapter.next(method)).fail(code, details);
      await settled(gate);
    },
  };
}

/** The link is looked at, and belongs to somebody. */
export async function mountIntro(template?: (adapter: FakeAdapter) => Template): Promise<Gate> {
  const gate = await mountGate(template);
  await gate.resolve();
  return gate;
}

/** A code was asked for and mailed. */
export async function mountCode(
  challenge?: Partial<GuestChallengeInfo>,
  template?: (adapter: FakeAdapter) => Template,
): Promise<Gate> {
  const gate = await mountIntro(template);
  mainOf(gate.gate).click();
  await gate.mail(challenge);
  return gate;
}

/** Types a code and confirms it with Enter. */
export async function enterCode(gate: Element, code: string): Promise<void> {
  const input = inputOf(gate);
  input.focus();
  input.select();
  await sendKeys({ type: code });
  await sendKeys({ press: 'Enter' });
}

/** The gate shows where it is, and nothing is under way. */
async function settled(gate: SupportGuestGateElement): Promise<void> {
  await until(() => gate.step !== 'checking' && !gate.matches(':state(busy)'), 'still busy');
  await until(() => deep(gate, 'section')?.getAttribute('aria-busy') === 'false', 'still checking');
  await gate.updateComplete;
}

const visible = (element: Element) => (element as HTMLElement).checkVisibility();
export const headingOf = (gate: Element) => deep(gate, '#heading') as HTMLElement;
export const mainOf = (gate: Element) =>
  Array.from(gate.shadowRoot?.querySelectorAll<HTMLButtonElement>('.main') ?? []).find(visible) as HTMLButtonElement;
export const resendOf = (gate: Element) => deep<HTMLButtonElement>(gate, '.resend > button') as HTMLButtonElement;
export const inputOf = (gate: Element) =>
  deep<HTMLInputElement>(gate, 'support-code-input', 'input') as HTMLInputElement;
export const fieldOf = (gate: Element, id: 'email' | 'number') =>
  deep<HTMLInputElement>(gate, `#${id}`) as HTMLInputElement;
