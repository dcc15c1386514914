/** `test/STATES.md` promises a test for every state that a screen can be in: each promise is kept by a test of that name. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const root = new URL('../../', import.meta.url);

interface Promised {
  state: string;
  file: string;
  name: string;
}

function promises(): Promised[] {
  const lines = readFileSync(new URL('test/STATES.md', root), 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('| ') && !/^\| (State|---)/.test(line));
  return rows.map((row) => {
    const [, state = '', file = '', name = ''] = row
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replace(/\\\|/g, '|'));
    return { state, file: file.replaceAll('`', ''), name };
  });
}

/** Names of tests as they are written; whatever is filled in by a loop matches anything. */
function namesIn(file: string): RegExp[] {
  const source = readFileSync(new URL(file, root), 'utf8');
  const names = source.matchAll(/\b(?:it|test)\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g);
  return Array.from(names, ([, plain, template]) => {
    const parts = (plain ?? template ?? '').replace(/\\(.)/g, '$1').split(/\$\{[^}]*\}/);
    return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
  });
}

describe('the list of states', () => {
  const rows = promises();
  for (const { state, file, name } of rows) {
    test(`"${state}" is shown by "${name}"`, () => {
      assert.ok(
        namesIn(file).some((written) => written.test(name)),
        `${file} has no test of that name`,
      );
    });
  }

  test('names every state once', () => {
    assert.ok(rows.length > 100);
    assert.equal(new Set(rows.map(({ state }) => state)).size, rows.length);
  });
});
