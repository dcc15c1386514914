/**
 * Mails over SMTP. Addresses and headers are judged by our own rules before the library sees them and go to it as
 * objects, never as text that it would have to take apart. Each mail is tried once: whether and when to try again is up
 * to whoever keeps the mails, so that a lost answer doubles nothing behind their back.
 */
import { createTransport } from 'nodemailer';
import { MailError } from '../server/mail/mail-error.ts';
import { breaksLine, isMailAddress, mailFault, type Mail, type MailSender } from '../server/mail/mail.ts';
import { mailServerOf, type MailServer, type MailSource } from './mail-addresses.ts';
import { StartError } from './start-error.ts';

export interface SmtpOptions {
  /**
   * `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte. Ports are 587 and 465 unless given.
   * `smtp:` turns to TLS where the server offers it, and gives a password to another machine over TLS alone.
   */
  url: string;
  from: MailSource;
  timeouts?: Partial<SmtpTimeouts> | undefined;
}

interface SmtpTimeouts {
  connectionMs: number;
  /** For the first line of the server. */
  greetingMs: number;
  /** For any sign of life after that. */
  socketMs: number;
  /** For one mail from start to end, waiting for its turn included: a server could trickle signs of life for ever. */
  wholeMs: number;
}

export interface SmtpSender extends MailSender {
  /** Takes no more mails, ends idle connections and lets those finish that deliver one. */
  close(): void;
}

const usualTimeouts: SmtpTimeouts = { connectionMs: 10_000, greetingMs: 10_000, socketMs: 30_000, wholeMs: 120_000 };
const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/** Opens no connection before the first mail. Throws a `StartError` for settings that cannot be used. */
export function smtpSender({ url, from, timeouts }: SmtpOptions): SmtpSender {
  const server = mailServerOf(url);
  if (!server) throw new StartError('The mail server is given as smtp://user:password@host:port, or with smtps:.');
  if (!isMailAddress(from.address)) throw new StartError('The address that mails come from cannot be used.');
  if (breaksLine(from.name)) throw new StartError('The name that mails come from holds a control character.');
  const { connectionMs, greetingMs, socketMs, wholeMs } = { ...usualTimeouts, ...timeouts };
  const transport = createTransport({
    ...server,
    ...encryptionFor(server),
    pool: true,
    // Once more, on a new connection, where the old one had died before anything of the mail was sent.
    maxRequeues: 1,
    connectionTimeout: connectionMs,
    dnsTimeout: connectionMs,
    greetingTimeout: greetingMs,
    socketTimeout: socketMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const fault = mailFault(mail);
      if (fault) throw new MailError('refused', 'EUNSENDABLE', fault);
      try {
        await transport.sendMail({ ...messageOf(mail, from), signal: AbortSignal.timeout(wholeMs) });
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf({ to, subject, text, html, messageId }: Mail, from: SmtpOptions['from']) {
  return {
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    // RFC 3834, and the word that Exchange knows: nobody's out-of-office note should answer.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** On this machine a mail server for trials shows a certificate that nobody signed, and nobody else listens. */
function encryptionFor({ host, secure, auth }: MailServer): { ignoreTLS?: true; requireTLS?: true } {
  if (secure) return {};
  if (loopback.has(host)) return { ignoreTLS: true };
  return auth ? { requireTLS: true } : {};
}

interface SmtpFailure {
  code?: unknown;
  /** The command that failed. */
  command?: unknown;
  responseCode?: unknown;
}

/** 530 asks us to sign in, whatever the command: that is about us, and not about the mail. */
const signInNeeded = 530;

function mailErrorOf(thrown: unknown): MailError {
  const { code, command, responseCode } = (thrown instanceof Error ? thrown : {}) as SmtpFailure;
  if (typeof responseCode !== 'number') {
    const name = typeof code === 'string' && /^[A-Z\d_]{1,40}$/.test(code) ? code : 'EUNKNOWN';
    return new MailError('temporary', name, `The mail could not be handed to the mail server (${name}).`);
  }
  const aboutMail = command === 'RCPT TO' || command === 'DATA';
  if (aboutMail && responseCode >= 500 && responseCode !== signInNeeded)
    return new MailError('refused', String(responseCode), `The mail server refused the mail (${responseCode}).`);
  return new MailError(
    'temporary',
    String(responseCode),
    `The mail server did not take the mail now (${responseCode}).`,
  );
}
