import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { minifiedCss, minifiedHtml, withMinifiedTemplates } from '../../.ci/minify-templates.mjs';

describe('a style sheet as shipped', () => {
  const cases: [string, string, string][] = [
    ['loses comments and indentation', '/* It’s a box. */\n.a {\n  color: red;\n}\n', ' .a{color:red}'],
    [
      'keeps the spaces of values',
      'a { margin: 0 calc(1px + -1 * var(--x)) }',
      'a{margin:0 calc(1px + -1 * var(--x))}',
    ],
    ['keeps descendants apart', '.a .b > :is(c , d) :hover {}', '.a .b > :is(c,d) :hover{}'],
    ['keeps conditions apart', '@media (a: 1px) and (b) { a { c: d; } }', '@media (a:1px) and (b){a{c:d}}'],
    ['loses zeros that stand for nothing', 'a { b: -0.5em 10.05px 0.25; }', 'a{b:-.5em 10.05px .25}'],
    ['keeps strings', `a { content: ' /* ; } */ ' "\\" ;  }"; b: c; }`, `a{content:' /* ; } */ ' "\\" ;  }";b:c}`],
  ];
  for (const [what, before, after] of cases) test(what, () => assert.equal(minifiedCss(before), after));
});

test('markup keeps a space where it had a line break', () => {
  assert.equal(minifiedHtml('<b>one</b>\n    <i\n  class="x  y"\n>two</i>'), '<b>one</b> <i class="x  y">two</i>');
});

describe('a source as shipped', () => {
  const lines = [
    'const part = css`',
    '  [a="${',
    '    b',
    '  }"] { color: red; }',
    '  ${nested(css`[c]  { d: ${e}px }`)}',
    '`;',
    'const other = text`  stays  `;',
  ];
  const shipped = withMinifiedTemplates(lines.join('\n'), 'part.ts');

  test('has smaller templates with the same values', () => {
    assert.equal(
      shipped.replaceAll(/\n+/g, ''),
      'const part = css` [a="${    b  }"]{color:red}${nested(css`[c]{d:${e}px}`)} `;const other = text`  stays  `;',
    );
  });

  test('has every statement on the line where it was, for source maps', () => {
    assert.equal(
      shipped.split('\n').findIndex((line) => line.includes('const other')),
      6,
    );
    for (const file of globSync('src/elements/**/*.ts')) {
      const text = readFileSync(file, 'utf8');
      assert.equal(withMinifiedTemplates(text, file).split('\n').length, text.split('\n').length, file);
    }
  });
});
