/** Where requests come from, as far as limits are concerned. */
import { isIP, SocketAddress } from 'node:net';

export interface Networks {
  /** Notes whose connection a request came on. */
  note: (request: Request, peer: string) => void;
  networkOf: (request: Request) => string;
}

/**
 * `proxies` of our own stand in front, and each adds to X-Forwarded-For whom it was asked by. `ignored` is called once,
 * when a proxy that nobody named shows itself: every visitor would count as one network.
 */
export function networks(proxies: number, ignored: () => void = () => undefined): Networks {
  const peers = new WeakMap<Request, string>();
  let isTold = proxies > 0;
  return {
    note: (request, peer) => void peers.set(request, peer),
    networkOf(request) {
      const forwardedFor = request.headers.get('x-forwarded-for');
      if (!isTold && forwardedFor !== null) ignored();
      isTold ||= forwardedFor !== null;
      return networkOf(peers.get(request) ?? '', forwardedFor, proxies);
    },
  };
}

/**
 * Only what our own proxies added counts: it stands at the right end, and anybody may have written what is left of it.
 * Where that is no address, the connection's own counts.
 */
export function networkOf(peer: string, forwardedFor: string | null, proxies: number): string {
  const told = proxies > 0 ? forwardedFor?.split(',').at(-proxies) : undefined;
  return networkOfAddress(told?.trim() ?? '') ?? networkOfAddress(peer) ?? peer;
}

/** An IPv4 address, or the /64 of an IPv6 address, which is what one customer of a provider has at least. */
function networkOfAddress(text: string): string | undefined {
  // Some proxies add the port.
  const address = isIP(text) > 0 ? text : SocketAddress.parse(text)?.address;
  if (address === undefined || isIP(address) === 4) return address;
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  const mapped = canonical.replace(/^::ffff:/, '');
  return isIP(mapped) === 4 ? mapped : `${firstGroups(canonical, 4).join(':')}::/64`;
}

/** `::` stands for as many zeros as are missing. */
function firstGroups(canonical: string, count: number): string[] {
  const [left = [], right = []] = canonical.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].slice(0, count);
}
