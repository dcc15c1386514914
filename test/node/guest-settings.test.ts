/** The settings of mails and of the door that they lead to: all of them or none, with limits that can be meant. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readSettings } from '../../src/node/settings.ts';
import { dayMs, defaultGuestLimits } from '../../src/server/guest/guest-limits.ts';
import { environment } from '../helpers/server-world.ts';

const secret = 'planted-secret-that-nobody-may-see';
const mails = {
  HELPDOCK_SMTP_URL: `smtps://shop:${secret}@mail.shop.example`,
  HELPDOCK_MAIL_FROM: 'Sklep Żabka <help@shop.example>',
  HELPDOCK_PAGE: 'https://shop.example/help?from=mail',
  HELPDOCK_KEY: secret,
};

const read = (env: Record<string, string>) => readSettings({ ...environment, ...env }, []);

function guestOf(env: Record<string, string> = {}) {
  const { settings, faults } = read({ ...mails, ...env });
  assert.ok(settings?.guest, JSON.stringify(faults));
  return settings.guest;
}

describe('settings of mails', () => {
  it('may be left out', () => {
    assert.equal(read({}).settings?.guest, undefined);
  });

  it('are taken together, with the usual limits', () => {
    assert.deepEqual(guestOf(), {
      smtpUrl: mails.HELPDOCK_SMTP_URL,
      from: { name: 'Sklep Żabka', address: 'help@shop.example' },
      page: mails.HELPDOCK_PAGE,
      key: secret,
      limits: defaultGuestLimits,
    });
  });

  it('tell what is missing where only some are given', () => {
    const expected =
      'all of HELPDOCK_SMTP_URL, HELPDOCK_MAIL_FROM, HELPDOCK_PAGE, HELPDOCK_KEY for mails to customers, or none';
    assert.deepEqual(read({ ...mails, HELPDOCK_KEY: '' }).faults, [
      { setting: 'HELPDOCK_KEY', wrong: 'is missing', expected },
    ]);
    assert.deepEqual(read({ SMTP_URL: mails.HELPDOCK_SMTP_URL }).faults, [
      {
        setting: 'HELPDOCK_MAIL_FROM (--mail-from), HELPDOCK_PAGE (--page), HELPDOCK_KEY',
        wrong: 'are missing',
        expected,
      },
    ]);
  });

  it('tell of a wrong one once, without repeating a secret', () => {
    const { faults = [] } = read({
      ...mails,
      HELPDOCK_SMTP_URL: `http://u:${secret}@h`,
      HELPDOCK_KEY: secret.slice(9),
    });
    assert.deepEqual(
      faults.map(({ setting, wrong }) => [setting, wrong]),
      [
        ['HELPDOCK_SMTP_URL', 'is not usable'],
        ['HELPDOCK_KEY', 'is not usable'],
      ],
    );
  });

  it('take addresses in the forms that mails can carry', () => {
    const from = (text: string) => guestOf({ HELPDOCK_MAIL_FROM: text }).from;
    assert.deepEqual(from(' help@shop.example '), { name: '', address: 'help@shop.example' });
    assert.deepEqual(from('<help@shop.example>'), { name: '', address: 'help@shop.example' });
    assert.equal(guestOf({ HELPDOCK_PAGE: 'http://localhost:5173/zażółć' }).page.includes('%C5%BC'), true);
  });

  const wrong: Record<string, string[]> = {
    HELPDOCK_SMTP_URL: ['mail.example:25', 'smtp://', 'smtp://h/path', 'smtp://h?pool=1'],
    HELPDOCK_MAIL_FROM: [
      'help',
      'help@shop',
      'a@b.example, c@d.example',
      '"Shop" <help@shop.example>',
      'Shop <help@shop.example> x',
      'Shop\n <help@shop.example>',
      `help@${'a.'.repeat(90)}example`,
    ],
    HELPDOCK_PAGE: [
      '/help',
      'shop.example/help',
      'ftp://shop.example/',
      'https://shop.example/help#',
      'https://shop.example/help#x',
      'https://u:p@shop.example/',
      'https://shop.example/a|b',
      'https://shop.example./',
    ],
    HELPDOCK_KEY: ['short', 'x'.repeat(31)],
    HELPDOCK_GUEST_LINK_DAYS: ['0', '366', '1.5'],
    HELPDOCK_GUEST_CODE_LENGTH: ['3', '11'],
    HELPDOCK_GUEST_CODE_MINUTES: ['0', '61'],
    HELPDOCK_GUEST_TRIES_PER_CODE: ['0', '1001'],
    HELPDOCK_GUEST_SESSION_HOURS: ['0', '169'],
    HELPDOCK_GUEST_SENDS_PER_ADDRESS: ['5', '0/1h', '5/0h', '5/1h, 3/1d', '5/2d', '5/25h', '5/1s', '-1/1h', '1e3/1h'],
  };
  for (const [name, values] of Object.entries(wrong))
    it(`${name} is refused where it cannot be meant`, () => {
      for (const value of values) {
        const { faults = [] } = read({ ...mails, [name]: value });
        assert.equal(faults.length, 1, `${value}: ${JSON.stringify(faults)}`);
        assert.ok(faults[0]?.setting.startsWith(name), JSON.stringify(faults));
      }
    });

  it('do not let one secret open two doors', () => {
    for (const name of ['HELPDOCK_TOKEN_SECRET', 'HELPDOCK_STAFF_KEY']) {
      const { faults = [] } = read({ ...mails, [name]: secret });
      assert.deepEqual(faults, [
        { setting: 'HELPDOCK_KEY', wrong: `is the same as ${name}`, expected: 'a secret of its own' },
      ]);
    }
  });

  it('do not let a code be guessed', () => {
    for (const [length, tries] of [
      ['4', '2'],
      ['5', '11'],
      ['6', '101'],
    ] as const) {
      const { faults = [] } = read({
        ...mails,
        HELPDOCK_GUEST_CODE_LENGTH: length,
        HELPDOCK_GUEST_TRIES_PER_LINK_DAY: tries,
      });
      assert.equal(faults[0]?.wrong, `is too many for codes of ${length} digits`);
      const fewer = String(Number(tries) - 1);
      guestOf({ HELPDOCK_GUEST_CODE_LENGTH: length, HELPDOCK_GUEST_TRIES_PER_LINK_DAY: fewer });
    }
  });

  it('have a setting for each limit', () => {
    const { limits } = guestOf({
      HELPDOCK_GUEST_LINK_DAYS: '7',
      HELPDOCK_GUEST_CODE_LENGTH: '8',
      HELPDOCK_GUEST_CODE_MINUTES: '5',
      HELPDOCK_GUEST_TRIES_PER_CODE: '3',
      HELPDOCK_GUEST_TRIES_PER_LINK_DAY: '4',
      HELPDOCK_GUEST_TRIES_PER_LINK: '6',
      HELPDOCK_GUEST_TRIES_PER_TICKET_DAY: '9',
      HELPDOCK_GUEST_SENDS_PER_ADDRESS: ' 2/2m  3/24h ',
      HELPDOCK_GUEST_SENDS_PER_LINK: '1/1m',
      HELPDOCK_GUEST_SENDS_PER_TICKET: '2/1m',
      HELPDOCK_GUEST_SENDS_PER_NETWORK: '3/1m',
      HELPDOCK_GUEST_REQUESTS_PER_TICKET: '4/1m',
      HELPDOCK_GUEST_LINKS_PER_ADDRESS: '6/1d',
      HELPDOCK_GUEST_CODE_GAP_SECONDS: '120',
      HELPDOCK_GUEST_REQUESTS_PER_NETWORK: '5/1m',
      HELPDOCK_GUEST_SESSION_IDLE_MINUTES: '15',
      HELPDOCK_GUEST_SESSION_HOURS: '2',
    });
    const minute = 60_000;
    assert.deepEqual(limits, {
      linkMs: 7 * dayMs,
      codeLength: 8,
      codeMs: 5 * minute,
      triesPerCode: 3,
      triesPerLinkDay: 4,
      triesPerLink: 6,
      triesPerTicketDay: 9,
      sendsPerAddress: [
        { times: 2, ms: 2 * minute },
        { times: 3, ms: dayMs },
      ],
      sendsPerLink: [{ times: 1, ms: minute }],
      sendsPerTicket: [{ times: 2, ms: minute }],
      sendsPerNetwork: [{ times: 3, ms: minute }],
      requestsPerTicket: [{ times: 4, ms: minute }],
      linksPerAddress: [{ times: 6, ms: 24 * 60 * minute }],
      codeGapMs: 2 * minute,
      requestsPerNetwork: [{ times: 5, ms: minute }],
      sessionIdleMs: 15 * minute,
      sessionMs: 120 * minute,
    });
  });
});
