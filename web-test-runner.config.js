// Runs the browser tests from the sources in a real Chromium. The Vite plugin for this runner fails with Vite 8, so
// esbuild compiles; sources therefore use no Vite-only syntax.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { build } from 'vite';
import { chromiumArgs, findChromium } from './.ci/browser.mjs';

const executablePath = await findChromium();
if (!executablePath) throw new Error('No Chromium found. Set CHROME_PATH, or run `npm test`, which installs one.');

const mswWorker = readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), 'utf8');
const pageOf = (session) => session.browser.getPage(session.id);

/** What the tests need of the browser beyond the runner's own commands. */
const browserCommands = {
  name: 'browser-commands',
  async executeCommand({ command, payload, session }) {
    if (command === 'aria-snapshot')
      return pageOf(session)
        .locator(payload?.selector ?? 'body')
        .ariaSnapshot();
    if (command === 'cdp') {
      const page = pageOf(session);
      const client = await page.context().newCDPSession(page);
      return (await client.send(payload.method, payload.params)) ?? true;
    }
    return undefined;
  },
};

const serviceWorker = {
  name: 'msw-worker',
  serve: (context) =>
    context.path === '/mockServiceWorker.js'
      ? { body: mswWorker, type: 'js', headers: { 'service-worker-allowed': '/', 'cache-control': 'no-cache' } }
      : undefined,
};

/** Imports CommonJS modules, which a page gets from a bundler only. Made when a test first asks for it. */
const fileType = {
  name: 'bundled-file-type',
  resolveImport: ({ source }) => (source === 'file-type' ? '/bundled/file-type.js' : undefined),
  async serve({ path }) {
    if (path !== '/bundled/file-type.js') return undefined;
    this.bundle ??= build({
      configFile: false,
      logLevel: 'warn',
      build: { write: false, lib: { entry: fileURLToPath(import.meta.resolve('file-type')), formats: ['es'] } },
    });
    const [{ output }] = await this.bundle;
    return { body: output[0].code, type: 'js' };
  },
};

/** Leaves the counts where `npm test` adds them up. */
const countReporter = {
  stop({ sessions }) {
    if (!process.env.TEST_COUNTS_FILE) return;
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const count = (suite) => {
      for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      suite.suites.forEach(count);
    };
    for (const session of sessions) {
      if (session.testResults) count(session.testResults);
      // A file that could not even load has no results; its errors must not vanish.
      if (!session.passed && (session.errors.length > 0 || !session.testResults)) counts.failed += 1;
    }
    writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify(counts));
  },
};

export default {
  files: ['test/elements/**/*.test.ts', 'test/ui/**/*.test.ts', 'test/mocks/**/*.test.ts'],
  nodeResolve: { exportConditions: ['helpdock:source', 'browser'] },
  concurrency: 2,
  // Shared machines stall; a limit is there to end a hung file, not to judge speed.
  testsStartTimeout: 120_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 30_000 } },
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><title>Helpdock tests</title></head><body><script type="module" src="${framework}"></script></body></html>`,
  reporters: [defaultReporter(), countReporter],
  plugins: [
    serviceWorker,
    fileType,
    browserCommands,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: new URL('tsconfig.json', import.meta.url).pathname }),
  ],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath, args: chromiumArgs } })],
};
