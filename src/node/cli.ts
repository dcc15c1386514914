#!/usr/bin/env node
/** The `helpdock` command. Exit code 2: the command or a setting is wrong; 1: the server could not start or go on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLog } from './log.ts';
import { serve } from './serve.ts';
import { settingsHelp } from './settings-table.ts';
import { readSettings, type SettingFault, type Settings } from './settings.ts';
import { StartError } from './start-error.ts';

const help = `Usage: helpdock serve [flags]

Serves the support center's API over an embedded database or over Postgres.

Flags and variables of the environment (a flag wins).

${settingsHelp()}

  --help     shows this
  --version  shows the version

GET /healthz answers while the process lives, GET /readyz while the database does.
`;

await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
  const [command, ...flags] = argv;
  if (command === 'help' || argv.includes('--help') || argv.includes('-h')) return void process.stdout.write(help);
  if (argv.includes('--version')) return void process.stdout.write(`${version()}\n`);
  if (command !== 'serve') return fail(2, ['Usage: helpdock serve [flags]', 'See helpdock --help.']);
  const { settings, faults } = readSettings(process.env, flags);
  if (faults) return fail(2, faults.map(faultLine));
  await serveUntilStopped(settings);
}

async function serveUntilStopped(settings: Settings): Promise<void> {
  const log = jsonLog(settings.log);
  const crash = (cause: unknown) => {
    log({ level: 'error', event: 'crashed', cause });
    process.stderr.write('helpdock failed unexpectedly; its log says where.\n');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  const starting = serve(settings, { log });
  // Listened to from the start, so that a signal is never met by nobody.
  const stop = () =>
    void starting.then(
      (server) => server.close().then(() => process.exit(0), crash),
      () => undefined,
    );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // The second signal is from somebody who does not want to wait.
      process.once(signal, () => process.exit(1));
      stop();
    });
  }
  try {
    await starting;
  } catch (error) {
    if (error instanceof StartError) return fail(1, [error.message]);
    crash(error);
  }
}

function faultLine({ setting, wrong, expected }: SettingFault): string {
  return `${setting} ${wrong}; expected: ${expected}`;
}

function fail(exitCode: number, lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}

function version(): string {
  // Two folders up, both as a source and as built. A path and not a URL: bundlers take `new URL(…)` for an asset.
  const described = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(described) as { version: string }).version;
}
