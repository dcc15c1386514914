/** A PDF of plain pages: a heading and lines of text in a font that every reader has. Letters are those of Latin-1. */

export interface PdfPage {
  heading: string;
  lines: readonly string[];
}

export function pdf(pages: readonly PdfPage[]): Blob {
  const firstPage = 4;
  const pageIds = pages.map((_, index) => `${firstPage + 2 * index} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => {
      const content = contentOf(page);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents ${firstPage + 2 * index + 1} 0 R ` +
          '/Resources << /Font << /F 3 0 R >> >> >>',
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  // One letter, one byte: the places above count letters.
  return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type: 'application/pdf' });
}

function contentOf({ heading, lines }: PdfPage): string {
  const shown = lines.map((line) => `0 -20 Td (${escaped(line)}) Tj`);
  return ['BT', '/F 20 Tf 40 530 Td', `(${escaped(heading)}) Tj`, '/F 11 Tf 0 -16 Td', ...shown, 'ET'].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[()\\]/g, '\\$&');
}
