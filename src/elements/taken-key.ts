/** Whether an input method has taken this key for the word that is being made. */
export function isTaken(event: KeyboardEvent): boolean {
  // 229 is how such a key looks where nothing else tells.
  return event.isComposing || event.keyCode === 229;
}
