/**
 * Turns the schemas of what comes over the wire (`src/adapters/shared/answers.ts`, zod) into plain functions, so that
 * no page has to load zod. The schemas stay the one source; the functions are compared with them by test.
 *
 *   node .ci/compile-readers.mjs           writes src/adapters/shared/readers.generated.ts
 *   node .ci/compile-readers.mjs --check   writes nothing; fails when that file is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as answers from '../src/adapters/shared/answers.ts';
import { readersText } from './readers.mjs';

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const file = 'src/adapters/shared/readers.generated.ts';
const text = await readersText(answers);

if (!flags.check) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${file} is stale: run node .ci/compile-readers.mjs`);
  process.exitCode = 1;
}
