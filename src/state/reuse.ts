/**
 * Structural sharing: a new value is laid over the old one, and whatever is equal stays the very same object. A reader
 * that compares by identity then sees exactly what changed, and a refresh that brings nothing new changes nothing.
 *
 * What comes out is a frozen copy; the object that an adapter handed over is never touched.
 */

/** What came out of here before: frozen through and through, so it needs no second look. */
const ours = new WeakSet<object>();

/** `after`, frozen, with every part of it that equals its counterpart in `before` replaced by that counterpart. */
export function reuse<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isPlain(after) || ours.has(after)) return after;
  const next = Array.isArray(after) ? reuseItems(before, after) : reuseFields(before, after);
  if (isPlain(before) && isSameShallow(before, next)) return before as T;
  ours.add(Object.freeze(next));
  return next as T;
}

/** Items with an id are matched by it, wherever they moved; others by their place. */
function reuseItems(before: unknown, after: readonly unknown[]): unknown[] {
  const old: readonly unknown[] = Array.isArray(before) ? before : [];
  const byId = new Map(old.map((item) => [idOf(item), item]));
  return after.map((item, place) => reuse(byId.get(idOf(item) ?? noId) ?? old[place], item));
}

function reuseFields(before: unknown, after: object): Record<string, unknown> {
  const old = isPlain(before) ? (before as Record<string, unknown>) : {};
  const field = ([name, value]: [string, unknown]) => [name, reuse(fieldOf(old, name), value)];
  return Object.fromEntries(Object.entries(after).map(field)) as Record<string, unknown>;
}

const noId = Symbol('no id');

function idOf(item: unknown): unknown {
  return isPlain(item) ? fieldOf(item, 'id') : undefined;
}

function fieldOf(record: object, name: string): unknown {
  return Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined;
}

function isSameShallow(before: object, next: object): boolean {
  if (Array.isArray(before) !== Array.isArray(next)) return false;
  const names = Object.keys(next);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => Object.hasOwn(before, name) && Object.is(fieldOf(before, name), fieldOf(next, name)))
  );
}

/** Records and lists, as JSON has them; an error or a date is kept by identity. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
