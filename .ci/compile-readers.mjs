/**
 * Turns the schemas of what comes over the wire (`answers.ts` and its neighbours in `src/adapters/shared`, zod) into
 * plain functions, so that no page has to load zod. The schemas stay the one source; the functions are compared with them by test.
 *
 *   node .ci/compile-readers.mjs           writes the files `….generated.ts` beside them
 *   node .ci/compile-readers.mjs --check   writes nothing; fails when one of them is stale
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as answers from '../src/adapters/shared/answers.ts';
import * as fileAnswers from '../src/adapters/shared/file-answers.ts';
import * as guestAnswers from '../src/adapters/shared/guest-answers.ts';
import * as restAnswers from '../src/adapters/shared/rest-answers.ts';
import { readersText } from './readers.mjs';

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

await compile('readers.generated.ts', answers, 'answers.ts');
// What these read is loaded after what every page reads.
const written = { schemas: answers, from: './readers.generated.ts' };
await compile('file-readers.generated.ts', fileAnswers, 'file-answers.ts', written);
await compile('guest-readers.generated.ts', guestAnswers, 'guest-answers.ts', written);
await compile('rest-readers.generated.ts', restAnswers, 'rest-answers.ts', written);

async function compile(name, schemas, source, written) {
  const file = `src/adapters/shared/${name}`;
  const text = await readersText(schemas, source, written);
  if (!flags.check) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is stale: run node .ci/compile-readers.mjs`);
    process.exitCode = 1;
  }
}
