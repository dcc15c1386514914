/**
 * Readers turn what came over the wire into what the contract promises, or throw and say where it is otherwise. Fields
 * that they were not told of are dropped. The contract's schemas do the same by zod; `readers.generated.ts` is written
 * from them and does it by these few functions, so that no page has to load zod.
 */

/** Gives back `value` as a `T`, or throws; `path` says where in the answer it stands. */
export type Reader<T> = (value: unknown, path: string) => T;

/** How each field of `T` is read, the optional ones too. */
type Fields<T> = { [Name in keyof T]-?: Reader<T[Name]> };

/** The members of a union, by what they have under `Key`. */
type Members<T, Key extends keyof T> = { [Kind in T[Key] & string]: Reader<Extract<T, Record<Key, Kind>>> };

function only<T>(expected: string, accepts: (value: unknown) => boolean): Reader<T> {
  return (value, path) => {
    if (accepts(value)) return value as T;
    throw new TypeError(`at "${path || '/'}", which should be ${expected}`);
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

export const text = only<string>('text', isText);
export const flag = only<boolean>('true or false', (value) => typeof value === 'boolean');
export const whole = only<number>('a whole number', Number.isSafeInteger);
export const decimal = only<number>('a number', Number.isFinite);
export const textOrDecimal = only<string | number>(
  'text or a number',
  (value) => isText(value) || Number.isFinite(value),
);

const entries = only<unknown[]>('a list', Array.isArray);
const object = only<Record<string, unknown>>(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Text of so many UTF-16 code units. */
export function sized(min: number, max: number): Reader<string> {
  return only(
    `text of ${min} to ${max} characters`,
    (value) => isText(value) && value.length >= min && value.length <= max,
  );
}

export function matching(pattern: RegExp, expected: string): Reader<string> {
  return only(expected, (value) => isText(value) && pattern.test(value));
}

export function wholeFrom(min: number): Reader<number> {
  return only(`a whole number from ${min}`, (value) => Number.isSafeInteger(value) && (value as number) >= min);
}

export function oneOf<T extends string | number>(...words: T[]): Reader<T> {
  return only(`one of ${words.join(', ')}`, (value) => words.includes(value as T));
}

/** What may be missing, and what stands for it then. */
export function optional<T, Otherwise = undefined>(read: Reader<T>, otherwise?: Otherwise): Reader<T | Otherwise> {
  return (value, path) => (value === undefined ? (otherwise as Otherwise) : read(value, path));
}

export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? value : read(value, path));
}

export function list<T>(read: Reader<T>): Reader<T[]> {
  return (value, path) => entries(value, path).map((entry, index) => read(entry, `${path}/${index}`));
}

export function tuple<T extends unknown[]>(...readers: { [Index in keyof T]: Reader<T[Index]> }): Reader<T> {
  const complete = only<unknown[]>(
    `a list of ${readers.length}`,
    (value) => Array.isArray(value) && value.length === readers.length,
  );
  return (value, path) => complete(value, path).map((entry, index) => readers[index]!(entry, `${path}/${index}`)) as T;
}

/** Any names, and what each of them holds. `__proto__` is no name. */
export function map<T>(read: Reader<T>): Reader<Record<string, T>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(object(value, path))
        .filter(([name]) => name !== '__proto__')
        .map(([name, field]) => [name, read(field, `${path}/${name}`)]),
    );
}

/** These fields, and no other. */
export function record<T extends object>(fields: NoInfer<Fields<T>>): Reader<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, path) => {
    const given = object(value, path);
    const taken: Partial<T> = {};
    for (const name of names) {
      const field = fields[name](given[name], `${path}/${name}`);
      if (field !== undefined) taken[name] = field;
    }
    return taken as T;
  };
}

/** One of several records, told apart by a word under `key`. */
export function variant<T extends object, Key extends keyof T & string>(
  key: Key,
  members: NoInfer<Members<T, Key>>,
): Reader<T> {
  const kind = oneOf(...(Object.keys(members) as (keyof typeof members)[]));
  return (value, path) => members[kind(object(value, path)[key], `${path}/${key}`)](value, path);
}

/** Reads what `convert` makes of the value. */
export function converted<T>(convert: (value: unknown) => unknown, read: Reader<T>): Reader<T> {
  return (value, path) => read(convert(value), path);
}
