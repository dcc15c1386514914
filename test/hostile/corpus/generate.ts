/** Messages from a grammar of what parsers disagree on. The same seed gives the same messages. */
import { randomNumbers } from '../../helpers/random.ts';

const tags =
  'p div b i a table tr td caption select option form svg math mtext mi mglyph malignmark annotation-xml foreignobject desc ' +
  'title style script noscript template iframe xmp textarea noembed plaintext img input details dialog h1 ul li ruby rt ' +
  'font nobr frameset body html head image object embed video source base link meta button label slot x-y support-center';
const attributes = [
  ...[
    'href=javascript:hit()',
    'src=x onerror=hit()',
    'onload=hit()',
    'autofocus onfocus=hit()',
    'style=position:fixed',
  ],
  ...[
    'id=body',
    'name=cookie',
    'xlink:href=//evil.test',
    'href=https://evil.test/',
    'encoding=text/html',
    'class=heading',
  ],
  ...[
    'title="</style><img src=x onerror=hit()>"',
    'title="--><img src=x onerror=hit()>"',
    "x='<!--'",
    'dir=rtl',
    'is=x-y',
  ],
  ...[
    'shadowrootmode=open',
    'srcdoc="<script>parent.hit()</script>"',
    'open ontoggle=hit()',
    'colspan=9999',
    'lang=pl',
  ],
];
const pieces = [
  ...[
    'x',
    ' ',
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<!',
    '<?',
    '</',
    '<',
    '>',
    '"',
    "'",
    '&lt;',
    '&#x6a;',
    '\u0000',
  ],
  ...['\u0301\u0301', '\u202e', 'https://evil.test/a', 'a@evil.test', '{{hit()}}', '<img src=x onerror=hit()>', '<br>'],
];

/** `count` messages of at most 30 pieces each. */
export function* generate(seed: number, count: number): Generator<string> {
  const random = randomNumbers(seed);
  const one = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';
  const names = tags.split(' ');
  const piece = (): string => {
    const chance = random();
    if (chance < 0.45)
      return `<${one(names)}${random() < 0.5 ? ` ${one(attributes)}` : ''}${random() < 0.1 ? '/' : ''}>`;
    if (chance < 0.7) return `</${one(names)}>`;
    return one(pieces);
  };
  for (let made = 0; made < count; made += 1) {
    const parts = Array.from({ length: 2 + Math.floor(random() * 28) }, piece);
    yield random() < 0.05 ? parts.join('').repeat(8) : parts.join('');
  }
}
