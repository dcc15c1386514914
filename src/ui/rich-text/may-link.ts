/** True for every text in which the link finder could find something, and for few others: most texts never need it. */
export function mayHoldLink(text: string): boolean {
  return /:\/\/|www\.|@|\.[^\s./:]{2,}[/:]/i.test(text);
}
