import { assert } from '@open-wc/testing';
import type { TimelineEvent } from '../../src/contract/index.ts';
import { message, telling, textOfLines } from './conversation.ts';
import { createStage, until } from './stage.ts';

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Opens a conversation in a box of 500 pixels, and looks at every frame until all of it is drawn. */
async function open(events: readonly TimelineEvent[], unreadAfter?: string) {
  const stage = createStage();
  const adapter = telling(stage.adapter, events);
  const lastReadEventId = unreadAfter ?? events.at(-1)?.id ?? null;
  const thread = document.createElement('support-ticket-thread');
  thread.ticket = await stage.ask('Long story');
  thread.adapter = {
    ...adapter,
    getTicket: async (...call) => ({
      ...(await adapter.getTicket(...call)),
      lastReadEventId,
      unreadCount: unreadAfter ? 1 : 0,
    }),
  };
  thread.fill = true;
  thread.style.blockSize = '500px';
  document.body.append(thread);
  const articles = () => Array.from(thread.renderRoot.querySelectorAll('article'));
  const frames: { count: number; bottom: number }[] = [];
  while ((frames.at(-1)?.count ?? 0) < events.length) {
    await frame();
    const bottom = articles().at(-1)?.getBoundingClientRect().bottom ?? 0;
    if (articles().length > 0) frames.push({ count: articles().length, bottom });
  }
  return { thread, frames };
}

const many = (count: number, lines = 1) =>
  Array.from({ length: count }, (_, number) =>
    message(number, { body: { format: 'text', text: textOfLines(lines, `Message ${number}, line`) } }),
  );

describe('a conversation that opens', () => {
  afterEach(() => document.querySelector('support-ticket-thread')?.remove());

  it('draws its end first, and then the lines above without moving what is in sight', async () => {
    const { thread, frames } = await open(many(50, 4));
    assert.isAtMost(frames[0]?.count ?? 50, 20, 'not all at first');
    const bottoms = frames.map(({ bottom }) => bottom);
    assert.closeTo(Math.max(...bottoms), Math.min(...bottoms), 1, 'the last message stayed where it was');
    const scroller = thread.renderRoot.querySelector('.conversation')!;
    assert.isAtLeast(scroller.scrollTop + scroller.clientHeight, scroller.scrollHeight - 2);
  });

  it('draws all at once where its end does not fill the box', async () => {
    // Its words are long, and what is shown of it is short.
    const last = message(5, { body: { format: 'html', html: '<p>Short</p>', text: textOfLines(100) } });
    const { frames } = await open([...many(5), last]);
    assert.strictEqual(frames[0]?.count, 6);
  });

  it('draws what is unread with it, however far back that begins', async () => {
    const { thread, frames } = await open(many(50), 'ev_10');
    assert.isAtLeast(frames[0]?.count ?? 0, 39);
    const top = (selector: string) => thread.renderRoot.querySelector(selector)!.getBoundingClientRect();
    await until(
      () => Math.abs(top('.new').top - top('.bar').bottom - 8) <= 2,
      'the first unread message is not on top',
    );
  });
});
