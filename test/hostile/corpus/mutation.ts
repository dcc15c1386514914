/** Markup that means one thing when it is parsed once, and another when what came out is parsed again. */

const strike = '<img src=x onerror=hit()>';

/** Elements whose content is text in one namespace and markup in the other. */
const rawText = [
  'style',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'textarea',
  'title',
  'plaintext',
  'script',
];
const foreign = [
  'svg',
  'math',
  'svg><desc',
  'svg><foreignobject',
  'svg><title',
  'math><mtext',
  'math><mi',
  'math><annotation-xml encoding=text/html',
];

const nests = foreign.flatMap((outer) =>
  rawText.flatMap((raw) => [
    `<${outer}><${raw}><a id="</${raw}>${strike}">`,
    `<${outer}></p><${raw}><p title="</${raw}>${strike}"></${raw}>`,
  ]),
);

const comments = ['<!--', '<!-->', '<!--->', '<!-- --!>', '<![CDATA[', '<!', '<?', '</ '].flatMap((open) =>
  ['title', 'style', 'noscript', 'textarea'].map((raw) => `<svg><${raw}>${open}</${raw}>${strike}--></svg>`),
);

const glyphs = ['mglyph', 'malignmark'].flatMap((glyph) => [
  `<math><mtext><table><${glyph}><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">`,
  `<form><math><mtext></form><form><${glyph}><style></math>${strike}`,
  `<form><math><mtext></form><form><${glyph}><svg><mtext><style><path id="</style>${strike}">`,
  `<math><mtext><table><${glyph}><svg><mtext><textarea><path id="</textarea>${strike}">`,
  `<math><mtext><option><x><option></option><${glyph}><svg><mtext><style><a title="</style>${strike}">`,
  `<math><mtext><h1><a><h6></a></h6><${glyph}><svg><mtext><style><a title="</style>${strike}"></style></h1>`,
  `<math><mi><${glyph}><style></mi>${strike}`,
]);

const written = [
  `<svg></p><style><a id="</style>${strike}">`,
  `<svg><p><style><g title="</style>${strike}">`,
  `<svg><style>&lt;img src=x onerror=hit()&gt;</style></svg>`,
  `<noscript><p title="</noscript>${strike}">`,
  `<b><noscript><!-- </noscript>${strike} --></noscript>`,
  `<noscript><style></noscript>${strike}</style></noscript>`,
  `<select><style></select>${strike}</style>`,
  `<select><iframe></select><b>${strike}</iframe>`,
  `<select><xmp></select>${strike}</xmp></select>`,
  `<select><template>${strike}</template></select>`,
  `<option><style></option></select>${strike}</style></option>`,
  `<table><td><style></table>${strike}</style>`,
  `<table><svg><style></table>${strike}`,
  `<table><caption><svg><title><table><style></table>${strike}`,
  `<table><math><mtext><table><mglyph><style></table>${strike}`,
  `<p><svg><p><style><!--</style>${strike}-->`,
  `<a><svg><a><style></a>${strike}`,
  `<font><svg><font color=red><style></font>${strike}`,
  `<svg><font size=1><style></svg>${strike}`,
  `<svg><desc><table><svg><style></table>${strike}`,
  `<svg><title><svg><style></title>${strike}`,
  `<svg><foreignobject><math><mi><style></foreignobject>${strike}`,
  `<math><annotation-xml encoding="application/xhtml+xml"><style></math>${strike}`,
  `<math><annotation-xml><style></annotation-xml>${strike}`,
  `<math><annotation-xml encoding=text/html><p><style><p title="</style><iframe onload&#x3d;hit()<!--"></style>`,
  `<svg><foreignobject><p><style><p title="</style><iframe onload&#x3d;hit()<!--"></style>`,
  `<svg><b><style><b title='</style>${strike}'>`,
  `<xmp><svg><b><style><b title='</xmp>${strike}'>`,
  `<noembed><svg><b><style><b title='</noembed>${strike}'>`,
  `<p id="</p>${strike}"><p title='</title>${strike}'>`,
  `<a title="&lt;/a&gt;&lt;img src=x onerror=hit()&gt;">x</a>`,
  `<p title="\`><img src=x onerror=hit()>">x</p><p title=\`\`onmouseover=hit()>y</p>`,
  `<p>&lt;img src=x onerror=hit()&gt; &amp;lt;script&amp;gt;hit()&amp;lt;/script&amp;gt;</p>`,
  `<textarea><img title="</textarea>${strike}">`,
  `<title><img title="</title>${strike}">`,
  `<style><img title="</style>${strike}">`,
  `<iframe><img title="</iframe>${strike}">`,
  `<listing><img title="</listing>${strike}">`,
  `<plaintext><img title="</plaintext>${strike}">`,
  `<comment><img title="</comment>${strike}">`,
  `<frameset><style></frameset>${strike}</style>`,
  `<body><frameset><noframes></frameset>${strike}</noframes>`,
  `<template><style></template>${strike}</style></template>`,
  `<svg><template><style></template>${strike}</style></svg>`,
  `<ruby><rt><svg><rp><style></ruby>${strike}`,
  `<a><table><a>${strike}</table><a><svg><style></a>${strike}`,
  `<nobr><table><nobr><svg><style></nobr>${strike}`,
  `<form id=a><div></form><form><input name=parentNode>${strike}`,
  `<form><div></form><form>${strike}`,
  `<image><svg><image href=x onerror=hit()></svg>`,
  `<svg><set attributeName=onmouseover to=hit()><animate attributeName=onclick values=hit()></svg>`,
  `<svg><a xlink:href=#><animate attributeName=xlink:href from=javascript:hit() to=&>x</a></svg>`,
  `<div>`.repeat(150) + `<svg><style></div>${strike}`,
  `<b>`.repeat(60) + `<svg></p><style><a id="</style>${strike}">`,
  `<table>`.repeat(40) + `<svg><style></table>${strike}`,
  `<form>`.repeat(3) + '<div>'.repeat(180) + `<math><mtext><mglyph><style></math>${strike}`,
  `<p>a</p\u0000><img\u0000 src=x onerror=hit()><\u0000script>hit()</script>`,
  `<p title='&quot;&gt;&lt;img src=x onerror=hit()&gt;'>x</p><x y="</x>${strike}">`,
  `<x:y xmlns:x="http://www.w3.org/1999/xhtml" onclick=hit()>z</x:y><html:script>hit()</html:script>`,
  `<svg xmlns="http://www.w3.org/1999/xhtml"><style></style>${strike}</svg>`,
];

export const mutation = { mutation: [...nests, ...comments, ...glyphs, ...written] };
