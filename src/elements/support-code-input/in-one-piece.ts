/** Whether what was added came at once, from the clipboard or from what fills in forms, and not key by key. */
export function cameInOnePiece(event: Event, gained: number): boolean {
  // What fills in forms sets the value and sends a plain event.
  if (!(event instanceof InputEvent) || !event.inputType) return true;
  const { inputType, isComposing } = event;
  if (isComposing || !inputType.startsWith('insert')) return false;
  return gained > 1 || /From(Paste|Drop)|ReplacementText/.test(inputType);
}
