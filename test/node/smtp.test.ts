/** Mails over a real connection to a mail server on this machine: what arrives, what never leaves, what fails how. */
import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import type { SMTPServerOptions } from 'smtp-server';
import { smtpSender, type SmtpOptions } from '../../src/node/smtp.ts';
import { StartError } from '../../src/node/start-error.ts';
import { codeMail, type CodeMailOptions } from '../../src/server/mail/code-mail.ts';
import { MailError } from '../../src/server/mail/mail-error.ts';
import type { Mail } from '../../src/server/mail/mail.ts';
import { updateMail } from '../../src/server/mail/update-mail.ts';
import { listening, startMailServer, type Delivery } from '../helpers/mail-server.ts';

const from = { name: 'Shop', address: 'help@shop.example' };
const code = '493817';
const to = 'anna@poczta.example';
const messageId = '<m1.a-b_c@help.example>';
const codeMailWith = (more: Partial<CodeMailOptions> = {}) =>
  codeMail({ to, code, ticketNumber: 'HD-1042', host: 'shop.example', locale: 'en', minutes: 10, messageId, ...more });
const mail = codeMailWith();

const ends: (() => unknown)[] = [];
after(() => Promise.all(ends.map((end) => end())));

/** A mail server that keeps what it is given, until the end of this file. */
async function mailServer(options: SMTPServerOptions = {}) {
  const server = await startMailServer(options);
  ends.push(() => server.close());
  return server;
}

/** Answers each line as it is told to; whatever it does not know it greets or takes, as a mail server would. */
async function scriptedServer(answer: (line: string, socket: Socket) => string | undefined) {
  const lines: string[] = [];
  const usual: Record<string, string> = { DATA: '354 go on', QUIT: '221 bye' };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const say = (line: string) => {
      lines.push(line);
      const words = answer(line, socket) ?? usual[line] ?? '250 well';
      if (words !== '' && socket.writable) socket.write(`${words}\r\n`);
    };
    socket.on('error', () => undefined);
    say('');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n'))
        if (/^(EHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|RSET|QUIT|\.$)/.test(line)) say(line);
    });
  });
  ends.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { lines, port: await listening(server) };
}
const greeting = '220 mail.example ready';

function senderTo(port: number, more: Partial<SmtpOptions> = {}) {
  const sender = smtpSender({ url: `smtp://127.0.0.1:${port}`, from, ...more });
  ends.push(() => sender.close());
  return sender;
}

async function failure(sending: Promise<void>): Promise<MailError> {
  const error = await sending.then(
    () => assert.fail('the mail was sent'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof MailError, String(error));
  assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes(code), 'the error holds the code');
  assert.equal(error.cause, undefined);
  return error;
}

const kindAndCode = async (sending: Promise<void>) => {
  const { kind, code: reason } = await failure(sending);
  return `${kind} ${reason}`;
};

/** Names of the head, in lower case; a line that continues another begins with a space. */
function headerNames({ raw }: Delivery): string[] {
  const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? '';
  const names = head.split('\r\n').filter((line) => !/^[ \t]/.test(line));
  return names.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()).sort();
}

const knownHeaders = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];

const only = <T>(list: readonly T[]): T => {
  assert.equal(list.length, 1);
  return list[0] as T;
};

describe('a mail that arrives', () => {
  it('has one recipient, both parts, the given identifier, and the headers of an automatic mail alone', async () => {
    const { deliveries, port } = await mailServer();
    await senderTo(port).send(mail);
    const delivery = only(deliveries);
    assert.deepEqual(delivery.recipients, [to]);
    assert.deepEqual(headerNames(delivery), knownHeaders);
    const parsed = await simpleParser(delivery.raw);
    assert.deepEqual(parsed.from?.value, [{ name: 'Shop', address: 'help@shop.example' }]);
    assert.deepEqual(
      [parsed.to].flat().map((list) => list?.text),
      [to],
    );
    assert.deepEqual([parsed.subject, parsed.messageId], ['Your one-time code', messageId]);
    assert.equal(parsed.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(parsed.headers.get('x-auto-response-suppress'), 'All');
    assert.equal(parsed.text?.trimEnd(), mail.text);
    assert.equal(parsed.text?.trimEnd().split('\n').at(-1), `@shop.example #${code}`);
    assert.equal(parsed.html ? parsed.html.trimEnd() : '', mail.html);
    assert.deepEqual(parsed.attachments, []);
  });

  it('keeps Polish letters, a long link and a name with signs of its own', async () => {
    const { deliveries, port } = await mailServer();
    const link = `https://shop.example/help#support/g/${'aZ09-_'.repeat(60)}`;
    const polish = updateMail({ to, ticketNumber: 'HD-7', link, locale: 'pl', messageId, canReplyByMail: false });
    const name = 'Żółw, „Sklep” & "Syn" <pl>';
    await senderTo(port, { from: { ...from, name } }).send(polish);
    const delivery = only(deliveries);
    const parsed = await simpleParser(delivery.raw);
    assert.deepEqual(parsed.from?.value, [{ name, address: from.address }]);
    assert.equal(parsed.subject, 'Nowe informacje w zgłoszeniu HD-7');
    assert.ok(parsed.text?.split('\n').includes(link), 'the link is on a line of its own');
    assert.match(delivery.raw.toString('latin1'), /^[\0-\x7f]*$/);
  });

  it('goes over the connection of the one before it, and over a new one where that was closed', async () => {
    const open: Socket[] = [];
    const { lines, port } = await scriptedServer((line, socket) => {
      if (line === '') open.push(socket);
      return line === '' ? greeting : undefined;
    });
    const sender = senderTo(port);
    await sender.send(mail);
    await sender.send(mail);
    assert.equal(open.length, 1);
    open[0]?.destroy();
    await sender.send(mail);
    assert.equal(open.length, 2);
    assert.equal(lines.filter((line) => line === '.').length, 3);
  });
});

/** What may stand where a header is made of it; those without a control character are sent, and stay where they are. */
const injections = [
  'a\r\nBcc: evil@evil.example',
  'a\nBcc: evil@evil.example',
  'a\rBcc: evil@evil.example',
  'a\r\n\r\n<p>another body</p>',
  'a\r\n Bcc: evil@evil.example',
  'a\r\n.\r\nMAIL FROM:<evil@evil.example>',
  '\r\nBcc: evil@evil.example',
  'a\u0000\r\nBcc: evil@evil.example',
  'a\u0085Bcc: evil@evil.example',
  'a\u2028Bcc: evil@evil.example',
  'a\u000bBcc: evil@evil.example',
  'a\u000cBcc: evil@evil.example',
  'a\u001b[2J',
  'a\u007f',
  'a\ud800',
  '=?utf-8?Q?a=0D=0ABcc:_evil@evil.example?=',
  '=?utf-8?B?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=',
  'a嘊嘍Bcc: evil@evil.example',
  'a%0d%0aBcc: evil@evil.example',
  'a" <evil@evil.example>, "b',
  '<evil@evil.example>',
  'evil@evil.example, other@evil.example;',
  'group: evil@evil.example;',
  'a\\r\\nBcc: evil@evil.example',
];
const breaks = (value: string) => /[\p{Cc}\u2028\ud800]/u.test(value);

describe('a hostile value', { concurrency: true }, () => {
  for (const value of injections)
    it(`adds neither a header nor a recipient: ${JSON.stringify(value)}`, async () => {
      const { deliveries, port } = await mailServer();
      const sender = senderTo(port);
      const inSubject = sender.send({ ...mail, subject: value });
      if (breaks(value)) assert.equal(await kindAndCode(inSubject), 'refused EUNSENDABLE');
      else await inSubject;
      for (const address of [value, `anna${value}@poczta.example`, `${to}${value}`])
        assert.equal(await kindAndCode(sender.send({ ...mail, to: address })), 'refused EUNSENDABLE');
      for (const id of [`<m1${value}@help.example>`, `${messageId}${value}`])
        assert.equal(await kindAndCode(sender.send({ ...mail, messageId: id })), 'refused EUNSENDABLE');
      const named = () => senderTo(port, { from: { ...from, name: value } });
      if (breaks(value)) assert.throws(named, StartError);
      else await named().send(mail);
      assert.throws(() => senderTo(port, { from: { ...from, address: `${from.address}${value}` } }), StartError);
      await sender.send(codeMailWith({ brand: value, ticketNumber: value }));
      const update = { to, ticketNumber: value, link: 'https://shop.example/', locale: 'en', brand: value, messageId };
      await sender.send(updateMail({ ...update, canReplyByMail: false }));

      assert.equal(deliveries.length, breaks(value) ? 2 : 4);
      for (const delivery of deliveries) {
        assert.deepEqual(delivery.recipients, [to]);
        assert.deepEqual(headerNames(delivery), knownHeaders);
        const parsed = await simpleParser(delivery.raw);
        assert.deepEqual(
          parsed.from?.value.map(({ address }) => address),
          [from.address],
        );
        assert.equal(parsed.attachments.length, 0);
      }
    });

  it('reads no file and no address in place of a part', async () => {
    const { deliveries, port } = await mailServer();
    for (const part of [{ path: '/etc/passwd' }, { href: 'http://127.0.0.1:1/' }]) {
      const planted = { ...mail, html: part } as unknown as Mail;
      assert.equal(await kindAndCode(senderTo(port).send(planted)), 'refused EUNSENDABLE');
    }
    assert.deepEqual(deliveries, []);
  });
});

const fault = (responseCode: number) => Object.assign(new Error(`no ${code} for ${to}`), { responseCode });

describe('a mail that fails', () => {
  for (const [responseCode, kind] of [
    [550, 'refused'],
    [553, 'refused'],
    [451, 'temporary'],
    [421, 'temporary'],
    [530, 'temporary'],
  ] as const)
    it(`is ${kind} where the server answers ${responseCode} to the recipient, and the next one is sent`, async () => {
      let refuses = true;
      const { deliveries, port } = await mailServer({
        onRcptTo: (_address, _session, callback) => callback(refuses ? fault(responseCode) : null),
      });
      const sender = senderTo(port);
      assert.equal(await kindAndCode(sender.send(mail)), `${kind} ${responseCode}`);
      refuses = false;
      await sender.send(mail);
      assert.deepEqual(only(deliveries).recipients, [to]);
    });

  for (const [responseCode, kind] of [
    [554, 'refused'],
    [452, 'temporary'],
  ] as const)
    it(`is ${kind} where the server answers ${responseCode} to the message`, async () => {
      const { port } = await mailServer({
        onData: (stream, _session, callback) => void buffer(stream).then(() => callback(fault(responseCode))),
      });
      assert.equal(await kindAndCode(senderTo(port).send(mail)), `${kind} ${responseCode}`);
    });

  it('is temporary where the server wants nothing from this sender, which is not about the mail', async () => {
    const { port } = await mailServer({ onMailFrom: (_address, _session, callback) => callback(fault(550)) });
    assert.equal(await kindAndCode(senderTo(port).send(mail)), 'temporary 550');
  });

  it('is temporary where the server has stopped', async () => {
    const { close, port } = await mailServer();
    await close();
    assert.equal(await kindAndCode(senderTo(port).send(mail)), 'temporary ESOCKET');
  });

  for (const [moment, at] of [
    ['in the middle of the message', 'DATA'],
    ['after the message and before its answer', '.'],
  ] as const)
    it(`is temporary and tried once where the server dies ${moment}`, async () => {
      const { lines, port } = await scriptedServer((line, socket) => {
        if (line === at) setImmediate(() => socket.destroy());
        return line === '' ? greeting : line === '.' ? '' : undefined;
      });
      const { kind } = await failure(senderTo(port).send(mail));
      assert.equal(kind, 'temporary');
      assert.equal(lines.filter((line) => line === 'DATA').length, 1);
    });

  it('is temporary where the server never greets, never answers, or only ever says that it will', async () => {
    const silent = await scriptedServer(() => '');
    const slow = await scriptedServer((line) => (line === '' ? greeting : line.startsWith('RCPT') ? '' : undefined));
    const trickling = await scriptedServer((line, socket) => {
      if (!line.startsWith('RCPT')) return line === '' ? greeting : undefined;
      const timer = setInterval(() => socket.write('250-not yet\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
      return '';
    });
    const results = await Promise.all([
      kindAndCode(senderTo(silent.port, { timeouts: { greetingMs: 50 } }).send(mail)),
      kindAndCode(senderTo(slow.port, { timeouts: { socketMs: 50 } }).send(mail)),
      kindAndCode(senderTo(trickling.port, { timeouts: { wholeMs: 90 } }).send(mail)),
    ]);
    assert.deepEqual(results, ['temporary ETIMEDOUT', 'temporary ETIMEDOUT', 'temporary EABORT']);
  });

  it('is temporary once the sender is closed', async () => {
    const { deliveries, port } = await mailServer();
    const sender = senderTo(port);
    sender.close();
    assert.equal(await kindAndCode(sender.send(mail)), 'temporary ECONNECTION');
    assert.deepEqual(deliveries, []);
  });
});

describe('the address of a mail server', () => {
  it('is refused without repeating it where it is not one, or brings more than host, port and who signs in', () => {
    const wrong = [
      '',
      'mail.example',
      'http://mail.example',
      'smtp://',
      'smtp:///',
      'smtp://a b',
      'smtp://mail.example/x',
    ];
    const loaded = [
      'smtp://planted:%ff@mail.example',
      'smtp://mail.example?disableFileAccess=false',
      'smtp://a.example#planted',
    ];
    for (const url of [...wrong, ...loaded])
      assert.throws(
        () => smtpSender({ url, from }),
        (error) => error instanceof StartError && !error.message.includes('planted'),
        url,
      );
  });

  it('may hold who signs in; on this machine that needs no encryption', async () => {
    const seen: unknown[] = [];
    const { deliveries, port } = await mailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        seen.push([username, password]);
        callback(null, { user: username });
      },
    });
    await senderTo(port, { url: `smtp://us%40er:p%3Ass@localhost:${port}` }).send(mail);
    assert.deepEqual(seen, [['us@er', 'p:ss']]);
    assert.deepEqual(only(deliveries).recipients, [to]);
  });

  it('gives a password to another machine over TLS alone', async () => {
    // This machine by an address that is not on the list of its names.
    const elsewhere = '[::ffff:127.0.0.1]';
    const { lines, port } = await scriptedServer((line) => {
      if (line.startsWith('EHLO')) return '250-mail.example\r\n250 AUTH PLAIN LOGIN';
      return line === '' ? greeting : line === 'STARTTLS' ? '502 unknown' : undefined;
    });
    const sender = senderTo(port, { url: `smtp://user:pass@${elsewhere}:${port}` });
    assert.match(await kindAndCode(sender.send(mail)), /^temporary /);
    assert.deepEqual(
      lines.map((line) => line.slice(0, 4)),
      ['', 'EHLO', 'STAR'],
    );
  });
});
