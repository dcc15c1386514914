/** The shop's mail server: real SMTP on a port of this machine. It delivers nothing and shows everything. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { MockMail } from '../../mocks/backend.ts';

const kept = 200;

export interface MailCatcher {
  /** `smtp://127.0.0.1:…` */
  url: string;
  /** What came for an address, newest first. */
  mailsFor(address: string): MockMail[];
  close(): Promise<void>;
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: (MockMail & { to: string[] })[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, taken) {
      simpleParser(stream).then(({ subject = '', text = '' }) => {
        const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        mails.unshift({ id: randomUUID(), to, subject, text, at: new Date().toISOString() });
        mails.length = Math.min(mails.length, kept);
        taken();
      }, taken);
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    mailsFor: (address) =>
      mails.filter(({ to }) => to.includes(address.toLowerCase())).map(({ to: _, ...mail }) => mail),
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
