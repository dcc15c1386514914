/** The demo as its user starts it: a process of its own with its data in a folder, and a real Chromium looking at it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../.ci/browser.mjs';
import { temporaryFolder } from './server-folders.ts';

export interface DemoProcess {
  readonly url: string;
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>;
  /** Starts it again at the same address, over the data that it left. */
  restart(): Promise<void>;
}

/** Starts `demo/server/main.ts` with `more` in its environment; resolves once it has printed its address. */
export async function startDemoProcess(more: Readonly<Record<string, string>> = {}): Promise<DemoProcess> {
  const env = { ...process.env, DEMO_DATA: temporaryFolder(), ...more };
  let child = spawnDemo(env);
  const url = await addressOf(child);
  return {
    url,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async restart() {
      child = spawnDemo({ ...env, PORT: new URL(url).port });
      await addressOf(child);
    },
  };
}

function spawnDemo(env: NodeJS.ProcessEnv) {
  const argv = ['--conditions=helpdock:source', 'demo/server/main.ts'];
  return spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function addressOf(child: ReturnType<typeof spawnDemo>): Promise<string> {
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  return new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${errors}`)));
    createInterface(child.stdout).on(
      'line',
      (line) => line.startsWith('Helpdock demo: ') && resolve(line.slice('Helpdock demo: '.length)),
    );
  });
}

export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ ...(await chromiumOptions()), ...options });
}

/** A browser that keeps in this folder what it knows, also when it is killed. */
export async function launchChromiumIn(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, await chromiumOptions());
}

async function chromiumOptions(): Promise<LaunchOptions> {
  const executablePath = await findChromium();
  if (!executablePath) throw new Error('No Chromium found; `npm test` installs one.');
  return { executablePath, args: chromiumArgs };
}

/** Once a server is back, the page's development client reloads the page as well, and the first of the two gives way. */
export async function reload(page: Page): Promise<void> {
  await page.reload().catch((error: unknown) => {
    if (!String(error).includes('ERR_ABORTED')) throw error;
  });
  await page.waitForLoadState();
}
