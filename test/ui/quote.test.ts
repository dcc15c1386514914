import { assert } from '@open-wc/testing';
import { html, render } from 'lit';
import { enRich } from '../../src/ui/i18n/words.en.rich.generated.ts';
import { enThread } from '../../src/ui/i18n/words.en.thread.generated.ts';
import { bringEnglish, wordsFor } from '../../src/ui/i18n/words.ts';
import { htmlMessage } from '../../src/ui/rich-text/html-message.ts';
import { splitQuote } from '../../src/ui/rich-text/quote.ts';
import { textMessage } from '../../src/ui/rich-text/text-message.ts';
import { textMessageStyles } from '../../src/ui/rich-text/text-message.styles.ts';
import { honest } from '../hostile/corpus/honest.ts';

bringEnglish({ ...enThread, ...enRich });
const words = wordsFor('en');
const foldedIn = (markup: string) => htmlMessage(markup, words)?.querySelector('details')?.textContent ?? '';
const mail = (name: string) => honest.find(([known]) => known === name)?.[1] ?? '';

describe('the mail that a message answers', () => {
  const texts: [name: string, written: string, quoted: string][] = [
    ['lines with marks', 'Yes.', '> Really?\n> Sure?'],
    ['a sentence above them', 'Yes.', 'On Mon, 5 Jan 2026 at 10:12, Ola <ola@example.com> wrote:\n\n> Really?'],
    ['a sentence on two lines', 'Yes.', 'On Mon, 5 Jan 2026 at 10:12, Support\n<help@example.com> wrote:\n> Really?'],
    ['Polish of Gmail', 'Tak.', 'pon., 5 sty 2026 o 10:12 Pomoc <p@example.com> napisał(a):\n> Na pewno?'],
    ['Polish of Thunderbird', 'Tak.', 'W dniu 5.01.2026 o 10:12, Ola pisze:\n> Na pewno?'],
    ['a divider', 'Yes.', '-----Original Message-----\nFrom: Ola\nReally?'],
    ['the header of Outlook', 'Yes.', 'From: Ola\nSent: Monday\nTo: Support\nSubject: Fork\n\nReally?'],
    ['the Polish header of Outlook', 'Tak.', 'Od: Ola\nWysłano: poniedziałek\nDo: Pomoc\nTemat: Widelec\n\nNa pewno?'],
  ];
  for (const [name, written, quoted] of texts)
    it(`is folded in plain text: ${name}`, () => {
      assert.deepEqual(splitQuote(`${written}\n\n${quoted}\n`), [written, quoted]);
    });

  for (const text of [
    '> all of it\n> is a quote',
    '> one\nyes\n> two\nno',
    'No quote: at all.\nFrom: here on.',
    'a > b',
  ])
    it(`is not made up: ${JSON.stringify(text)}`, () => assert.deepEqual(splitQuote(text), [text, '']));

  it('is folded in mails of the usual programs, with the sentence above it', () => {
    assert.include(foldedIn(mail('Gmail with its quote')), 'On Mon, 5 Jan');
    assert.include(foldedIn(mail('Gmail in Polish')), 'napisał(a)');
    assert.include(foldedIn(mail('Outlook with its header block')), 'From: Support');
    assert.include(foldedIn(mail('Apple Mail')), 'Does it work?');
    assert.include(foldedIn(mail('Thunderbird')), '');
    assert.include(foldedIn(mail('Proton')), 'Morning?');
  });

  it('stays in sight where it is all that there is, or is answered line by line', () => {
    assert.strictEqual(foldedIn(mail('only a quote')), '');
    assert.strictEqual(foldedIn(mail('a reply between the quotes')), '');
    assert.strictEqual(foldedIn(mail('nested quotes')), '');
  });

  it('is shown and hidden by a press, and says which', async () => {
    const room = document.body.appendChild(document.createElement('div'));
    render(
      html`<style>
          ${textMessageStyles.cssText}</style
        >${textMessage('Yes.\n\n> Really?', words)}`,
      room,
    );
    const summary = room.querySelector('summary')!;
    const details = room.querySelector('details')!;
    assert.strictEqual(summary.innerText.trim(), 'Show quoted text');
    assert.isFalse(details.open);
    summary.click();
    assert.isTrue(details.open);
    assert.strictEqual(summary.innerText.trim(), 'Hide quoted text');
    await assert.isAccessible(room);
    room.remove();
  });
});
