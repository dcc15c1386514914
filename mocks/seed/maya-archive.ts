/** Maya's older tickets: short questions with short answers, enough of them for a second page. */
import type { Span, Story } from './story.ts';

type Exchange = [subject: string, days: number, question: string, answer: string, end: 'solved' | 'closed'];

const exchanges: readonly Exchange[] = [
  [
    'Which pump fits a Presta valve?',
    41,
    'Does the Pocket 2 pump fit Presta valves without an adapter?',
    'Yes, the head turns: one side is Presta, the other Schrader.',
    'solved',
  ],
  [
    'Return of shoes, size 39',
    48,
    'The shoes of FF-20311 are too small. May I return them worn once, indoors?',
    'Of course. The label is in your account under “Returns”.',
    'closed',
  ],
  [
    'Refund has not arrived',
    55,
    'You wrote that the refund left you ten days ago. My bank sees nothing.',
    'It came back to us because the card had been replaced. We have sent it to your account instead.',
    'closed',
  ],
  [
    'Opening hours in Bergen over Easter',
    63,
    'Is the store in Bergen open on Easter Monday?',
    'Closed on Sunday and Monday, open again on Tuesday at 10.',
    'closed',
  ],
  [
    'Tent pole broke at the ferrule',
    71,
    'One pole of my Lysefjord 2 broke at the ferrule in light wind.',
    'A spare pole is on its way, free of charge.',
    'closed',
  ],
  [
    'How do I wash the down jacket?',
    79,
    'The label says “see website”, and the website says “see label”.',
    'You found a loop. 30 °C, little soap, then dry with two tennis balls. Both texts are corrected.',
    'closed',
  ],
  [
    'Gift card with a typing error',
    86,
    'I wrote “Happy birtday”. Can this still be changed?',
    'Changed, and sent again. The old one is void.',
    'closed',
  ],
  [
    'Wrong colour delivered',
    94,
    'I ordered moss green and received petrol.',
    'Our picture was to blame. A green one is on its way, please keep the other or send it back.',
    'closed',
  ],
  [
    'Delivery to Svalbard',
    102,
    'Do you deliver to Longyearbyen, and what does it cost?',
    'We do, twice a week, for € 24.',
    'closed',
  ],
  [
    'Password reset mail never comes',
    110,
    'I asked for a new password three times.',
    'Your provider had us on a list. We are off it; please try once more.',
    'closed',
  ],
  [
    'Second pair of pedals for free?',
    118,
    'The autumn offer says two for one, but the basket shows two prices.',
    'The discount comes off at the last step. I have checked your basket: it will.',
    'closed',
  ],
  [
    'Headlight flickers',
    126,
    'The light flickers when I ride over stones.',
    'A loose contact in the holder. A new holder left us today.',
    'closed',
  ],
  [
    'Change of email address',
    134,
    'Please change my address to maya.lindqvist@mail.example.',
    'Done, and confirmed to both addresses.',
    'closed',
  ],
  [
    'Bike box for the airline',
    142,
    'Does the L box fit a 58 cm frame with mudguards?',
    'With the front mudguard off, yes.',
    'closed',
  ],
  [
    'Spare key for the frame lock',
    150,
    'I lost one of two keys. The number on the other is 4471-C.',
    'A copy costs € 9 and takes a week. Ordered for you.',
    'closed',
  ],
  [
    'Size of the saddle bag',
    158,
    'Does a 700 × 28C tube fit together with a multi-tool?',
    'Yes, and a pair of tyre levers.',
    'closed',
  ],
  [
    'Newsletter, please stop',
    166,
    'I unsubscribed twice.',
    'Twice from the wrong list, which was our fault. You are off all of them.',
    'closed',
  ],
  [
    'Workshop appointment in spring',
    174,
    'May I book the yearly service for the first week of April?',
    'Tuesday, 8:30. The confirmation is in your calendar.',
    'closed',
  ],
];

export const mayaArchive: readonly Story[] = exchanges.map(([subject, days, first, answer, end]) => ({
  subject,
  begins: `${days}d` satisfies Span,
  first,
  steps: [
    { after: '4h', support: answer, agent: 'Amara' },
    { after: '2d', becomes: end, by: 'support' },
  ],
}));
