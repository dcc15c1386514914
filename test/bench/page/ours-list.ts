import { registerAdapter } from 'helpdock';
import 'helpdock/define/ticket-list';
import { createBenchAdapter } from './adapter.ts';
import { exposeListBench } from './list-bench.ts';

const settings = new URLSearchParams(location.search);
const list = document.querySelector('support-ticket-list');
const root = list?.shadowRoot;
if (!list || !root) throw new Error('The list was not defined.');

registerAdapter('bench', () => createBenchAdapter(Number(settings.get('total') ?? 15)));
list.pagesize = Number(settings.get('pagesize') ?? 15);
exposeListBench(
  {
    rows: () => root.querySelectorAll('[part~="row"]'),
    askMore() {
      const buttons = Array.from(root.querySelectorAll('button'));
      buttons.find(({ textContent }) => /show more/i.test(textContent))?.click();
    },
  },
  list.pagesize,
);
