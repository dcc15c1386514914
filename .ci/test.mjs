// All tests: node:test for whatever has no DOM, a real Chromium for the elements, and the journeys end to end.
//   node .ci/test.mjs [node | browser | soak]
// `soak` runs what has a full size (it imports test/helpers/soak.ts) at that size, one file after the other.
// Prints the sum of both runners as its last line and writes it to $TEST_TOTAL_FILE for those who add more.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const only = process.argv[2];
const isSoak = only === 'soak';
const folder = mkdtempSync(join(tmpdir(), 'helpdock-test-'));
const browserTests = ['test/elements', 'test/ui', 'test/mocks'];
const total = { passed: 0, failed: 0, skipped: 0 };

if (only !== 'browser') {
  const files = globSync('test/**/*.test.ts').filter(
    (file) => !browserTests.some((part) => file.startsWith(`${part}/`)) && (!isSoak || hasFullSize(file)),
  );
  await runner(
    'node tests',
    'node',
    [
      '--conditions=helpdock:source',
      '--test',
      `--test-concurrency=${isSoak ? 1 : 2}`,
      // Ends a test that hangs; far beyond what any of them needs.
      `--test-timeout=${isSoak ? 7_200_000 : 300_000}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=./.ci/count-reporter.mjs',
      `--test-reporter-destination=${join(folder, 'node.json')}`,
      ...files.sort(),
    ],
    join(folder, 'node.json'),
  );
}
if (only !== 'node' && !isSoak) await runner('browser tests', 'wtr', [], join(folder, 'browser.json'));

rmSync(folder, { recursive: true });
if (process.env.TEST_TOTAL_FILE) writeFileSync(process.env.TEST_TOTAL_FILE, JSON.stringify(total));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

function hasFullSize(file) {
  return readFileSync(file, 'utf8').includes('/helpers/soak.ts');
}

/** Runs one test runner and adds what it counted. One that dies without counting is a failure of its own. */
async function runner(title, command, args, countsFile) {
  console.log(`\n── ${title} ──`);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, TEST_COUNTS_FILE: countsFile, ...(isSoak && { TEST_SOAK: 'true' }) },
    shell: process.platform === 'win32',
  });
  const counts =
    existsSync(countsFile) && readFileSync(countsFile, 'utf8')
      ? JSON.parse(readFileSync(countsFile, 'utf8'))
      : { passed: 0, failed: 0, skipped: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
}
