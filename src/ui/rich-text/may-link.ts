/** True for every text in which the link finder could find something, and for few others: most texts never need it. */
export function mayHoldLink(text: string): boolean {
  return /:\/\/|www\.|@|\.[\p{L}\p{N}-]{2,}[/:]/iu.test(text);
}
