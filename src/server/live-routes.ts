/** The stream of a customer's live updates. */
import * as z from 'zod/mini';
import { lastEventIdHeaderName, restRoutes, SupportError, type Desk } from '../contract/index.ts';
import type { Endpoint, Own } from './endpoint.ts';
import type { Gate } from './gate.ts';
import type { LiveStreams } from './live/live-streams.ts';
import { ticketIdOf } from './parameters.ts';
import { malformed, readQuery } from './requests.ts';

export interface LiveRoutesOptions {
  desk: Desk;
  gate: Gate;
  streams: LiveStreams;
  /** Where a request comes from, as far as limits are concerned. */
  networkOf: (request: Request) => string;
}

const topicSchema = z.object({ ticket: z.optional(z.string()) });
const maxIdLength = 1_000;

export function customerLiveRoutes({ desk, gate, streams, networkOf }: LiveRoutesOptions, own: Own): Endpoint[] {
  return [
    {
      route: restRoutes.subscribe,
      answer: own(async (customer, { request, options }) => {
        const { ticket } = readQuery(request, topicSchema);
        const ticketId = ticket === undefined ? undefined : ticketIdOf({ ticket });
        const lastEventId = lastEventIdOf(request.headers);
        if (!desk.subscribe) throw new SupportError('Nothing is told here.', { code: 'unsupported' });
        const subscribe = desk.subscribe.bind(desk);
        // Nobody would read the body of an answer to HEAD.
        if (request.method === 'HEAD') return {};
        const response = await streams.open({
          customer,
          network: networkOf(request),
          identify: () => gate.identify(request),
          events: (signal) => subscribe(customer, { ticketId }, { ...options, signal, lastEventId }),
          signal: options.signal,
        });
        return { response };
      }),
    },
  ];
}

function lastEventIdOf(headers: Headers): string | undefined {
  const id = headers.get(lastEventIdHeaderName) ?? undefined;
  if ((id?.length ?? 0) > maxIdLength) throw malformed(`/${lastEventIdHeaderName}`, 'too_long');
  return id;
}
