/** What is measured in a page with a list of tickets, whoever draws it. */
import { layoutShift, painted, timeToPaint, type VisitBench } from './clock.ts';
import { deepText } from './deep.ts';

/** One side, by what can be seen and pressed. */
export interface ListSide {
  rows(): ArrayLike<Element>;
  /** Asks for the next page, where there is one. */
  askMore?(): void;
}

export interface ListBench extends VisitBench {
  /** Asks for the next page, and waits until its rows are painted. */
  more(): Promise<number>;
  /** The subjects on the page, in order. */
  subjects(): string[];
}

declare global {
  interface Window {
    listBench: ListBench;
  }
}

/** `expected` rows are a full first page. */
export function exposeListBench(side: ListSide, expected: number): void {
  window.listBench = {
    first: painted(() => {
      const rows = side.rows();
      return rows.length >= expected && (rows[0]?.getBoundingClientRect().height ?? 0) > 0;
    }),
    more() {
      const before = side.rows().length;
      return timeToPaint(
        () => side.askMore?.(),
        () => side.rows().length > before,
      );
    },
    layoutShift,
    subjects: () => Array.from(side.rows(), (row) => /Ticket \d+: [^.]+\./.exec(deepText(row))?.[0] ?? ''),
  };
  window.visitBench = window.listBench;
}
