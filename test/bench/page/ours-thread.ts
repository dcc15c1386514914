import { registerAdapter } from 'helpdock';
import 'helpdock/define/ticket-thread';
import { createBenchAdapter, tellAnswer } from './adapter.ts';
import { exposeThreadBench } from './thread-bench.ts';

const thread = document.querySelector('support-ticket-thread');
const root = thread?.shadowRoot;
if (!thread || !root) throw new Error('The thread was not defined.');

registerAdapter('bench', () => createBenchAdapter(15));
exposeThreadBench(
  {
    root,
    messages: () => root.querySelectorAll('[part~="message"]'),
    box: () => root.querySelector('support-reply-box')?.shadowRoot?.querySelector('textarea'),
    show: (ticketId) => void (thread.ticket = ticketId),
    receive: tellAnswer,
    toEnd: () => thread.scrollToLatest(),
    askEarlier() {
      root.querySelector('[part~="message"]')?.scrollIntoView({ behavior: 'instant' });
      const buttons = Array.from(root.querySelectorAll('button'));
      buttons.find(({ textContent }) => /earlier/i.test(textContent))?.click();
    },
  },
  thread.ticket,
);
