// A plugin for Vite that takes white space out of `css`, `html` and `svg` templates: to every other tool they are strings,
// and a host's bundler would pass them on as they are. It changes nothing that a browser can tell. Of CSS it knows no
// more than strings and comments; in HTML it makes one space of a line break with its indentation, as browsers do. What
// stands in `${}` may be anything.
import { parseSync, Visitor } from 'vite';

/** Stands for a `${}` while its template is one text. */
const hole = '\0';
const string = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/.source;
const blank = new RegExp(`(${string})|(?:\\s|/\\*[^]*?\\*/)+`, 'g');
const needless = new RegExp(`(${string})|(?<=[{};:,(]) | (?=[{};,)])|; ?(?=})|(?<![\\w.])0(?=\\.\\d)`, 'g');

/** A style sheet without comments, and with white space and zeros only where they mean something. */
export function minifiedCss(css) {
  return css.replace(blank, (_, text) => text ?? ' ').replace(needless, (_, text) => text ?? '');
}

/** Markup on one line. Where a tag ends on a line of its own, nobody needs a space before that. */
export function minifiedHtml(html) {
  return html.replace(/(?<=["\0])\s*\n\s*(?=>)/g, '').replace(/\s*\n\s*/g, ' ');
}

const minifiers = { css: minifiedCss, html: minifiedHtml, svg: minifiedHtml };

export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform: {
      filter: { id: /\.ts$/, code: /\b(css|html|svg)`/ },
      handler: (code, id) => ({ code: withMinifiedTemplates(code, id), map: null }),
    },
  };
}

export function withMinifiedTemplates(code, id) {
  const edits = [];
  const TaggedTemplateExpression = ({ tag, quasi }) => {
    if (Object.hasOwn(minifiers, tag.name ?? '')) edits.push(...editsOf(quasi, code, minifiers[tag.name]));
  };
  new Visitor({ TaggedTemplateExpression }).visit(parseSync(id, code).program);
  edits.sort((a, b) => b.at - a.at);
  return edits.reduce((text, { at, old, now }) => text.slice(0, at) + now + text.slice(at + old.length), code);
}

/** The lines that a text loses come back behind it in the code, as empty ones, so that source maps stay true. */
function editsOf({ quasis, expressions, end }, code, minified) {
  const olds = quasis.map(({ value }) => value.raw);
  const nows = minified(olds.join(hole)).split(hole);
  const linesIn = (text) => text.split('\n').length;
  return olds.flatMap((old, index) => {
    const now = nows[index];
    const lost = '\n'.repeat(linesIn(old) - linesIn(now));
    return [
      { at: code.indexOf(old, quasis[index].start), old, now },
      { at: expressions[index]?.start ?? end, old: '', now: lost },
    ];
  });
}
