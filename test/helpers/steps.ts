import assert from 'node:assert/strict';
import { it } from 'node:test';

/** Registers the steps of a journey. Each stands on the one before: after a failure the rest would only wait in vain. */
export function steps(): (title: string, run: () => Promise<void>) => void {
  let broken = '';
  return (title, run) =>
    void it(title, async () => {
      assert.equal(broken, '', 'an earlier step failed');
      broken = title;
      await run();
      broken = '';
    });
}
