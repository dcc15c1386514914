/** What gets into the log: named fields, and of errors only what nobody else could have put there. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { lineOf, outlineOf, type ServerLogEntry } from '../../src/node/log.ts';

const planted = 'planted words of a customer';

/** Throws and catches, so that there is a real stack. */
function thrown(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the log', () => {
  it('tells kind, code and place of an error, and its causes, without their messages', () => {
    const driver = Object.assign(new Error(`Key (email)=(${planted}) already exists.`), {
      code: '23505',
      detail: planted,
    });
    const outline = outlineOf(new TypeError(`${planted}\n    at ${planted} (file:///x.js:1:1)`, { cause: driver }));
    assert.equal(outline.name, 'TypeError');
    assert.match(outline.frames[0] ?? '', /^at .*log\.test\.ts/);
    assert.deepEqual([outline.cause?.name, outline.cause?.code], ['Error', '23505']);
    assert.ok(!JSON.stringify(outline).includes(planted), JSON.stringify(outline));
  });

  it('tells nothing of what was thrown if it could be anything', () => {
    const odd = Object.assign(new Error('x'), { name: planted, code: planted });
    const changed = new Error(planted);
    changed.message = 'another';
    const endless = new Error(planted);
    endless.cause = endless;
    const json = thrown(() => JSON.parse(`{"text": ${planted}`));
    for (const cause of [planted, { text: planted }, null, odd, changed, endless, json]) {
      const told = JSON.stringify(outlineOf(cause));
      assert.ok(!told.includes(planted) && !told.includes('planted'), told);
    }
  });

  it('leaves out every field that it does not know', () => {
    const request = {
      level: 'error',
      event: 'request',
      requestId: 'req_1',
      method: 'GET',
      route: '/tickets',
      status: 503,
      durationMs: 1.2345,
    };
    const entry = { ...request, url: planted, headers: { authorization: planted }, cause: new Error(planted) };
    const line = lineOf(entry as unknown as ServerLogEntry);
    assert.deepEqual(Object.keys(line), ['event', 'requestId', 'method', 'route', 'status', 'durationMs', 'error']);
    assert.equal(line.durationMs, 1.2);
    assert.ok(!JSON.stringify(line).includes(planted));
  });

  it('tells of a mail by its order, and not to whom it goes', () => {
    const order = { level: 'info', event: 'mail', id: 'up_1', kind: 'update', outcome: 'sent', attempts: 1 };
    const line = lineOf({ ...order, to: planted, sealed: planted } as unknown as ServerLogEntry);
    assert.deepEqual(line, { event: 'mail', id: 'up_1', kind: 'update', outcome: 'sent', attempts: 1 });
    const why = (code: string) => lineOf({ ...order, outcome: 'refused', code } as ServerLogEntry)['code'];
    assert.equal(why('550'), '550');
    assert.equal(why('550 ola@poczta.example'), undefined);
    const failed = lineOf({ level: 'error', event: 'mail_room_failed', cause: new Error(planted) });
    assert.ok(!JSON.stringify(failed).includes(planted));
  });
});
