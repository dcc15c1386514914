/** Where the page's requests go: to the server that serves it, or to the same handler in a service worker's reach. */
import { createHttpAdapter } from 'helpdock';
import type { TicketOwner } from 'helpdock/contract';
import { createHost } from '../host/host.ts';
import { personas } from '../../mocks/seed/personas.ts';
import type { DemoSettings } from './switches.ts';
import { TeamApi } from './team-api.ts';

export interface Connection {
  adapter: ReturnType<typeof createHttpAdapter>;
  /** For the agent panel. */
  team: TeamApi;
  customer: TicketOwner | undefined;
  /** Of the shop's mailboxes. */
  mails: string;
}

const pathOf = (relative: string) => new URL(relative, document.baseURI).pathname;

let mocksStarted: Promise<void> | undefined;

/** Loaded only when asked for: a real page never needs a line of it. */
async function startMocksOnce(support: string, host: string): Promise<void> {
  const [{ createMockBackend }, { mockHandlers }, { startMocks }] = await Promise.all([
    import('../../mocks/backend.ts'),
    import('../../mocks/handlers.ts'),
    import('../../mocks/browser.ts'),
  ]);
  const backend = await createMockBackend(support, location.origin + location.pathname);
  const shop = createHost({
    base: host,
    tokenFor: (persona) => backend.tokenFor(persona),
    mailsFor: (address) => backend.mailsFor(address),
    askStaffApi: (path, init) =>
      backend.handler(
        new Request(new URL(`${support}${path}`, location.href), {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${backend.staffKey}` },
        }),
      ),
  });
  await startMocks(mockHandlers({ [support]: backend.handler, [host]: shop }), pathOf('./mockServiceWorker.js'));
}

export async function connect({ backend, persona, entry }: DemoSettings): Promise<Connection> {
  const [support, host] =
    backend === 'mocks'
      ? [pathOf('./mocks/support/v1'), pathOf('./mocks/shop-api')]
      : [pathOf('./support/v1'), pathOf('./shop-api')];
  if (backend === 'mocks') await (mocksStarted ??= startMocksOnce(support, host));
  const person = personas.find(({ id }) => id === persona);
  return {
    adapter: createHttpAdapter({
      endpoint: support,
      getAccessToken: () => (entry === 'account' ? tokenFor(host, persona) : null),
    }),
    team: new TeamApi(`${host}/team`, support),
    mails: `${host}/mails`,
    customer: person && { email: person.email, subject: person.subject, name: person.name, locale: person.locale },
  };
}

const tokens = new Map<string, { token: string; until: number }>();

/** A host keeps its token for a while instead of signing one for every request. */
async function tokenFor(host: string, persona: string): Promise<string> {
  const key = `${host} ${persona}`;
  const known = tokens.get(key);
  if (known && known.until > Date.now()) return known.token;
  const response = await fetch(`${host}/token/${persona}`);
  if (!response.ok) throw new Error(`the shop's backend answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  tokens.set(key, { token, until: Date.now() + 30 * 60_000 });
  return token;
}
