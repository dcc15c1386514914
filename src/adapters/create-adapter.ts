/**
 * An adapter of one's own from the methods one has. The others reject with `unsupported`, and `config.features` says so
 * beforehand: what cannot be done is told once and cannot be forgotten.
 */
import type { CallOptions, SupportAdapter } from '../contract/adapter.ts';
import type { SupportConfig, SupportFeatures } from '../contract/config.ts';
import { SupportError } from '../contract/errors.ts';
import { contractVersion } from '../contract/routes.ts';

type Required = 'name' | 'getSession' | 'listTickets' | 'getTicket' | 'listEvents' | 'sendMessage' | 'markRead';
type Optional = 'signOut' | 'setStatus' | 'rateTicket' | 'getUnread' | 'subscribe' | 'guest' | 'files';

/** `getConfig` may leave out the contract's version, and every feature that is not there. */
export type AdapterMethods = Pick<SupportAdapter, Required> &
  Partial<Pick<SupportAdapter, Optional>> & {
    getConfig(
      options: CallOptions,
    ): Promise<Omit<SupportConfig, 'contract' | 'features'> & { features?: Partial<SupportFeatures> }>;
  };

/** Completes an adapter. A feature is offered when its method is here and the configuration does not deny it. */
export function createAdapter(methods: AdapterMethods): SupportAdapter {
  const status = methods.setStatus !== undefined;
  const missing = async (): Promise<never> => {
    throw new SupportError(`The adapter "${methods.name}" cannot do that.`, { code: 'unsupported' });
  };
  return {
    signOut: missing,
    setStatus: missing,
    rateTicket: missing,
    getUnread: missing,
    subscribe: () => ({ [Symbol.asyncIterator]: () => ({ next: missing }) }),
    guest: { resolveLink: missing, requestCode: missing, verifyCode: missing, requestNewLink: missing },
    files: { upload: missing, discard: missing, linkTo: missing, linkToAll: missing },
    ...given(methods),
    async getConfig(options) {
      const { features = {}, guest, limits, ...config } = await methods.getConfig(options);
      return {
        ...config,
        limits: methods.files ? limits : { ...limits, attachments: { ...limits.attachments, maxFiles: 0 } },
        ...(guest && methods.guest && { guest }),
        contract: contractVersion,
        features: {
          search: features.search ?? false,
          html: features.html ?? false,
          solve: status && (features.solve ?? true),
          reopen: status && (features.reopen ?? true),
          rating: methods.rateTicket !== undefined && (features.rating ?? true),
          live: methods.subscribe !== undefined && (features.live ?? true),
          // No method of this version could keep the promise.
          push: false,
        },
      };
    },
  };
}

/** Methods bound to the object they came from, which may be a class of its own. */
function given(methods: AdapterMethods): Pick<SupportAdapter, Required> & Partial<Pick<SupportAdapter, Optional>> {
  return {
    name: methods.name,
    getSession: (o) => methods.getSession(o),
    listTickets: (query, o) => methods.listTickets(query, o),
    getTicket: (ticketId, o) => methods.getTicket(ticketId, o),
    listEvents: (ticketId, query, o) => methods.listEvents(ticketId, query, o),
    sendMessage: (ticketId, reply, o) => methods.sendMessage(ticketId, reply, o),
    markRead: (ticketId, upTo, o) => methods.markRead(ticketId, upTo, o),
    ...(methods.signOut && { signOut: methods.signOut.bind(methods) }),
    ...(methods.setStatus && { setStatus: methods.setStatus.bind(methods) }),
    ...(methods.rateTicket && { rateTicket: methods.rateTicket.bind(methods) }),
    ...(methods.guest && { guest: methods.guest }),
    ...(methods.files && { files: methods.files }),
    ...(methods.subscribe && { subscribe: methods.subscribe.bind(methods) }),
    ...(methods.getUnread && { getUnread: methods.getUnread.bind(methods) }),
  };
}
