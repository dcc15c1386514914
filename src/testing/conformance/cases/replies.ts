/** Replies: what is said arrives as it was said, and what cannot be said is refused with the reason. */
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { sceneOf, textsOf } from '../scene.ts';
import { calmCall, type ConformanceCase } from '../world.ts';

/** Cases about replies. */
export const replyCases: readonly ConformanceCase[] = [
  {
    id: 'replies/arrives',
    title: 'a reply resolves as the message that stands in the timeline',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open();
      const message = await say(id, 'It is still dark', 'my-key');
      assertEqual([message.type, message.author.kind, message.clientId], ['message', 'you', 'my-key'], 'the message');
      assertEqual(message.body, { format: 'text', text: 'It is still dark' }, 'its words');
      assertEqual((await events(id)).at(-1), message, 'the newest event');
    },
  },
  {
    id: 'replies/keeps-order',
    title: 'replies sent one after the other stand in that order',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      const texts = Array.from({ length: 10 }, (_, index) => `reply ${index}`);
      for (const text of texts) await say(id, text);
      assertEqual(textsOf(await events(id)), ['first', ...texts], 'the conversation');
    },
  },
  {
    id: 'replies/none-lost-at-once',
    title: 'replies sent at the same time are all there, each once',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      const texts = Array.from({ length: 10 }, (_, index) => `reply ${index}`);
      await Promise.all(texts.map((text) => say(id, text)));
      assertEqual(textsOf(await events(id)).sort(), ['first', ...texts].sort(), 'the conversation');
    },
  },
  {
    id: 'replies/every-script',
    title: 'words of every script, emoji and lines arrive unchanged',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      const texts = ['Zażółć\n\n  gęślą', 'שלום עולם', 'مرحبا', '東京', '👩‍👩‍👧‍👦 🇵🇱', 'a\tb', '%s {0} $1 \\n'];
      for (const text of texts) await say(id, text);
      assertEqual(textsOf(await events(id)), ['first', ...texts], 'the conversation');
    },
  },
  {
    id: 'replies/moves-the-ticket-up',
    title: 'a reply is an update: newer time, new version, new preview',
    run: async (world) => {
      const { open, say, adapter } = sceneOf(world);
      const { id } = await open();
      const before = await adapter.getTicket(id, calmCall());
      await say(id, 'News');
      const after = await adapter.getTicket(id, calmCall());
      assertTrue(Date.parse(after.updatedAt) >= Date.parse(before.updatedAt), 'a time that does not go back');
      assertTrue(after.version !== before.version, 'another version');
      assertEqual(after.preview?.text, 'News', 'the preview');
    },
  },
  {
    id: 'replies/blank-is-refused',
    title: 'a reply without anything to read is refused, pointing at the text',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open();
      const before = (await events(id)).length;
      for (const text of ['', '   ', '\n\t', '\u200b']) {
        const error = await assertRejects(say(id, text), 'validation');
        assertEqual(error.fields, [{ pointer: '/text', code: 'required' }], 'the fault');
      }
      assertEqual((await events(id)).length, before, 'nothing was added');
    },
  },
  {
    id: 'replies/longest',
    title: 'the longest reply is taken, one letter more is refused, pointing at the text',
    run: async (world) => {
      const { open, say, adapter } = sceneOf(world);
      const { id } = await open();
      const { messageMaxLength } = (await adapter.getConfig(calmCall())).limits;
      await say(id, 'x'.repeat(messageMaxLength));
      const error = await assertRejects(say(id, 'x'.repeat(messageMaxLength + 1)), 'validation');
      assertEqual(error.fields, [{ pointer: '/text', code: 'too_long' }], 'the fault');
    },
  },
  {
    id: 'replies/files-within-limits',
    title: 'more files than the limit are refused, pointing at them',
    run: async (world) => {
      const { open, adapter } = sceneOf(world);
      const { id } = await open();
      const { maxFiles } = (await adapter.getConfig(calmCall())).limits.attachments;
      const attachmentIds = Array.from({ length: maxFiles + 1 }, (_, index) => `at_${index}`);
      const reply = { clientId: crypto.randomUUID(), text: 'See the files', attachmentIds };
      const error = await assertRejects(adapter.sendMessage(id, reply, calmCall()), 'validation');
      assertEqual(error.fields[0]?.pointer, '/attachmentIds', 'the fault');
    },
  },
  {
    id: 'replies/answers-a-question',
    title: 'a reply to a ticket that waits for the customer opens it again',
    run: async (world) => {
      const { open, say, events, adapter } = sceneOf(world);
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'Which one?', status: 'awaiting_reply' });
      await say(id, 'The red one');
      const ticket = await adapter.getTicket(id, calmCall());
      assertEqual([ticket.status, ticket.awaiting], ['open', undefined], 'the ticket');
      const event = assertPresent(
        (await events(id)).findLast(({ type }) => type === 'status'),
        'a status event',
      );
      assertEqual(event.type === 'status' && [event.from, event.to], ['awaiting_reply', 'open'], 'its change');
    },
  },
  {
    id: 'replies/reopens-what-was-solved',
    title: 'a reply to a solved ticket opens it again, and the timeline says so',
    run: async (world) => {
      const { open, say, events, adapter } = sceneOf(world);
      const { id } = await open();
      await world.asAgent.setStatus(id, 'solved');
      await say(id, 'It is dark again');
      const ticket = await adapter.getTicket(id, calmCall());
      assertEqual([ticket.status, ticket.solved], ['open', undefined], 'the ticket');
      const event = (await events(id)).findLast(({ type }) => type === 'status');
      assertEqual(event?.type === 'status' && event.reason, 'reopened', 'the reason');
    },
  },
  {
    id: 'replies/closed-takes-none',
    title: 'a closed ticket takes no reply and stays closed',
    run: async (world) => {
      const { open, say, adapter, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      await world.asAgent.setStatus(id, 'closed');
      await assertRejects(say(id, 'One more thing'), 'ticket_closed');
      const ticket = await adapter.getTicket(id, calmCall());
      assertEqual([ticket.status, ticket.can.reply], ['closed', false], 'the ticket');
      assertEqual(textsOf(await events(id)), ['first'], 'the conversation');
    },
  },
  {
    id: 'replies/seen-by-support',
    title: 'a message counts as seen once the team has answered it',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open();
      const sent = await say(id, 'Are you there?');
      await world.asAgent.reply(id, { text: 'Yes' });
      const message = (await events(id)).find((event) => event.id === sent.id);
      const seen = message?.type === 'message' ? message.seenBySupport : undefined;
      assertTrue(sent.seenBySupport !== true, 'not seen before');
      assertTrue(seen !== false, 'seen afterwards, where it is told');
    },
  },
];
