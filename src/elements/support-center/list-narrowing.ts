import type { Entry } from '../entry.ts';
import type { ListRoute } from '../route.ts';
import type { ListChoice } from '../support-ticket-list/list-memory.ts';
import { type ChoosingList, ListVisitor } from '../support-ticket-list/list-visitor.ts';

/** How the list is narrowed: by the address, by what its visitor chose before, by what they choose now. */
export class ListNarrowing {
  readonly #center: ChoosingList;
  readonly #visitor: ListVisitor;
  /** That counts more than what was chosen before. */
  #addressed: ListRoute = { view: 'list' };

  constructor(center: ChoosingList) {
    this.#center = center;
    this.#visitor = new ListVisitor(center);
  }

  /** What the address says at first. */
  begin(route: ListRoute): void {
    this.#addressed = route;
    this.narrow(route);
  }

  /** Somebody may be here who was not a moment ago. */
  meet(entry: Entry): void {
    if (this.#visitor.meet(entry)) this.narrow(this.#addressed);
  }

  narrow({ filter, sort, search }: Partial<ListRoute>): void {
    this.#center.filter = filter ?? this.#center.filter;
    this.#center.sort = sort ?? this.#center.sort;
    this.#center.search = search ?? this.#center.search;
  }

  /** The visitor chose. */
  follow({ filter, sort, search }: ListChoice): void {
    this.narrow({ filter, sort, search });
    this.#visitor.remember();
  }
}
