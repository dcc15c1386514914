// Writes zod schemas as the readers of src/adapters/shared/reader.ts. A page must not believe more than the schemas
// say: whatever this file has no words for, be it one more check, stops it with an error that names the place.
import { format, resolveConfig } from 'prettier';
import * as contract from '../src/contract/index.ts';
import * as conversions from '../src/contract/unknown-event.ts';

const notice = (file) =>
  `// Written by .ci/compile-readers.mjs from the schemas of ${file}. Change those, not this file.`;

/**
 * The file that stands for one with schemas: a reader `readSomething` for each schema `somethingSchema`. What another
 * such file exports is imported from there: its schemas are `written.schemas`, its path is `written.from`.
 */
export async function readersText(answers, file = 'answers.ts', written = { schemas: {}, from: '' }) {
  const writer = new Writer(answers, file, written);
  for (const [name, schema] of Object.entries(answers)) writer.reader(schema, name);
  return format(writer.text(), { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' });
}

class Writer {
  #file;
  #names;
  #exported;
  #written;
  /** Start of the statement → file → names. */
  #imports = { 'import type': new Map(), import: new Map() };
  /** Name → declaration. A part stands before what it is part of. */
  #readers = new Map();
  #nameless = new Set();

  constructor(answers, file, { schemas, from }) {
    this.#file = file;
    this.#written = new Map(typesOf(schemas, from));
    // The contract comes last: what answers.ts passes on has its type there.
    this.#names = new Map([...typesOf(answers, `./${file}`), ...typesOf(contract, '../../contract/index.ts')]);
    this.#exported = new Set(Object.values(answers));
  }

  /** What reads this schema: the name of a reader, or an expression where the schema has no name. */
  reader(schema, path) {
    const written = this.#written.get(schema);
    if (written) return this.use(`read${written.type}`, written.from);
    const { type, from } = this.#names.get(schema) ?? {};
    if (!type) return this.#expression(schema, path);
    const name = `read${type}`;
    if (!this.#readers.has(name)) {
      const expression = this.#expression(schema, path);
      const start = this.#exported.has(schema) ? 'export const' : 'const';
      const result = `${this.use('Reader', './reader.ts', 'import type')}<${this.use(type, from, 'import type')}>`;
      this.#readers.set(name, `${start} ${name}: ${result} = ${expression};`);
    }
    return name;
  }

  #expression(schema, path) {
    const { type, ...parts } = schema.def;
    const kind = kinds[type] ?? refuse(path, `a schema of the type "${type}" at this place`);
    const strange = Object.keys(parts).find((part) => (parts[part] ?? null) !== null && !kind.parts.includes(part));
    if (strange) refuse(path, `"${strange}" of "${type}"`);
    if (kind.isShape && this.#nameless.has(schema)) refuse(path, 'a shape used twice that is not exported by a name');
    this.#nameless.add(schema);
    return kind.write(parts, path, this);
  }

  /** The call of a function of the runtime. */
  call(name, ...given) {
    return `${this.use(name)}(${given.join(', ')})`;
  }

  /** Imports a name, and gives it back. */
  use(name, from = './reader.ts', statement = 'import') {
    const files = this.#imports[statement];
    files.set(from, (files.get(from) ?? new Set()).add(name));
    return name;
  }

  text() {
    const imports = Object.entries(this.#imports).flatMap(([statement, files]) =>
      [...files].map(([from, names]) => `${statement} { ${[...names].sort().join(', ')} } from '${from}';`),
    );
    return [notice(this.#file), ...imports, '', [...this.#readers.values()].join('\n\n')].join('\n');
  }
}

const stringParts = ['checks', 'format', 'check', 'abort', 'pattern', 'offset', 'local', 'precision'];

/**
 * For each kind of schema: what its definition may hold, and how it is written. A shape is written once; to be used
 * twice it needs a name. `optional` and `default` are not among them, because only a field can be missing.
 */
const kinds = {
  string: { parts: stringParts, write: textReader },
  number: { parts: ['checks', 'format', 'check', 'abort'], write: numberReader },
  boolean: { parts: [], write: (_, path, writer) => writer.use('flag') },
  literal: { parts: ['values'], write: ({ values }, path, writer) => oneOf(values, path, writer) },
  enum: { parts: ['entries'], write: ({ entries }, path, writer) => oneOf(Object.values(entries), path, writer) },
  nullable: { parts: ['innerType'], write: ({ innerType }, ...place) => wrapped('nullable', innerType, ...place) },
  array: { parts: ['element'], write: ({ element }, path, writer) => wrapped('list', element, `${path}[]`, writer) },
  tuple: { parts: ['items'], isShape: true, write: tupleReader },
  record: { parts: ['keyType', 'valueType'], write: mapReader },
  object: { parts: ['shape'], isShape: true, write: recordReader },
  union: { parts: ['options', 'discriminator', 'inclusive'], isShape: true, write: unionReader },
  pipe: { parts: ['in', 'out'], write: conversion },
};

function textReader({ format: kind, pattern, offset, local, checks }, path, writer) {
  if (kind === 'datetime' && offset && !local && !checks)
    return writer.call('matching', pattern, `'a date and time with an offset'`);
  if (kind) refuse(path, `the format "${kind}"`);
  const { min_length: min, max_length: max } = limitsOf(checks, path, ['min_length', 'max_length']);
  return min || max ? writer.call('sized', min?.minimum ?? 0, max?.maximum ?? Infinity) : writer.use('text');
}

function numberReader({ format: kind, checks }, path, writer) {
  if (kind && kind !== 'safeint') refuse(path, `the format "${kind}"`);
  const { greater_than: from } = limitsOf(checks, path, kind ? ['greater_than'] : []);
  if (!kind) return writer.use('decimal');
  if (!from) return writer.use('whole');
  return writer.call('wholeFrom', from.inclusive ? Math.ceil(from.value) : Math.floor(from.value) + 1);
}

/** The checks by name; none that is not allowed, and none twice. */
function limitsOf(checks = [], path, allowed) {
  const found = {};
  for (const { def } of checks.map((check) => check._zod)) {
    if (!allowed.includes(def.check) || found[def.check]) refuse(path, `the check "${def.check}"`);
    found[def.check] = def;
  }
  return found;
}

function oneOf(words, path, writer) {
  if (!words.every((word) => typeof word === 'string' || typeof word === 'number'))
    refuse(path, 'a value that is not a word or a number');
  return writer.call('oneOf', ...words.map((word) => JSON.stringify(word)));
}

function wrapped(name, inner, path, writer) {
  return writer.call(name, writer.reader(inner, path));
}

function tupleReader({ items }, path, writer) {
  return writer.call('tuple', ...items.map((item, index) => writer.reader(item, `${path}[${index}]`)));
}

function mapReader({ keyType, valueType }, path, writer) {
  if (!isPlain(keyType, 'string')) refuse(path, 'names that are not any text');
  return wrapped('map', valueType, `${path}.*`, writer);
}

function recordReader({ shape }, path, writer) {
  const field = (schema, place) => {
    const { type, innerType, defaultValue } = schema.def;
    if (type === 'optional') return wrapped('optional', innerType, place, writer);
    if (type !== 'default') return writer.reader(schema, place);
    if (typeof defaultValue !== 'boolean') refuse(place, 'a default that is not true or false');
    return writer.call('optional', writer.reader(innerType, place), defaultValue);
  };
  return writer.call(
    'record',
    object(Object.entries(shape), (schema, name) => field(schema, `${path}.${name}`)),
  );
}

function unionReader({ options, discriminator, inclusive }, path, writer) {
  if (discriminator) return variant(options, discriminator, path, writer);
  const [first, second, ...more] = options;
  if (inclusive === false || more.length > 0 || !isPlain(first, 'string') || !isPlain(second, 'number'))
    refuse(path, 'a union of anything but text and numbers');
  return writer.use('textOrDecimal');
}

function variant(options, discriminator, path, writer) {
  const records = options.map((option) => [wordOf(option, discriminator, path), option]);
  const readers = object(records, (option, word) => writer.reader(option, `${path}(${word})`));
  return writer.call('variant', JSON.stringify(discriminator), readers);
}

function wordOf(option, discriminator, path) {
  const { type, values } = option.def.shape?.[discriminator]?.def ?? {};
  if (type !== 'literal' || values.length !== 1) refuse(path, `records that "${discriminator}" does not tell apart`);
  return values[0];
}

/** A function that is asked first is known by its name in the contract. */
function conversion({ in: first, out }, path, writer) {
  const [name] = Object.entries(conversions).find(([, convert]) => convert === first.def.transform) ?? [];
  if (!name) refuse(path, 'a function that is not in unknown-event.ts');
  return writer.call('converted', writer.use(name, '../../contract/unknown-event.ts'), writer.reader(out, path));
}

function object(entries, write) {
  return `{ ${entries.map(([name, value]) => `${JSON.stringify(name)}: ${write(value, name)}`).join(', ')} }`;
}

/** A schema of this type that asks for nothing more. */
function isPlain({ def: { type: own, ...parts } }, type) {
  return own === type && Object.values(parts).every((part) => part?.length === 0);
}

/** Each exported schema with the name of its type, which is told by the name of the schema. */
function typesOf(module, from) {
  return Object.entries(module)
    .filter(([name]) => name.endsWith('Schema'))
    .map(([name, schema]) => [schema, { type: name[0].toUpperCase() + name.slice(1, -'Schema'.length), from }]);
}

function refuse(path, what) {
  throw new Error(`${path}: there is no reader for ${what}`);
}
