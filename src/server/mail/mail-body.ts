/**
 * The two parts of a mail's body from the same paragraphs. The HTML part is paragraphs and links: nothing is loaded,
 * nothing is styled, nothing runs, so that it reads alike everywhere and tells nobody that it was opened.
 */

/** A paragraph is text; a link stands on a line of its own and shows its whole address. */
export type Paragraph = string | { link: string };

export interface MailBody {
  text: string;
  html: string;
}

/** The text part ends with the last paragraph, without a line after it. */
export function mailBody(title: string, locale: string, paragraphs: readonly Paragraph[]): MailBody {
  const text = paragraphs.map((paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.link));
  const html = [
    `<!doctype html><html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>`,
    ...paragraphs.map((paragraph) => `<p>${markupOf(paragraph)}</p>`),
    '</body></html>',
  ];
  return { text: text.join('\n\n'), html: html.join('\n') };
}

function markupOf(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return escapeHtml(paragraph);
  const address = escapeHtml(paragraph.link);
  return `<a href="${address}">${address}</a>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
