/** A server as a company sets it up, and its customers and staff as they call it. */
import { SignJWT } from 'jose';

const tokenSecret = 'a-secret-of-the-host-with-enough-bytes';
export const staffKey = 'staff-key-0123456789-0123456789-0123456789';
const issuer = 'https://shop.example';

/** The settings that every server needs, on a free port. */
export const environment = {
  HELPDOCK_PORT: '0',
  HELPDOCK_TOKEN_ISSUER: issuer,
  HELPDOCK_TOKEN_AUDIENCE: 'helpdock',
  HELPDOCK_TOKEN_SECRET: tokenSecret,
  HELPDOCK_STAFF_KEY: staffKey,
};

/** What the host's server gives to its signed-in customer; `life` may be over already, as "-1h". */
export function hostToken(subject: string, email = `${subject}@example.test`, life = '1h'): Promise<string> {
  return new SignJWT({ email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('helpdock')
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(life)
    .sign(new TextEncoder().encode(tokenSecret));
}

/** Calls the API with a token or the staff key. */
export function call(
  url: string,
  token: string,
  { method, path, body, key }: { method: string; path: string; body?: unknown; key?: string },
): Promise<Response> {
  const headers = new Headers({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
  if (key !== undefined) headers.set('idempotency-key', `"${key}"`);
  return fetch(`${url}/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

/** The team opens a ticket for an account; resolves with its id. */
export async function openTicket(url: string, subject: string, text = 'How can we help?'): Promise<string> {
  const customer = { email: `${subject}@example.test`, subject };
  const body = { customer, subject: 'Your order', from: 'support', text };
  const response = await call(url, staffKey, { method: 'POST', path: '/staff/tickets', body });
  if (response.status !== 201) throw new Error(`Opening a ticket was answered with ${response.status}.`);
  return ((await response.json()) as { id: string }).id;
}

/** The customer answers in a ticket. */
export function reply(url: string, token: string, ticketId: string, clientId: string, text: string): Promise<Response> {
  const body = { clientId, text, attachmentIds: [] };
  return call(url, token, { method: 'POST', path: `/tickets/${ticketId}/messages`, body, key: clientId });
}

/** All messages of a ticket in order, read page by page as its customer. */
export async function readMessages(
  url: string,
  token: string,
  ticketId: string,
): Promise<{ id: string; text: string }[]> {
  const messages: { id: string; text: string }[] = [];
  for (let query = 'limit=30'; ;) {
    const response = await call(url, token, { method: 'GET', path: `/tickets/${ticketId}/events?${query}` });
    if (response.status !== 200) throw new Error(`Reading a ticket was answered with ${response.status}.`);
    const { items, before } = (await response.json()) as {
      items: { id: string; type: string; body?: { text: string } }[];
      before: string | null;
    };
    const page = items.filter(({ type }) => type === 'message').map(({ id, body }) => ({ id, text: body?.text ?? '' }));
    messages.unshift(...page);
    if (before === null) return messages;
    query = `limit=30&before=${encodeURIComponent(before)}`;
  }
}
