/** One conversation of more than a hundred messages: moving a club's order history, shop by shop, over weeks. */
import type { Step, Story } from './story.ts';

const shops = [
  'Oslo',
  'Bergen',
  'Trondheim',
  'Stavanger',
  'Tromsø',
  'Bodø',
  'Ålesund',
  'Kristiansand',
  'Drammen',
  'Hamar',
  'Lillehammer',
  'Molde',
  'Narvik',
];

/** Eight messages a shop, so that "earlier messages" has something to load more than once. */
function movesOf(shop: string, index: number): Step[] {
  const orders = 120 + ((index * 137) % 400);
  const doubled = (index * 7) % 5;
  return [
    { after: '14h', support: `Good morning Maya, today it is ${shop}’s turn: ${orders} orders.`, agent: 'Jonas' },
    {
      after: '2h',
      support: `${shop}: the export is through. ${orders - doubled} orders came over cleanly, ${doubled} look doubled.`,
      agent: 'Jonas',
    },
    {
      after: '30m',
      customer:
        doubled > 0
          ? `I looked at the ${doubled} in ${shop}: please keep the newer one of each pair.`
          : `No doubles in ${shop}, I am impressed.`,
    },
    {
      after: '20m',
      support:
        doubled > 0
          ? 'Kept the newer ones. The older are archived, nothing is deleted.'
          : 'So are we. On to the addresses.',
      agent: 'Jonas',
    },
    { after: '1h', customer: `Who in ${shop} may see the prices? Only the treasurer, as before, I hope.` },
    {
      after: '15m',
      support: `Only the treasurer, as before. I have tested it with the treasurer’s and with a member’s account of ${shop}.`,
      agent: 'Jonas',
    },
    { after: '3h', customer: `${shop} has checked its list and says it is complete.` },
    { after: '10m', support: `Thank you. ${shop} is done, ${shops.length - index - 1} to go.`, agent: 'Jonas' },
  ];
}

export const longThread: Story = {
  subject: 'Moving the order history of our cycling club',
  begins: '31d',
  first:
    'Hello,\n\nour club has thirteen groups in thirteen towns, and each has its own account with you. We would like to have all of it in one place, with the history.\n\nCan you do that without losing anything?',
  steps: [
    {
      after: '1d',
      support:
        'Hello Maya, yes, we can. We do one town a day, and you look at each before we go on. I will be your contact for all of it.',
      agent: 'Jonas',
    },
    { after: '1h', customer: 'Perfect. Please begin with Oslo, they are the most patient.' },
    ...shops.flatMap(movesOf),
    {
      after: '1d',
      support:
        'All thirteen are moved: every order, every address, every invoice. I leave this ticket open for two weeks in case somebody misses something.',
      agent: 'Jonas',
    },
  ],
};
