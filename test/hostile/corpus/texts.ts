/** Text without any markup that is hostile all the same: it reorders what stands around it, or costs seconds to lay out. */

const times = (count: number, text: string) => text.repeat(count);

const directions = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'].flatMap(
  (control) => [
    `invoice${control}fdp.exe`,
    `<p>${control}${control}hide</p>`,
    `<b>a${control}</b>b`,
    times(2_000, control) + 'x',
  ],
);

const marks = ['\u0301', '\u0489', '\u0e49', '\u064b', '\u20dd', '\ufe0f', '\u200d', '\u{e0101}', '\u1ab0'].flatMap(
  (mark) => [
    `a${times(5_000, mark)}b`,
    `<p>a${times(400, mark)}<b>${times(400, mark)}</b></p>`,
    times(100, `<i>${times(40, mark)}</i>`),
  ],
);

const others = [
  '\u0000\u0001\u0008\u000b\u000c\u001b[31mred\u0007\u007f\u009b',
  '\ufdfd\u{12031}\u{1242b}'.repeat(200),
  '\u{e0041}\u{e0042}\u{e007f}'.repeat(300),
  '\ud800 alone \udfff',
  '\u115f\u1160\u3164\uffa0'.repeat(200),
  '&#8238;x&#8237;y&rlm;z&lrm;&zwj;&zwnj;&shy;',
  '<bdo dir=rtl>shop.example.com</bdo><p dir=RTL>x</p><p dir=bogus>y</p>',
  '\u2028\u2029\u0085\r\n\r'.repeat(50),
  'x'.repeat(20_000),
  '\ufeff\u180e\u2060\u2061\u2064'.repeat(500),
];

/** Each is made for the cost of parsing, sanitizing, finding links or laying out. Most are refused before any of it. */
export const bombs: readonly [name: string, html: string][] = [
  ['depth of blocks', times(20_000, '<div>') + 'x'],
  ['depth of phrases', times(4_000, '<b>') + 'x'],
  ['depth of tables', times(2_000, '<table><tr><td>') + 'x'],
  ['depth of lists', times(5_000, '<ul><li>') + 'x'],
  ['depth of quotes', times(5_000, '<blockquote>') + 'x'],
  ['tags without end', times(50_000, '<br>')],
  ['length', times(2_000_000, 'x ')],
  ['one endless word', times(190_000, 'x')],
  ['entities', times(19_000, '&ngtr;&amp;')],
  ['attributes', `<p ${Array.from({ length: 15_000 }, (_, i) => `a${i}=1`).join(' ')}>x</p>`],
  ['long attribute', `<a href="https://example.com/${times(190_000, 'a')}">x</a>`],
  ['reopened phrases', Array.from({ length: 500 }, (_, i) => `<b a=${i}>`).join('') + times(4_000, '<p>x')],
  ['three reopened of each kind', times(3, '<b><i><u><s><em><code><font>') + times(3_000, '<p>x')],
  ['adopted again and again', times(2_000, '<a><div>') + 'x'],
  ['foster parents', times(3_000, '<table><b>x')],
  ['wide table', `<table><tr>${times(5_000, '<td colspan=1000 rowspan=65534>x')}</table>`],
  ['marks in one run', `a${times(190_000, '\u0301')}`],
  ['marks in many runs', times(5_000, `a${times(36, '\u0301')}`)],
  ['marks across elements', times(2_500, `<i>${times(30, '\u0301')}</i>`)],
  ['direction controls', times(60_000, '\u202e\u2066x')],
  ['addresses', times(6_000, 'https://a.example/b?c=d ')],
  ['almost addresses', times(20_000, 'a@a.') + times(20_000, 'http://') + times(20_000, '.a')],
  ['dots and slashes', times(90_000, './')],
  ['unclosed comment of quotes', '<!--' + times(90_000, '"<') + times(1_000, '<style><!--')],
];

export const texts = { text: [...directions, ...marks, ...others] };
