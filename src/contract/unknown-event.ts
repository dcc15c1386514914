/**
 * An event of a type that this version does not know is kept as a note with the code `unsupported`, so that a newer
 * server never empties an older page. Apart from the schemas, because a page does this without them.
 */
const knownTypes: ReadonlySet<unknown> = new Set(['message', 'status', 'note']);

/** What is read in the place of an event, before anything else is known of it. */
export function knownEvent(event: unknown): unknown {
  const { id, at, author, type } = Object(event) as Record<string, unknown>;
  if (typeof type !== 'string' || knownTypes.has(type)) return event;
  return { id, at, author, type: 'note', code: 'unsupported' };
}
