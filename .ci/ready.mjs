// Makes a clone ready and then runs a command in it:  node .ci/ready.mjs [--browser] [--postgres] -- <command> …
//
// Runs on whatever Node there is, before anything is installed: dependencies come from the lockfile, and with them the
// Node that the project asks for. A second run finds everything in place and starts at once. When something is missing
// that cannot be brought, one line says what and how to get it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './browser.mjs';
import { findPostgres } from './postgres.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.helpdock-ready');
const [options, command] = splitArguments(process.argv.slice(2));

const say = (text) => console.log(`helpdock: ${text}`);
const stop = (text) => {
  console.error(`helpdock: ${text}`);
  process.exit(1);
};

installDependencies();
const env = projectEnvironment();
if (options.includes('--browser')) await bringChromium();
if (options.includes('--postgres')) bringPostgres();
run(command);

function splitArguments(words) {
  const at = words.indexOf('--');
  return at < 0 ? [words, []] : [words.slice(0, at), words.slice(at + 1)];
}

/** `npm ci`, unless what is installed came from this very lockfile. */
function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing dependencies from package-lock.json (first run, about a minute) …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0)
    stop('npm ci failed (see above). Check that the npm registry can be reached, then run this again.');
  writeFileSync(stamp, lock);
}

/** The PATH with the project's own Node and tools first. */
function projectEnvironment() {
  const path = `${bin}${delimiter}${process.env.PATH ?? ''}`;
  const next = { ...process.env, PATH: path };
  const version = spawnSync('node', ['--version'], { env: next, encoding: 'utf8' }).stdout?.trim() ?? '';
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
  if (major < 24) {
    stop(
      `Node 24 or newer is needed, found ${version || 'none'}. The npm package "node" brings it, unless install scripts are turned off: ` +
        'run `npm ci --ignore-scripts=false`, or install Node from https://nodejs.org/.',
    );
  }
  return next;
}

async function bringChromium() {
  if (process.env.CHROME_PATH && !(await findChromium()))
    stop(`CHROME_PATH names no program that can run: ${process.env.CHROME_PATH}`);
  if (await findChromium()) return;
  say('no Chromium found, installing one for the browser tests …');
  if (canUseApt()) apt('chromium');
  else
    spawnSync('node', [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
      env,
      stdio: 'inherit',
    });
  if (!(await findChromium()))
    stop('no Chromium for the browser tests. Install Chrome or Chromium, or set CHROME_PATH to one.');
}

/** Postgres is wanted, not needed: without it the tests over Postgres say that they are skipped. CI may not skip. */
function bringPostgres() {
  if (findPostgres()) return;
  if (canUseApt()) {
    say('no Postgres server found, installing one for the tests …');
    apt('postgresql');
  }
  if (findPostgres()) return;
  const how =
    'Install it (Debian: apt-get install postgresql, macOS: brew install postgresql) and put its programs in the PATH.';
  if (process.env.CI) stop(`no Postgres server for the tests, and CI may not skip them. ${how}`);
  say(`no Postgres server found: the tests over Postgres will be skipped. ${how}`);
}

function canUseApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    accessSync('/usr/bin/apt-get');
    return true;
  } catch {
    return false;
  }
}

function apt(name) {
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
  } catch {
    say(`apt-get could not install ${name}.`);
  }
}

/** Hands over to the command; signals reach it because it shares the terminal's group, and are passed on otherwise. */
function run([name, ...args]) {
  if (!name) return;
  const child = spawn(name, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`cannot run ${name}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
