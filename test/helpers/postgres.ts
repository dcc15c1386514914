/**
 * A real Postgres server for one test file: made in a folder of its own, on a free port of this machine, removed at the
 * end. Where no Postgres is installed the tests that need it are skipped with that reason, except under `CI`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findPostgres } from '../../.ci/postgres.mjs';

const run = promisify(execFile);

export interface TestPostgres {
  /** Makes an empty database and resolves with its address. */
  newDatabase(): Promise<string>;
  /** Ends the server at once and all its connections; `start` brings it back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends the server and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a server, or says why there is none; under `CI` a missing one is an error. */
export async function startPostgres(): Promise<TestPostgres | { missing: string }> {
  const binaries = findPostgres();
  if (binaries) return new Server(binaries).made();
  const missing =
    'no Postgres on this machine (initdb and pg_ctl are looked for in PATH, pg_config --bindir, /usr/lib/postgresql)';
  if (process.env.CI) throw new Error(missing);
  return { missing };
}

class Server implements TestPostgres {
  readonly #binaries: string;
  readonly #account = accountOfServer();
  readonly #folder = mkdtempSync(join(tmpdir(), 'helpdock-postgres-'));
  readonly #password = randomBytes(12).toString('hex');
  readonly #end = () => this.#endNow();
  #port = 0;
  #databases = 0;

  constructor(binaries: string) {
    this.#binaries = binaries;
  }

  async made(): Promise<this> {
    if (this.#account) chownSync(this.#folder, this.#account.uid, this.#account.gid);
    process.on('exit', this.#end);
    await this.#initialise();
    this.#port = await freePort();
    await this.start();
    return this;
  }

  async newDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    const client = new pg.Client(this.#urlOf('postgres'));
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return this.#urlOf(name);
  }

  async start(): Promise<void> {
    const options = `-p ${this.#port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
    await this.#control('start', '-w', '-l', join(this.#folder, 'log'), '-o', options);
  }

  async stop(): Promise<void> {
    await this.#control('stop', '-w', '-m', 'fast');
  }

  async remove(): Promise<void> {
    process.off('exit', this.#end);
    await this.stop().catch(() => undefined);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Sorts by a language where this Postgres can, so that nothing passes only because the tests sort by bytes. */
  async #initialise(): Promise<void> {
    const password = join(this.#folder, 'password');
    writeFileSync(password, this.#password);
    if (this.#account) chownSync(password, this.#account.uid, this.#account.gid);
    const options = [
      '-D',
      this.#cluster,
      '-U',
      'helpdock',
      '-A',
      'scram-sha-256',
      `--pwfile=${password}`,
      '-E',
      'UTF8',
      '-N',
    ];
    const byLanguage = ['--locale=C', '--locale-provider=icu', '--icu-locale=pl-PL'];
    await this.#run('initdb', [...options, ...byLanguage]).catch(() => this.#run('initdb', [...options, '--locale=C']));
  }

  get #cluster(): string {
    return join(this.#folder, 'cluster');
  }

  #urlOf(database: string): string {
    return `postgres://helpdock:${this.#password}@127.0.0.1:${this.#port}/${database}`;
  }

  async #control(command: string, ...options: string[]): Promise<void> {
    await this.#run('pg_ctl', [command, '-D', this.#cluster, ...options]);
  }

  async #run(binary: string, options: string[]): Promise<void> {
    await run(join(this.#binaries, binary), options, { cwd: this.#folder, ...this.#account });
  }

  #endNow(): void {
    try {
      const options = ['stop', '-D', this.#cluster, '-m', 'immediate'];
      execFileSync(join(this.#binaries, 'pg_ctl'), options, { cwd: this.#folder, stdio: 'ignore', ...this.#account });
    } catch {
      // It had not started yet, or is gone already.
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Postgres refuses to run as root; then it runs as the account that its package made. */
function accountOfServer(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  return address.port;
}
