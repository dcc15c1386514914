/** Honest mails, written as the usual programs write them. All of their words, links and structure must survive. */

const latin = 'Thank you for the quick help with order 4711. The frame arrived today and everything is fine.';
const scripts: readonly [string, string][] = [
  ['English', latin],
  ['Polish', 'Dzień dobry, zażółć gęślą jaźń — proszę o fakturę na „Łódź Śródmieście”, nr 12/2026.'],
  ['German', 'Guten Tag, die Größe „XL“ passt nicht. Bitte tauschen Sie sie um: Straße 5, 10115 Berlin.'],
  ['French', 'Bonjour, c’est l’été : où est mon colis n° 42 ? Ça fait déjà trois semaines…'],
  ['Czech', 'Dobrý den, příliš žluťoučký kůň úpěl ďábelské ódy.'],
  ['Turkish', 'İyi günler, ıspanak ve çiğ köfte sipariş ettim, ığdır’a gönderin.'],
  ['Vietnamese', 'Chào anh, tôi muốn đổi địa chỉ nhận hàng: 12 Nguyễn Huệ, phường Bến Nghé, Quận 1.'],
  ['decomposed Vietnamese', 'Chào anh, tôi muốn đổi địa chỉ nhận hàng: Nguyễn Huệ.'.normalize('NFD')],
  ['Greek', 'Καλημέρα σας, πού είναι η παραγγελία μου; Ευχαριστώ πολύ.'],
  ['polytonic Greek', 'ᾧ ἐλπίζω τὸν ἄνδρα μοι ἔννεπε, Μοῦσα'.normalize('NFD')],
  ['Russian', 'Здравствуйте, посылка пришла повреждённой. Ёлка ещё цела.'],
  ['Ukrainian', 'Добрий день, де моє замовлення? Ґанок, їжак, єнот.'],
  ['Arabic', 'مرحبًا، لم يصل الطلب رقم ١٢٣ بعد. شُكْرًا جَزِيلًا عَلَى الْمُسَاعَدَة.'],
  ['Hebrew', 'שלום, ההזמנה 4711 לא הגיעה. בְּרֵאשִׁית בָּרָא אֱלֹהִים.'],
  ['Persian', 'سلام، سفارش من می‌رسد؟ کتاب‌ها هنوز نیامده‌اند.'],
  ['Urdu', 'السلام علیکم، میرا پارسل کہاں ہے؟'],
  ['Hindi', 'नमस्ते, मेरा ऑर्डर कहाँ है? कृपया क्षत्रिय जी से पूछें।'],
  ['Bengali', 'নমস্কার, আমার অর্ডার কোথায়? ধন্যবাদ।'],
  ['Tamil', 'வணக்கம், என் பொருள் எங்கே? நன்றி.'],
  ['Thai', 'สวัสดีครับ ผมยังไม่ได้รับสินค้า ที่นี่ ผู้ใหญ่ น้ำ'],
  ['Lao', 'ສະບາຍດີ, ສິນຄ້າຂອງຂ້ອຍຢູ່ໃສ?'],
  ['Khmer', 'សួស្តី តើការបញ្ជាទិញរបស់ខ្ញុំនៅឯណា?'],
  ['Burmese', 'မင်္ဂလာပါ၊ ကျွန်တော့် ပစ္စည်း ဘယ်မှာလဲ။'],
  ['Tibetan', 'བཀྲ་ཤིས་བདེ་ལེགས། རྫོགས་ཆེན།'],
  ['Georgian', 'გამარჯობა, სად არის ჩემი შეკვეთა?'],
  ['Armenian', 'Բարեւ Ձեզ, որտե՞ղ է իմ պատվերը։'],
  ['Amharic', 'ሰላም፣ ትዕዛዜ የት ነው?'],
  ['Chinese', '您好，我的订单还没有收到，请问什么时候发货？谢谢！'],
  ['traditional Chinese', '您好，我的訂單還沒有收到，請問何時出貨？「謝謝」'],
  ['Japanese', 'お世話になっております。注文番号４７１１の件でご連絡いたしました。ガ゙ｶﾞ'],
  ['Korean', '안녕하세요, 주문한 상품이 아직 도착하지 않았습니다. 한글'],
  ['emoji', 'Great 👍🏽 thanks 👩‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈 🇵🇱 5️⃣ ☎️ 🫶🏿'],
  ['mathematics', 'If 3 < 4 & 5 > 2, then x² ≤ √2 × ½ — “exactly”.'],
  ['mixed directions', 'Order שלום 123 مرحبا 456 — “OK”.'],
];

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const inScripts = scripts.map(
  ([name, text]) =>
    [`${name} as mail programs write it`, `<div dir="ltr"><div>${escape(text)}</div><div><br></div></div>`] as const,
);

const long = `https://example.com/track/${'a1b2c3d4e5'.repeat(60)}?utm_source=mail&amp;utm_medium=x#part-2`;

const mails: readonly [string, string][] = [
  [
    'Gmail',
    `<div dir="ltr">Hi,<div><br></div><div>the fork still <b>creaks</b>.</div><div><br clear="all"><div>-- <br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Ola</div></div></div></div>`,
  ],
  [
    'Gmail with its quote',
    `<div dir="ltr">Yes, please.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 5 Jan 2026 at 10:12, Support &lt;<a href="mailto:help@example.com">help@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">Shall we send a new one?</blockquote></div>`,
  ],
  [
    'Gmail in Polish',
    `<div dir="ltr">Tak, proszę.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">pon., 5 sty 2026 o 10:12 Pomoc &lt;<a href="mailto:pomoc@example.com">pomoc@example.com</a>&gt; napisał(a):<br></div><blockquote class="gmail_quote">Wysłać nową?</blockquote></div>`,
  ],
  [
    'Outlook',
    `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head><body lang="EN-GB" link="#0563C1"><div class="WordSection1"><p class="MsoNormal"><span style="mso-fareast-language:EN-US">Hello,<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">see <a href="https://example.com/a">the page</a>.<o:p></o:p></p></div></body></html>`,
  ],
  [
    'Outlook with its header block',
    `<div class="WordSection1"><p class="MsoNormal">Agreed.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Support &lt;help@example.com&gt;<br><b>Sent:</b> Monday, 5 January 2026 10:12<br><b>To:</b> Ola<br><b>Subject:</b> RE: Fork</p></div><p class="MsoNormal">Shall we send a new one?</p></div>`,
  ],
  [
    'Outlook lists',
    `<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><!--[if !supportLists]--><span style="mso-list:Ignore">1.<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp; </span></span><!--[endif]-->First thing</p>`,
  ],
  [
    'Outlook on the web',
    `<div style="font-family: Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0);" class="elementToProof">Hello there,</div><div class="elementToProof"><br></div><div id="Signature"><table><tbody><tr><td><b>Ola Nowak</b></td><td>Buyer</td></tr></tbody></table></div>`,
  ],
  [
    'Apple Mail',
    `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">It works now.<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 5 Jan 2026, at 10:12, Support wrote:</div><br class="Apple-interchange-newline"><div><div>Does it work?</div></div></blockquote></div><br></body></html>`,
  ],
  [
    'Apple Mail on a phone',
    `<html><body dir="auto">Yes it does<div><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 5 Jan 2026, at 10:12, Support wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿Does it?</div></blockquote></div></body></html>`,
  ],
  [
    'Thunderbird',
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body><p>Hello,</p><div class="moz-cite-prefix">On 05/01/2026 10:12, Support wrote:<br></div><blockquote type="cite" cite="mid:a@example.com"><p>Hello?</p></blockquote><pre class="moz-signature" cols="72">-- \nOla</pre></body></html>`,
  ],
  [
    'Yahoo',
    `<div class="ydp1" style="font-family:Helvetica;"><div dir="ltr" data-setdir="false">Fine.</div><div><br></div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, Support wrote:</div><div>Is it fine?</div></div>`,
  ],
  [
    'Proton',
    `<div style="font-family: Arial; font-size: 14px;">Good morning</div><div class="protonmail_quote">On Monday, Support wrote:<br><blockquote class="protonmail_quote" type="cite">Morning?</blockquote></div>`,
  ],
  [
    'a reply between the quotes',
    `<blockquote><p>Which size?</p></blockquote><p>Size L.</p><blockquote><p>Which colour?</p></blockquote><p>Green.</p>`,
  ],
  [
    'nested quotes',
    `<blockquote>one<blockquote>two<blockquote>three</blockquote></blockquote></blockquote><p>four</p>`,
  ],
  ['only a quote', `<blockquote><p>Everything that was said.</p></blockquote>`],
  [
    'a table of an invoice',
    `<table border="1" cellpadding="4" width="100%"><caption>Invoice</caption><thead><tr><th>Item</th><th align="right">Price</th></tr></thead><tbody><tr><td>Fork</td><td align="right">12.00</td></tr><tr><td colspan="2">Total 12.00</td></tr></tbody><tfoot><tr><td rowspan="1">VAT</td><td>2.00</td></tr></tfoot></table>`,
  ],
  [
    'a newsletter of nested tables',
    `<center><table width="600" bgcolor="#ffffff"><tr><td><table><tr><td><font face="Arial" size="2">Big <b>sale</b></font></td></tr><tr><td><a href="https://example.com/sale">Look inside</a></td></tr></table></td></tr></table></center>`,
  ],
  [
    'lists',
    `<ul><li>one</li><li>two<ol start="3"><li>three</li><li>four</li></ol></li></ul><dl><dt>term</dt><dd>meaning</dd></dl>`,
  ],
  ['headings', `<h1>Title</h1><h2>Part</h2><p>Text</p><h6>Small</h6><hr><p>End</p>`],
  [
    'code',
    `<p>Run <code>npm ci</code> and then</p><pre><code>for (let i = 0; i &lt; 3; i++) {\n  console.log(i);\n}</code></pre><p>Press <kbd>Ctrl</kbd>, see <samp>ok</samp>, set <var>x</var>.</p>`,
  ],
  [
    'a pasted log',
    `<pre>2026-01-05T10:12:00Z ERROR onerror=null &lt;script&gt; failed\n\tat run (https://example.com/app.js:1:2)\n\tat javascript:void(0)</pre>`,
  ],
  [
    'markup that is talked about',
    `<p>The tag &lt;img src=x onerror=alert(1)&gt; is shown, and so is &amp;lt;b&amp;gt;.</p>`,
  ],
  [
    'phrases',
    `<p><b>a</b> <strong>b</strong> <i>c</i> <em>d</em> <u>e</u> <s>f</s> <strike>g</strike> <del>h</del> <ins>i</ins> <mark>j</mark> <small>k</small> H<sub>2</sub>O x<sup>2</sup> <q>l</q> <cite>m</cite> <abbr title="n">n</abbr> <dfn>o</dfn></p>`,
  ],
  ['ruby', `<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>`],
  ['directions', `<p dir="rtl" lang="he">שלום</p><p dir="ltr" lang="en">Hello <bdi>مرحبا</bdi></p>`],
  [
    'a figure',
    `<figure><img src="https://example.com/a.png" alt="The crack" width="300" height="200"><figcaption>The crack in the fork</figcaption></figure>`,
  ],
  [
    'inline pictures',
    `<p>See <img src="cid:image001.png@01DA" alt="photo" width="400"> and <img src="data:image/png;base64,iVBORw0KGgo=" alt="dot">.</p>`,
  ],
  ['a tracking pixel at the end', `<p>Thanks</p><img src="https://example.com/open.gif" width="1" height="1" alt="">`],
  [
    'web links',
    `<p><a href="https://example.com/">example</a>, <a href="http://example.com/a?b=1&amp;c=2#d">here</a>, <a href="https://example.com/">https://example.com/</a></p>`,
  ],
  [
    'mail and telephone links',
    `<p><a href="mailto:ola@example.com?subject=Hi">Ola</a> <a href="tel:+48221234567">+48 22 123 45 67</a></p>`,
  ],
  ['a long link', `<p><a href="${long}">Track your parcel</a></p>`],
  [
    'a link of many words',
    `<p><a href="https://example.com/a"><b>Order</b> <i>4711</i> is <span style="color:red">late</span></a></p>`,
  ],
  [
    'a picture as link',
    `<a href="https://example.com/shop"><img src="https://example.com/logo.png" alt="Our shop"></a>`,
  ],
  [
    'a tracking redirect',
    `<p><a href="https://click.example.com/r?u=https%3A%2F%2Fshop.example.com">Open your order</a></p>`,
  ],
  ['bare addresses', `<p>See https://example.com/a and write to me.</p>`],
  ['international links', `<p><a href="https://example.com/żółw/片?q=ą">żółw</a></p>`],
  ['entities', `<p>&euro;5 &ndash; &hellip; &nbsp; &copy; &#8212; &#x1F600; &quot;q&quot; &apos;</p>`],
  ['soft hyphens and breaks', `<p>Donau&shy;dampf&shy;schiff<wbr>fahrt</p>`],
  [
    'sections',
    `<article><header><p>Top</p></header><section><p>Middle</p></section><aside>Side</aside><footer>End</footer></article><address>Street 1</address>`,
  ],
  ['details', `<details><summary>More</summary><p>Hidden until pressed</p></details>`],
  ['old tags', `<font color="red">red</font> <big>big</big> <tt>tt</tt> <center>centre</center> <nobr>no break</nobr>`],
  ['unclosed tags', `<p>one<p>two<br>three<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>`],
  ['unknown tags', `<o:p>office</o:p> <custom>words</custom> <x-tag>dash</x-tag>`],
  [
    'styled text',
    `<p style="color:#333;font-weight:bold;text-align:center">Styled</p><span style="font-size:10pt">small</span>`,
  ],
  ['white space', `<p>a&nbsp;&nbsp;b</p>\n\n\n<p>c</p><div><br></div><div>d</div>`],
  [
    'a disclaimer',
    `<p>Hi</p><hr><p><small>This message is confidential. If you are not the person to whom it is addressed, delete it.</small></p>`,
  ],
  [
    'a signature',
    `<p>Best,<br>Ola</p><p>--<br>Ola Nowak | Buyer | <a href="https://example.com">example.com</a> | <a href="tel:+48221234567">+48 22 123 45 67</a></p>`,
  ],
  ['one word', 'Thanks'],
  ['many paragraphs', Array.from({ length: 60 }, (_, i) => `<p>Paragraph ${i}: ${latin}</p>`).join('')],
  [
    'a big table',
    `<table>${Array.from({ length: 200 }, (_, i) => `<tr><td>${i}</td><td><b>item ${i}</b></td><td>${i * 3}.00</td></tr>`).join('')}</table>`,
  ],
];

export const honest: readonly (readonly [name: string, html: string])[] = [...inScripts, ...mails];
