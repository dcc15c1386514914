/**
 * Turns the copy (`src/ui/i18n/copy/<locale>.json`, ICU message syntax) into TypeScript, so that no parser and no unused
 * sentence reaches a visitor. A message without arguments becomes a string, one with arguments a small function.
 *
 *   node .ci/compile-words.mjs           writes the words that some source names as a whole string literal
 *   node .ci/compile-words.mjs --all     writes every word
 *   node .ci/compile-words.mjs --check   writes nothing; fails when the copy is at fault or a generated file is stale
 *   … --root <folder>                    works on another folder than the current one
 */
import { existsSync, globSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { TYPE, parse } from '@formatjs/icu-messageformat-parser';

const { values: flags } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    root: { type: 'string', default: '.' },
  },
});
const folder = join(flags.root, 'src/ui/i18n');
const sources = ['src/ui/**/*.ts', 'src/elements/**/*.ts', 'src/define*.ts', 'src/define/**/*.ts'];
/**
 * English, the language behind all others, comes in parts: a sentence that one screen alone names stands in that
 * screen's part, which its elements bring; any other stands in the base. What is loaded after its screen has a part of its
 * own. A path that is in no part is of the base.
 */
const base = '';
const screens = {
  center: { after: base, paths: ['src/elements/support-center/'] },
  list: { after: base, paths: ['src/elements/support-ticket-list/'] },
  thread: {
    after: base,
    paths: ['src/elements/support-ticket-thread/', 'src/elements/support-reply-box/', 'src/elements/author-name.ts'],
  },
  tools: { after: 'thread', paths: ['src/elements/conversation-tools/'] },
  rating: { after: 'tools', paths: ['src/elements/thread-rating/'] },
  gate: { after: base, paths: ['src/elements/support-code-input/', 'src/elements/support-guest-gate/'] },
  rich: { after: 'thread', paths: ['src/ui/rich-text/'] },
};
const notice = '// Written by .ci/compile-words.mjs from the copy beside it. Change the copy, not this file.\n';

const faults = [];
const copy = readCopy();
const messages = parseCopy(copy);
checkParity(messages);
if (faults.length > 0) stop(faults);

const partOf = partsOfUsedKeys();
if (flags.all) for (const key of Object.keys(copy.en)) if (!partOf.has(key)) partOf.set(key, base);
const stale = [...filesToWrite()].filter(([name, text]) => readIfThere(join(folder, name)) !== text);
if (flags.check && stale.length > 0) stop(stale.map(([name]) => `${name} is stale: run node .ci/compile-words.mjs`));
if (!flags.check) for (const [name, text] of stale) writeFileSync(join(folder, name), text);

function stop(lines) {
  for (const line of lines) console.error(line);
  process.exit(1);
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** locale → key → ICU text, English first: it is the one that the others are compared with. */
function readCopy() {
  const locales = readdirSync(join(folder, 'copy')).map((name) => basename(name, '.json'));
  locales.sort((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));
  return Object.fromEntries(
    locales.map((locale) => [locale, JSON.parse(readFileSync(join(folder, 'copy', `${locale}.json`), 'utf8'))]),
  );
}

/** locale → key → syntax tree. */
function parseCopy(texts) {
  const parsed = {};
  for (const [locale, words] of Object.entries(texts)) {
    parsed[locale] = {};
    for (const [key, text] of Object.entries(words)) {
      try {
        parsed[locale][key] = parse(text, { ignoreTag: true, requiresOtherClause: true });
      } catch (error) {
        faults.push(`${locale} ${key}: ${error.message}`);
      }
    }
  }
  return parsed;
}

/** Every locale has every key, with the arguments of English and all the plural categories of its own language. */
function checkParity(parsed) {
  for (const [locale, words] of Object.entries(parsed)) {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const key of Object.keys(parsed.en)) if (!words[key]) faults.push(`${locale} ${key}: missing`);
    for (const [key, tree] of Object.entries(words)) {
      if (!parsed.en[key]) faults.push(`${locale} ${key}: English has no such key`);
      else if (describe(argumentsOf(tree)) !== describe(argumentsOf(parsed.en[key])))
        faults.push(`${locale} ${key}: arguments differ from English`);
      for (const plural of pluralsOf(tree))
        for (const category of categories)
          if (!plural.options[category]) faults.push(`${locale} ${key}: no plural form "${category}"`);
    }
  }
}

function describe(found) {
  return JSON.stringify([...found].sort(([a], [b]) => a.localeCompare(b)));
}

/** Argument name → its type in TypeScript; a name used as a number anywhere is a number. */
function argumentsOf(tree, found = new Map()) {
  for (const part of tree) {
    if (part.type === TYPE.literal || part.type === TYPE.pound) continue;
    const isNumber = part.type === TYPE.number || part.type === TYPE.plural;
    if (isNumber || !found.has(part.value)) found.set(part.value, isNumber ? 'number' : 'string');
    for (const option of Object.values(part.options ?? {})) argumentsOf(option.value, found);
  }
  return found;
}

function* pluralsOf(tree) {
  for (const part of tree) {
    if (part.type === TYPE.plural) yield part;
    for (const option of Object.values(part.options ?? {})) yield* pluralsOf(option.value);
  }
}

/**
 * Key → the part of English that it stands in. A key counts as used where it stands whole in quotes; a key glued
 * together at run time is never found.
 */
function partsOfUsedKeys() {
  const found = new Map();
  for (const path of globSync(sources, { cwd: flags.root })) {
    if (path.endsWith('.generated.ts')) continue;
    const part = screenOf(path) ?? base;
    for (const [, , key] of readFileSync(join(flags.root, path), 'utf8').matchAll(/(['"`])([a-z\d_.]+)\1/g))
      if (Object.hasOwn(copy.en, key)) found.set(key, common(found.get(key) ?? part, part));
  }
  return found;
}

function screenOf(path) {
  return Object.keys(screens).find((screen) => screens[screen].paths.some((start) => path.startsWith(start)));
}

/** The part that is there wherever one of the two is. */
function common(one, other) {
  if (one === other) return one;
  const ofOne = [one, screens[one]?.after];
  const ofOther = [other, screens[other]?.after];
  return ofOne.find((part) => ofOther.includes(part)) ?? base;
}

function* filesToWrite() {
  yield ['words.types.generated.ts', typesText()];
  yield ['shipped.generated.ts', shippedText()];
  for (const part of [base, ...Object.keys(screens)])
    yield [fileName('en', part), wordsText('en', (key) => partOf.get(key) === part, part)];
  for (const locale of otherLocales()) yield [fileName(locale), wordsText(locale, (key) => partOf.has(key))];
}

function fileName(locale, part = base) {
  return `words.${locale}${part && `.${part}`}.generated.ts`;
}

function otherLocales() {
  return Object.keys(copy).filter((locale) => locale !== 'en');
}

function typesText() {
  const lines = Object.entries(messages.en).map(([key, tree]) => {
    const fields = [...argumentsOf(tree)].map(([name, type]) => `${name}: ${type}`);
    return `  '${key}': ${fields.length > 0 ? `{ ${fields.join('; ')} }` : 'undefined'};\n`;
  });
  return `${notice}
/** Every key of the copy with what its message needs; \`undefined\` where it needs nothing. */
export interface WordArguments {
${lines.join('')}}
`;
}

/** Nobody reads two languages at once, so each but English is a chunk that is loaded where somebody reads it. */
function shippedText() {
  const lines = otherLocales().map(
    (locale) => `  '${locale}': async () => (await import('./${fileName(locale)}')).${variable(locale)},\n`,
  );
  return `${notice}import type { LocalePack } from './locales.ts';

/** By language: what loads its words. */
export const shipped: Readonly<Record<string, () => Promise<LocalePack>>> = {
${lines.join('')}};
`;
}

function wordsText(locale, isIncluded, part = base) {
  const lines = Object.keys(copy.en)
    .filter(isIncluded)
    .map((key) => `  '${key}': ${messageText(messages[locale][key])},\n`);
  return `${notice}import type { LocalePack } from './locales.ts';

export const ${variable(`${locale}-${part}`)}: LocalePack = {\n${lines.join('')}};\n`;
}

/** `pt-BR` → `ptBR`, `en-list` → `enList`. */
function variable(name) {
  return name.replace(/-(\w?)/g, (_, letter) => letter.toUpperCase());
}

function messageText(tree) {
  const template = templateText(tree);
  if (argumentsOf(tree).size === 0) return template;
  const counting = ['number', 'plural'].filter((name) => template.includes(`${name}(given.`));
  return `(given${counting.length > 0 ? `, { ${counting.join(', ')} }` : ''}) => ${template}`;
}

/** A sequence of parts as one expression: a quoted string where nothing varies, else a template literal. */
function templateText(tree, counted) {
  if (tree.every((part) => part.type === TYPE.literal)) return quoted(tree.map((part) => part.value).join(''));
  const [first] = tree;
  if (tree.length === 1 && first.type === TYPE.plural) return expressionText(first, counted);
  const parts = tree.map((part) =>
    part.type === TYPE.literal ? part.value.replace(/[\\`]|\$\{/g, '\\$&') : `\${${expressionText(part, counted)}}`,
  );
  return `\`${parts.join('')}\``;
}

function quoted(text) {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

function expressionText(part, counted) {
  if (part.type === TYPE.argument) return `given.${part.value}`;
  if (part.type === TYPE.pound) return `number(given.${counted})`;
  if (part.type === TYPE.number && !part.style) return `number(given.${part.value})`;
  if (part.type === TYPE.plural && part.offset === 0 && part.pluralType === 'cardinal') {
    const forms = Object.entries(part.options).map(
      ([name, option]) => `${name.startsWith('=') ? `'${name}'` : name}: ${templateText(option.value, part.value)}`,
    );
    return `plural(given.${part.value}, { ${forms.join(', ')} })`;
  }
  throw new Error(`The runtime has no function for this part of a message: ${JSON.stringify(part)}`);
}
