/** Mails as their readers and the machinery on the way see them: words, last line, addresses that are let through. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeMail, type CodeMailOptions } from '../../src/server/mail/code-mail.ts';
import { isMailAddress, mailFault, type Mail } from '../../src/server/mail/mail.ts';
import { updateMail, type UpdateMailOptions } from '../../src/server/mail/update-mail.ts';

const messageId = '<m1@help.example>';
const codeOptions: CodeMailOptions = {
  to: 'anna@poczta.example',
  code: '493817',
  ticketNumber: 'HD-1042',
  host: 'shop.example',
  locale: 'en',
  minutes: 10,
  brand: 'Shop',
  messageId,
};
const updateOptions: UpdateMailOptions = {
  to: 'anna@poczta.example',
  ticketNumber: 'HD-1042',
  link: 'https://shop.example/help?a=1&b=2#support/g/tok-EN_1',
  locale: 'en',
  brand: 'Shop',
  messageId,
  canReplyByMail: false,
};
const code = (more: Partial<CodeMailOptions> = {}) => codeMail({ ...codeOptions, ...more });
const update = (more: Partial<UpdateMailOptions> = {}) => updateMail({ ...updateOptions, ...more });
const linesOf = ({ text }: Mail) => text.split('\n').filter((line) => line !== '');
const tagsOf = ({ html }: Mail) => new Set([...html.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name));

/** Values that try to become markup, lines or another direction. */
const hostile = [
  '<img src=https://evil.example/x.png>',
  '"><script>alert(1)</script>',
  "' onclick='alert(1)",
  '</p></body><a href="https://evil.example">here</a>',
  '&lt;b&gt;',
  'Shop\r\nBcc: evil@evil.example',
  'Shop\n@evil.example #000000',
  'Shop\u2028@evil.example #000000',
  'Shop\u0000\u001b[31m',
  'Shop\u202egnp.exe',
  'Shop\ud800',
];

describe('the mail with a code', () => {
  it('reads in English', () => {
    const mail = code();
    assert.equal(mail.subject, 'Your one-time code');
    assert.deepEqual(linesOf(mail), [
      'Shop · HD-1042',
      '493817 is your code for Shop. It works for 10 minutes. Don’t share it with anyone, including support.',
      'Didn’t ask for a code? You can ignore this email.',
      'This is an automatic alert. Replies to this email aren’t read.',
      '@shop.example #493817',
    ]);
    assert.deepEqual([mail.to, mail.messageId, mail.locale], ['anna@poczta.example', messageId, 'en']);
  });

  it('reads in Polish, with the form that the number of minutes asks for', () => {
    const mail = code({ locale: 'pl-PL' });
    assert.equal(mail.subject, 'Twój jednorazowy kod');
    assert.equal(mail.locale, 'pl');
    assert.match(mail.html, /<html lang="pl">/);
    const forms = [1, 3, 10].map((minutes) => /przez (.+?)\./.exec(code({ locale: 'PL_pl', minutes }).text)?.[1]);
    assert.deepEqual(forms, ['1 minutę', '3 minuty', '10 minut']);
    assert.match(code({ minutes: 1 }).text, /works for 1 minute\./);
  });

  it('reads in English where there are no words in the language', () => {
    for (const locale of ['de', 'plx', '', 'constructor', 'zh-Hant-TW']) assert.deepEqual(code({ locale }), code());
  });

  it('ends with the line that binds the code to the host, and with nothing after it', () => {
    for (const host of ['shop.example', 'xn--kady-8ib.example', 'localhost', '127.0.0.1', '[::1]']) {
      for (const locale of ['en', 'pl']) {
        const mail = code({ host, locale });
        assert.equal(mail.text.split('\n').at(-1), `@${host} #493817`);
        assert.ok(mail.html.includes(`<p>@${host} #493817</p>\n</body></html>`), mail.html);
      }
    }
  });

  it('does not show the code in the subject or in its identifier', () => {
    for (const locale of ['en', 'pl']) {
      const { subject, html, messageId: id } = code({ locale });
      assert.ok(![subject, id, /<title>.*<\/title>/.exec(html)?.[0] ?? 'none'].join().includes('493817'));
    }
  });

  it('names the host where there is no brand', () => {
    for (const brand of [undefined, '', ' \u0000 ']) assert.match(code({ brand }).text, /code for shop\.example\./);
  });

  it('refuses a code or a host that would break its last line, without repeating them', () => {
    for (const wrong of ['', '123', '12 456', '123456\n', '１２３４５６', '<b>123</b>'])
      assert.throws(() => code({ code: wrong }), /^TypeError: A code is 4 to 12 letters or digits\.$/);
    for (const wrong of [
      '',
      'shop.example:8080',
      'shop.example/',
      'a b',
      'shop.example\n',
      'evil.example #1',
      '@x',
      '[x]',
    ])
      assert.throws(
        () => code({ host: wrong }),
        /^TypeError: The host of a code mail is a host name without a port\.$/,
      );
  });
});

describe('the mail about a change', () => {
  it('reads in English, with the link on a line of its own', () => {
    const mail = update();
    assert.equal(mail.subject, 'News about your ticket HD-1042');
    assert.deepEqual(linesOf(mail), [
      'Shop',
      'Something changed in ticket HD-1042. Open it to read the details and answer:',
      updateOptions.link,
      'The link works only together with a one-time code we’ll send to this address.',
      'This is an automatic alert. Replies to this email aren’t read.',
    ]);
    const address = updateOptions.link.replace('&', '&amp;');
    assert.ok(mail.html.includes(`<p><a href="${address}">${address}</a></p>`), mail.html);
  });

  it('reads in Polish', () => {
    const mail = update({ locale: 'pl', brand: undefined });
    assert.equal(mail.subject, 'Nowe informacje w zgłoszeniu HD-1042');
    assert.deepEqual(linesOf(mail), [
      'W zgłoszeniu HD-1042 pojawiły się zmiany. Otwórz je, aby poznać szczegóły i odpowiedzieć:',
      updateOptions.link,
      'Link działa tylko razem z jednorazowym kodem, który wyślemy na ten adres.',
      'To automatyczny alert. Odpowiedzi na tę wiadomość nie są czytane.',
    ]);
  });

  it('refuses a link that is not a plain web address, without repeating it', () => {
    const wrong = [
      '',
      '/help',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://',
      'mailto:a@b.example',
      'ftp://a.example/',
    ];
    const broken = ['https://a.example/\nx', 'https://a.example/ x', 'https://a.example/"x', 'https://a.example/<x>'];
    for (const link of [...wrong, ...broken])
      assert.throws(() => update({ link }), /^TypeError: The link of a mail is an http or https address in ASCII\.$/);
  });
});

describe('every mail', () => {
  for (const value of hostile)
    it(`keeps ${JSON.stringify(value)} inside of its line and out of the markup`, () => {
      const pairs = [
        [code({ brand: value, ticketNumber: value }), code()],
        [update({ brand: value, ticketNumber: value }), update()],
      ] as const;
      for (const [mail, honest] of pairs) {
        assert.equal(mailFault(mail), undefined);
        assert.equal(linesOf(mail).length, linesOf(honest).length);
        assert.equal(linesOf(mail).at(-1), linesOf(honest).at(-1));
        assert.doesNotMatch(mail.subject + mail.text, /[\0-\x09\x0b-\x1f\u2028\u2029\u202e\ud800]/);
        assert.deepEqual(tagsOf(mail), tagsOf(honest));
        assert.equal(mail.html.split(/["']/).length, honest.html.split(/["']/).length);
      }
    });

  it('loads nothing, runs nothing, and is the same again as JSON', () => {
    for (const mail of [code(), code({ locale: 'pl' }), update(), update({ locale: 'pl' })]) {
      const known = ['!doctype', 'html', 'head', 'meta', 'title', 'body', 'p', 'a'];
      assert.deepEqual(
        [...tagsOf(mail)].filter((name) => !known.includes(name ?? '')),
        [],
      );
      assert.doesNotMatch(mail.html, /\s(src|style|background|on\w+)\s*=/);
      assert.deepEqual(JSON.parse(JSON.stringify(mail)), mail);
      assert.notEqual(mail.text, '');
    }
  });

  it('is held back while a part of it cannot be sent', () => {
    const faults: [Partial<Record<keyof Mail, unknown>>, RegExp][] = [
      [{ to: 'a@b.example, c@d.example' }, /address/],
      [{ subject: 'a\r\nBcc: c@d.example' }, /control character/],
      [{ subject: 'a\u2029b' }, /control character/],
      [{ subject: '' }, /no subject/],
      [{ text: ' \n' }, /no text part/],
      [{ text: { path: '/etc/passwd' } }, /not text/],
      [{ html: undefined }, /not text/],
      ...['', 'm1@help.example', '<m1>', '<m1@>', '<m1@a>\r\nX: y', '<a b@c>', '<a@b@c>', '<<a@b>>'].map(
        (id): [Partial<Mail>, RegExp] => [{ messageId: id }, /Message-ID/],
      ),
    ];
    for (const [change, words] of faults) assert.match(mailFault({ ...code(), ...change } as Mail) ?? '', words);
    assert.equal(mailFault({ ...code(), messageId: '<m1.x@localhost>' }), undefined);
  });
});

/** Each is a way to reach somebody else, to add a header, or to be read in two ways. */
const refused = [
  '',
  'anna',
  '@poczta.example',
  'anna@',
  'anna@@poczta.example',
  'anna@poczta.example@evil.example',
  'anna@evil.example,anna@poczta.example',
  'anna@poczta.example;evil@evil.example',
  'anna@poczta.example evil@evil.example',
  ' anna@poczta.example',
  'anna@poczta.example ',
  'anna @poczta.example',
  'anna@poczta.example\r\nBcc: evil@evil.example',
  'anna@poczta.example\nevil@evil.example',
  'anna@poczta.example\r',
  'anna@poczta.example\n',
  'anna\u0000@poczta.example',
  'anna@poczta.example\u0000.evil.example',
  'anna\t@poczta.example',
  'anna\u007f@poczta.example',
  '"anna"@poczta.example',
  '"x@evil.example y"@poczta.example',
  '"anna\\"@evil.example,"@poczta.example',
  'anna(evil@evil.example)@poczta.example',
  'anna@(comment)poczta.example',
  'Anna <anna@poczta.example>',
  '<anna@poczta.example>',
  '<anna@poczta.example> SIZE=1',
  'group:anna@poczta.example,evil@evil.example;',
  'anna%evil.example@poczta.example',
  'evil.example!anna@poczta.example',
  '|/bin/sh@poczta.example',
  '`id`@poczta.example',
  '-oQ/tmp@poczta.example',
  '.anna@poczta.example',
  'anna.@poczta.example',
  'an..na@poczta.example',
  'anna@.poczta.example',
  'anna@poczta.example.',
  'anna@poczta..example',
  'anna@-poczta.example',
  'anna@poczta-.example',
  'anna@localhost',
  'anna@127.0.0.1',
  'anna@[127.0.0.1]',
  'anna@[IPv6:::1]',
  'anna@poczta_x.example',
  'anna@poczta.example:25',
  'anna@poczta.example/evil',
  'ännä@poczta.example',
  'anna@żółw.example',
  'anna@poczta。example',
  'anna＠poczta.example',
  'anna\u202e@poczta.example',
  'anna\u200b@poczta.example',
  '=?utf-8?q?anna?=@poczta.example',
  'anna=?utf-8?B?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=@poczta.example',
  '/var/mail/anna@poczta.example',
  `${'a'.repeat(65)}@poczta.example`,
  `anna@${'a'.repeat(64)}.example`,
  `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}example`,
  `anna@${'a.'.repeat(200_000)}example`,
];

const accepted = [
  'anna@poczta.example',
  'Anna.Nowak@Poczta.Example',
  'anna+sklep@poczta.example',
  'a@b.co',
  "o'brien@poczta.example",
  'anna_nowak@poczta.example',
  'anna-nowak@poczta.example',
  '1042@poczta.example',
  'anna@1und1.example',
  'anna@mail.poczta.example.pl',
  'anna@xn--w-uga1v8h.example',
  'anna@poczta.xn--p1ai',
  'x=y@poczta.example',
  'a.b.c.d@poczta.example',
  'r&d@poczta.example',
  'anna-@poczta.example',
  `${'a'.repeat(64)}@poczta.example`,
  `a@${`${'b'.repeat(60)}.`.repeat(3)}example`,
];

describe('an address', () => {
  for (const address of refused)
    it(`is refused: ${JSON.stringify(address.slice(0, 80))}`, () => assert.equal(isMailAddress(address), false));
  for (const address of accepted)
    it(`is accepted: ${address.slice(0, 80)}`, () => assert.equal(isMailAddress(address), true));
});
