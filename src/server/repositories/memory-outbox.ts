/** The outbox in memory: every operation runs in one go, so each is atomic. */
import type { MailOrder, Outbox } from '../mail/outbox.ts';

/** `orders` is where others put what they cause. */
export function memoryOutbox(orders: Map<string, MailOrder>): Outbox {
  return {
    async claim(now, leaseMs, limit) {
      // Somebody waits for a code.
      const rank = ({ kind }: MailOrder) => (kind === 'code' ? 0 : 1);
      const due = [...orders.values()]
        .filter(({ dueAt }) => dueAt <= now)
        .sort((a, b) => rank(a) - rank(b) || a.dueAt - b.dueAt);
      return due.slice(0, limit).map((order) => {
        order.dueAt = now + leaseMs;
        order.attempts += 1;
        return { ...order };
      });
    },

    async finish(id) {
      orders.delete(id);
    },

    async postpone(id, dueAt) {
      const order = orders.get(id);
      if (order) order.dueAt = dueAt;
    },
  };
}
