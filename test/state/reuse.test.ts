import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SupportError } from '../../src/contract/errors.ts';
import { reuse } from '../../src/state/reuse.ts';

const first = () => ({
  rows: [
    { id: 'a', tags: ['x'] },
    { id: 'b', tags: ['y'] },
  ],
  total: 2,
});

describe('laying a new value over an old one', () => {
  test('an equal value is the old one', () => {
    const before = reuse(undefined, first());
    assert.equal(reuse(before, first()), before);
  });

  test('only what changed is new', () => {
    const before = reuse(undefined, first());
    const after = reuse(before, { ...first(), total: 3 });
    assert.notEqual(after, before);
    assert.equal(after.total, 3);
    assert.equal(after.rows, before.rows);
  });

  test('a row keeps its identity when it moves', () => {
    const before = reuse(undefined, first());
    const after = reuse(before, { ...first(), rows: [{ id: 'c', tags: [] as string[] }, ...first().rows.reverse()] });
    assert.equal(after.rows[1], before.rows[1]);
    assert.equal(after.rows[2], before.rows[0]);
  });

  test('a row keeps its identity when the list around it is made anew from the same rows', () => {
    const before = reuse(undefined, first());
    const [a, b] = before.rows;
    assert.ok(a && b);
    const after = reuse(before, { ...before, rows: [b, a] });
    assert.equal(after.rows[0], b);
    assert.equal(after.rows[1], a);
  });

  test('a part that is known keeps its identity also where nothing says which it was', () => {
    const before = reuse(undefined, { marks: [['x'], ['y']] });
    const after = reuse(before, { marks: [...before.marks].reverse() });
    assert.equal(after.marks[0], before.marks[1]);
    assert.equal(after.marks[1], before.marks[0]);
  });

  test('a field that went away makes another value', () => {
    const before = reuse(undefined, { id: 'a', note: 'x' });
    assert.deepEqual(reuse(before, { id: 'a' }), { id: 'a' });
    assert.notEqual(reuse(before, { id: 'a' }), before);
  });

  test('a list never equals a record', () => {
    assert.deepEqual(reuse(reuse(undefined, { items: {} }), { items: [] }), { items: [] });
  });

  test('an error is kept as the very object it is', () => {
    const error = new SupportError('no', { code: 'offline' });
    assert.equal(reuse(undefined, { error }).error, error);
    assert.equal(reuse({ error: new SupportError('no', { code: 'offline' }) }, { error }).error, error);
  });

  test('everything that comes out is frozen, and what went in is not', () => {
    const given = first();
    const kept = reuse(undefined, given);
    assert.ok(Object.isFrozen(kept) && Object.isFrozen(kept.rows) && Object.isFrozen(kept.rows[0]?.tags));
    assert.ok(!Object.isFrozen(given) && !Object.isFrozen(given.rows[0]));
  });

  test('a field named like a prototype is a field and nothing else', () => {
    const hostile = JSON.parse('{"__proto__": {"isAdmin": true}, "id": "a"}') as object;
    const kept = reuse(undefined, hostile);
    assert.deepEqual(Object.keys(kept), ['__proto__', 'id']);
    assert.equal((kept as { isAdmin?: boolean }).isAdmin, undefined);
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });
});
