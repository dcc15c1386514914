import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldText, searchWords } from '../../src/server/desk/fold.ts';
import { cleanLine, cleanText, isBlank, previewText } from '../../src/server/desk/words.ts';

/** What is written, and what people type to find it. */
const findable: readonly [written: string, typed: readonly string[]][] = [
  ['Zażółć gęślą jaźń w Łodzi', ['zazolc', 'GESLA', 'jaźn', 'łodzi', 'lodzi']],
  ['Größe der Straße, STRASSE', ['grosse', 'straße', 'strasse', 'GRÖßE', 'Grosse']],
  ['Işık İzmir DIŞARI ığdır', ['isik', 'ışık', 'izmir', 'İZMİR', 'disari', 'IĞDIR']],
  ['Ærøskøbing, smørrebrød, đá, þing', ['aeroskobing', 'smorrebrod', 'da', 'thing']],
  ['cœur français naïve Ångström', ['coeur', 'francais', 'naive', 'angstrom']],
  ['ΟΔΟΣ οδός', ['οδος', 'ΟΔΌΣ']],
  ['Ёлка Київ', ['елка', 'ЁЛКА', 'київ']],
  ['المُشْكِلَةُ في الطَّلَب', ['المشكلة', 'الطلب', 'طلب']],
  ['كتـــاب مدرسة على', ['كتاب', 'مدرسه', 'علي']],
  ['کتاب فارسی', ['كتاب', 'فارسي']],
  ['שָׁלוֹם עוֹלָם', ['שלום', 'עולם']],
  ['東京都の注文番号について', ['東京', '注文', '番号']],
  ['ガス漏れ', ['ガス', 'ｶﾞｽ']],
  ['한국어 지원', ['한국', '지원']],
  ['ﬁne ① Ｆｕｌｌ ½', ['fine', '1', 'full', '1⁄2']],
  ['soft\u00adhyphen zero\u200bwidth', ['softhyphen', 'zerowidth']],
];

/** Words that must stay apart, although a careless fold would make them one. */
const distinct: readonly [written: string, typed: string][] = [
  ['カス', 'ガス'],
  ['한', '하'],
  ['की', 'का'],
  ['open', 'opne'],
];

describe('folding', () => {
  for (const [written, typed] of findable) {
    it(`finds "${written}" by ${typed.join(', ')}`, () => {
      for (const search of typed) {
        const missing = searchWords(search).filter((word) => !foldText(written).includes(word));
        assert.deepEqual(missing, [], search);
      }
    });
  }

  for (const [written, typed] of distinct) {
    it(`does not find "${written}" by "${typed}"`, () => {
      assert.equal(foldText(written).includes(foldText(typed)), false);
    });
  }

  it('changes nothing when it is done twice', () => {
    for (const [written] of findable) assert.equal(foldText(foldText(written)), foldText(written));
  });

  it('leaves one space between words and no controls', () => {
    assert.equal(foldText('  a\n\n\tb\0c\u202ed  '), 'a b cd');
  });

  it('takes lone surrogates', () => {
    assert.equal(foldText('a\ud800b'), 'a\ufffdb');
  });
});

describe('the words of a search', () => {
  it('are split at every kind of space, each once', () => {
    assert.deepEqual(searchWords(' lamp\tchair\u3000lamp\u00a0LAMP '), ['lamp', 'chair']);
  });

  it('leave out a word that is inside another', () => {
    assert.deepEqual(searchWords('lamp lam lampshade'), ['lampshade']);
  });

  it('read "#10001" as a number and keep other signs', () => {
    assert.deepEqual(searchWords('#10001 #a 100% a_b'), ['10001', '#a', '100%', 'a_b']);
  });

  it('are none for a blank search', () => {
    assert.deepEqual(searchWords(' \n\u200b '), []);
  });
});

describe('stored words', () => {
  it('keep a line in one line, without controls that turn or hide', () => {
    assert.equal(cleanLine('  Re:\r\n\u202eevil\u2066 \0name\u0007 '), 'Re: evil name');
  });

  it('leave honest names as they are', () => {
    for (const name of ['Łukasz Żółć', 'محمد علي', '山田太郎', "O'Brien-Smith", 'José 👩‍👩‍👧', 'می‌خواهم']) {
      assert.equal(cleanLine(name), name);
    }
  });

  it('keep lines and tabs of a text and drop other controls', () => {
    assert.equal(cleanText('a\r\nb\rc\n\td\0\u0007e\u0085'), 'a\nb\nc\n\tde');
  });

  it('are blank when nothing can be seen', () => {
    for (const text of ['', ' ', '\n\t', '\u200b\u2060\ufeff', '\u00a0\u3000', '\0']) assert.ok(isBlank(text));
    for (const text of ['.', ' a ', '👍', '\u200ba']) assert.ok(!isBlank(text));
  });

  it('are cut to a preview of 200 code points, none of them in half', () => {
    assert.equal(previewText('one\n\n two'), 'one two');
    const cut = previewText('👍'.repeat(500));
    assert.deepEqual([[...cut].length, cut.isWellFormed(), cut.endsWith('…')], [200, true, true]);
    assert.equal(previewText('x'.repeat(200)), 'x'.repeat(200));
    assert.equal([...previewText(`start${' '.repeat(10_000)}${'x'.repeat(500)}`)].length <= 200, true);
  });
});
