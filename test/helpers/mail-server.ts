/** A real mail server on a free port of this machine that keeps what it is given. */
import { EventEmitter, once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Delivery {
  recipients: string[];
  raw: Buffer;
}

export interface MailServer {
  deliveries: Delivery[];
  /** Resolves once so many mails are there. */
  delivered: (count: number) => Promise<Delivery[]>;
  port: number;
  close: () => Promise<void>;
}

/** `port` 0 for a free one. */
export async function startMailServer(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
  const deliveries: Delivery[] = [];
  const arrivals = new EventEmitter();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      void buffer(stream).then((raw) => {
        deliveries.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw });
        callback();
        arrivals.emit('mail');
      });
    },
    ...options,
  });
  const taken = await listening(server.server, port);
  const delivered = async (count: number) => {
    while (deliveries.length < count) await once(arrivals, 'mail');
    return deliveries;
  };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { deliveries, delivered, port: taken, close };
}

/** Resolves with the port. */
export async function listening(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
