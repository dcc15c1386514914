// Everything that must hold before a change lands:  node .ci/verify.mjs [--without-tests]
// Every step runs, also after a failure, so that one run tells all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'helpdock-verify-'));
const totalFile = join(folder, 'total.json');
const steps = [
  ['format', 'prettier --check .'],
  ['lint', 'eslint . --max-warnings=0'],
  ['types', 'tsc -p tsconfig.json'],
  ['words', 'node .ci/compile-words.mjs --check'],
  ['readers', 'node .ci/compile-readers.mjs --check'],
  ['lockfile', 'node .ci/check-lockfile.mjs'],
  ['unused code', 'knip'],
  ...(process.argv.includes('--without-tests') ? [] : [['tests', 'node .ci/test.mjs']]),
  ['build', 'node .ci/build.mjs'],
  ['manifest is fresh', 'node .ci/manifest.mjs --check'],
  ['package exports', 'node .ci/check-package.mjs'],
  ['size budget', 'node .ci/size.mjs'],
];

const outcome = { passed: 0, failed: 0 };
const failures = [];
for (const [title, command] of steps) {
  console.log(`\n── ${title}: ${command} ──`);
  const { status } = spawnSync(command, {
    stdio: 'inherit',
    shell: true,
    env: { ...process.env, TEST_TOTAL_FILE: totalFile },
  });
  outcome[status === 0 ? 'passed' : 'failed'] += 1;
  if (status !== 0) failures.push(title);
}
if (existsSync(totalFile)) {
  const tests = JSON.parse(readFileSync(totalFile, 'utf8'));
  outcome.passed += tests.passed;
  outcome.failed += tests.failed;
}
rmSync(folder, { recursive: true });
console.log(failures.length > 0 ? `\nFailed: ${failures.join(', ')}` : '\nAll of it holds.');
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exit(failures.length > 0 ? 1 : 0);
