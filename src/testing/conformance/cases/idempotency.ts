/** Sending again: the same key stands for the same message, however often and however fast it is sent. */
import { assertEqual, assertRejects, assertTrue } from '../../assert.ts';
import { sceneOf, textsOf } from '../scene.ts';
import type { ConformanceCase } from '../world.ts';

/** Cases about repeated sending. */
export const idempotencyCases: readonly ConformanceCase[] = [
  {
    id: 'idempotency/same-again',
    title: 'the same key with the same words is stored once and answered with the same message',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      const first = await say(id, 'Only once', 'key-1');
      await say(id, 'In between', 'key-2');
      const again = await say(id, 'Only once', 'key-1');
      assertEqual([again.id, again.at], [first.id, first.at], 'the same message');
      assertEqual(textsOf(await events(id)), ['first', 'Only once', 'In between'], 'the conversation');
    },
  },
  {
    id: 'idempotency/other-words',
    title: 'the same key with other words is refused, and the first message stays',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      await say(id, 'These words', 'key-1');
      await assertRejects(say(id, 'Other words', 'key-1'), 'idempotency_mismatch');
      assertEqual(textsOf(await events(id)), ['first', 'These words'], 'the conversation');
    },
  },
  {
    id: 'idempotency/at-once',
    title: 'copies sent at the same time become one message',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const { id } = await open({ text: 'first' });
      const copies = await Promise.all(Array.from({ length: 8 }, () => say(id, 'Only once', 'key-1')));
      assertEqual(new Set(copies.map((copy) => copy.id)).size, 1, 'one message');
      assertEqual(textsOf(await events(id)), ['first', 'Only once'], 'the conversation');
    },
  },
  {
    id: 'idempotency/key-of-another-customer',
    title: 'two customers may choose the same key',
    run: async (world) => {
      const [one, two] = [sceneOf(world), sceneOf(world)];
      const [mine, theirs] = [await one.open(), await two.open()];
      const first = await one.say(mine.id, 'From one', 'shared-key');
      const second = await two.say(theirs.id, 'From two', 'shared-key');
      assertTrue(first.id !== second.id, 'two messages');
      assertEqual(textsOf(await two.events(theirs.id)).at(-1), 'From two', 'the words of the second');
    },
  },
  {
    id: 'idempotency/key-of-another-ticket',
    title: 'a key that was used in one ticket is new in another',
    run: async (world) => {
      const { open, say, events } = sceneOf(world);
      const [one, two] = [await open(), await open({ text: 'first' })];
      await say(one.id, 'To one', 'shared-key');
      await say(two.id, 'To two', 'shared-key');
      assertEqual(textsOf(await events(two.id)), ['first', 'To two'], 'the second ticket');
    },
  },
  {
    id: 'idempotency/after-closing',
    title: 'a reply that arrived before the ticket was closed is still answered with its message',
    run: async (world) => {
      const { open, say } = sceneOf(world);
      const { id } = await open();
      const first = await say(id, 'Just in time', 'key-1');
      await world.asAgent.setStatus(id, 'closed');
      assertEqual((await say(id, 'Just in time', 'key-1')).id, first.id, 'the same message');
    },
  },
  {
    id: 'idempotency/odd-keys',
    title: 'keys of any visible ASCII characters work',
    run: async (world) => {
      const { open, say } = sceneOf(world);
      const { id } = await open();
      for (const key of ['"', '\\', 'a"b\\c', '%22', "';--", '!'.repeat(200)]) {
        const first = await say(id, key, key);
        assertEqual([first.clientId, (await say(id, key, key)).id], [key, first.id], 'the same message');
      }
    },
  },
];
