import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { restoredInto } from '../../src/state/kept-words.ts';
import type { ReturnedWords } from '../../src/state/slices.ts';
import { nothing } from './open-ticket.ts';

const came = (clientId: string, isInDoubt: boolean): ReturnedWords => ({ clientId, text: clientId, isInDoubt });
const never = () => false;

describe('words that came back into two boxes, laid into one', () => {
  test('stand first where they may have arrived, and keep their key', () => {
    const now = { ...nothing, draft: 'mine', returned: came('mine', false) };
    const kept = { draft: 'theirs\n\nmore', at: 1, outgoing: [], returned: came('theirs', true) };
    const { part } = restoredInto(now, [kept], 2, never);
    assert.equal(part.draft, 'theirs\n\nmore\n\nmine');
    assert.deepEqual(part.returned, came('theirs', true));
    assert.deepEqual(part.outgoing, []);
  });

  test('are a bubble with its key where the box has another’s that may have arrived', () => {
    const now = { ...nothing, draft: 'mine', returned: came('mine', true) };
    const kept = { draft: 'theirs\n\nmore', at: 1, outgoing: [], returned: came('theirs', true) };
    const { part } = restoredInto(now, [kept], 2, never);
    assert.equal(part.draft, 'mine\n\nmore');
    assert.deepEqual(part.returned, came('mine', true));
    const bubbles = part.outgoing?.map(({ clientId, text, state, isInDoubt }) => [clientId, text, state, isInDoubt]);
    assert.deepEqual(bubbles, [['theirs', 'theirs', 'failed', true]]);
  });
});
