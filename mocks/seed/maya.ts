/** Maya's open and recent tickets: every state and a long way through them, HTML mail, hostile text that must stay text. */
import {
  appLog,
  emptyParcel,
  expressLabel,
  forkCrown,
  forkFromTheSide,
  forkManual,
  forkOnTheStand,
  hubWindow,
  rideLog,
} from './files.ts';
import type { Story } from './story.ts';

const quoteTable = `<p>Hi Maya,</p>
<p>thanks for waiting. Here is what we can offer for the <b>Fjell 3 touring frame</b>:</p>
<table><thead><tr><th>Part</th><th>Pieces</th><th>Price</th></tr></thead>
<tbody><tr><td>Fork, tapered, matt black</td><td>1</td><td>€ 189.00</td></tr>
<tr><td>Headset (press fit)</td><td>1</td><td>€ 34.50</td></tr>
<tr><td>Labour, 1.5 h</td><td></td><td>€ 67.50</td></tr></tbody></table>
<p>The steps we would take:</p>
<ol><li>We send you a box and a label.</li><li>The workshop in Bergen changes the fork.</li><li>You have it back <i>within eight working days</i>.</li></ol>
<p>Details of the warranty are on <a href="https://www.fjord-field.example/warranty">our warranty page</a>.</p>
<blockquote><p>On 3 November you wrote:<br>Is the fork a wear part, or is this covered?</p></blockquote>
<p>Kind regards<br>Ingrid</p>`;

export const mayaStories: readonly Story[] = [
  {
    subject: 'Fork of my Fjell 3 creaks after 400 km',
    begins: '9d',
    first:
      'Hello,\n\nthe fork of my Fjell 3 (bought in May, order FF-20418) has started to creak when I brake hard. I checked the headset as in your video and it is tight.\n\nIs the fork a wear part, or is this covered?',
    steps: [
      {
        after: '3h',
        note: 'Batch 24-B again. Third report this month. Talk to the workshop before we promise anything.',
        agent: 'Ingrid',
      },
      {
        after: '20m',
        support: 'Hi Maya, thank you for the clear report. I have asked the workshop and will be back tomorrow.',
        agent: 'Ingrid',
      },
      {
        after: '1d',
        support:
          'Hi Maya,\n\nthanks for waiting. Here is what we can offer for the Fjell 3 touring frame: fork € 189.00, headset € 34.50, labour € 67.50.\n\nKind regards\nIngrid',
        html: quoteTable,
        agent: 'Ingrid',
      },
      {
        after: '5h',
        customer:
          'That is more than I hoped. The bicycle is six months old. Is there really nothing under warranty? Here is where it creaks, and what my computer wrote down on the way home.',
        files: [forkFromTheSide, forkCrown, forkOnTheStand, rideLog],
      },
      {
        after: '1d',
        support:
          'You are right to ask. If the creak comes from the crown, it is covered in full. Could you send us the serial number (below the bottom bracket) and say whether it creaks with the front wheel lifted, too? Page 2 of the manual shows where to look.',
        files: [forkManual],
        agent: 'Ingrid',
        then: 'awaiting_reply',
        dueIn: '7d',
      },
    ],
    unread: true,
  },
  {
    subject: 'Two parcels, one of them empty',
    begins: '2d',
    first:
      'My order FF-21177 came in two parcels today. The smaller one was taped shut and empty. The rain jacket is missing.',
    steps: [
      {
        after: '40m',
        support:
          'Hello Maya, I am sorry. The parcel weighed 1.2 kg when it left us, so somebody will have to explain that. I have opened a claim with the carrier; you do not need to do anything.',
        agent: 'Jonas',
      },
      {
        after: '5m',
        note: 'Carrier claim 77-4512. If they do not answer by Thursday, send a new jacket anyway.',
        agent: 'Jonas',
      },
      {
        after: '3h',
        customer:
          'Thank you for the quick answer. I leave for Iceland on the 30th, so I would need the jacket before that. This is what came.',
        files: [emptyParcel],
      },
      {
        after: '1d',
        support:
          'A new jacket left our store an hour ago, by express. You will have it on Wednesday. We settle the rest with the carrier.',
        files: [expressLabel],
        agent: 'Jonas',
      },
    ],
    unread: true,
  },
  {
    subject: 'Change the delivery address of order FF-21203',
    begins: '5h',
    first:
      'Please send order FF-21203 to my office instead:\n\nStorgata 14, 3rd floor\n0184 Oslo\n\nThe door code is on the bell plate.',
    steps: [],
  },
  {
    subject: 'Club discount is not applied at checkout',
    begins: '4d',
    first: 'The 10 % for club members does not show in my basket. I tried two browsers.',
    steps: [
      {
        after: '2h',
        support:
          'Hi Maya, the club rate had expired in your account by mistake. It is back, valid until the end of next year. Could you try again?',
        agent: 'Amara',
      },
      { after: '30m', customer: 'Works now. Thanks!' },
      { after: '10m', support: 'Great. Have a good ride.', agent: 'Amara', then: 'solved' },
    ],
  },
  {
    subject: 'Invoice with a VAT number',
    begins: '12d',
    first:
      'Could I have the invoice for FF-20990 made out to my company, with its VAT number? Lindqvist Design AS, NO 918 273 645 MVA.',
    steps: [
      {
        after: '1d',
        support: 'Done. The new invoice is in your account under “Documents”, and the old one is cancelled.',
        agent: 'Amara',
        then: 'solved',
      },
      { after: '2h', becomes: 'solved', by: 'customer' },
    ],
  },
  {
    subject: 'Gear hub of my Bryza 7 slips in third gear',
    begins: '18d',
    first:
      'Hello,\n\nthe hub of my Bryza 7 (order FF-20764) slips in third gear when I climb. Fourth and fifth are fine.\n\nIs this something that I can adjust myself?',
    steps: [
      {
        after: '4h',
        support:
          'Hi Maya, very likely, yes. Could you tell us the number that is stamped on the hub shell, and whether it slips on the flat, too?',
        agent: 'Jonas',
        then: 'awaiting_reply',
        dueIn: '7d',
      },
      { after: '1d', customer: 'It says SG-8R31. On the flat I hear a click now and then, but it does not slip.' },
      {
        after: '5h',
        support:
          'Thank you, that settles it: the cable has stretched, as it does in the first weeks. Shift to fourth gear and turn the bicycle over. In the little window of the hub you see two yellow lines. Turn the adjusting barrel at the shifter until they stand exactly across from each other, then shift to first and back to fourth and look once more. It takes two minutes and no tools.',
        files: [hubWindow],
        agent: 'Jonas',
        then: 'solved',
      },
      {
        after: '3d',
        customer: 'The lines match, but after a weekend in the hills it slips again, now in second gear as well.',
      },
      { after: '30m', note: 'Second hub from this batch. Planetary gear, I bet. Warranty.', agent: 'Jonas' },
      {
        after: '2h',
        support:
          'Then it is not the cable, and I am sorry about your weekend. Please bring the wheel to our workshop in Oslo, without an appointment; they know about it. You need no receipt, the order number is enough.',
        agent: 'Jonas',
      },
      { after: '2d', customer: 'Handed in this morning. They were very kind.' },
      {
        after: '2d',
        support:
          'The workshop opened the hub and found a worn planetary gear. They have replaced the whole gear unit under warranty, adjusted the cable and trued the wheel while they were at it. You can collect it from tomorrow at 10, and there is nothing to pay.',
        agent: 'Jonas',
        then: 'solved',
      },
      { after: '1d', becomes: 'solved', by: 'customer' },
      {
        after: '1h',
        rates: {
          score: 4,
          comment: 'Very kind, and for free. The first answer cost me a weekend in the hills, though.',
        },
      },
      { after: '2d', becomes: 'closed', by: 'support' },
    ],
  },
  {
    subject: 'App shows <b>undefined</b> & "&lt;script&gt;" in my profile',
    begins: '20d',
    first:
      'In the app my profile says <b>undefined</b> undefined, and below it &lt;script&gt;alert(1)&lt;/script&gt;. Is that <i>supposed</i> to be there? :)\n\nhttps://app.fjord-field.example/profile?tab=me&lang=en',
    steps: [
      { after: '20m', customer: 'This is what the app wrote meanwhile.', files: [appLog] },
      {
        after: '6h',
        support:
          'That is certainly not supposed to be there. Our developers found it: a template printed field names instead of your name. Fixed in version 4.2.1, out today.',
        agent: 'Jonas',
        then: 'closed',
      },
    ],
  },
  {
    subject:
      'Supercalifragilisticexpialidocious-handlebar-tape-with-a-name-that-nobody-thought-would-ever-be-this-long (item 88812-XXL-REFLECTIVE)',
    begins: '33d',
    first:
      'Is the tape with the very long name back in stock? The tracking code of the old order was NO00000000000000000000000000000000000000000000000000000000000000000000000000000000000001.',
    steps: [
      { after: '2d', support: 'It comes back in March. I have put you on the list.', agent: 'Amara' },
      { after: '12d', becomes: 'solved', by: 'support' },
      { after: '10d', becomes: 'closed', by: 'support' },
    ],
  },
];
