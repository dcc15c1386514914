/** `helpdock serve` as a process of its own, as an operator starts it. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/node/cli.ts', import.meta.url));

export interface ServerProcess {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves with the address of the ready line; rejects when the process ends before. */
  ready: Promise<string>;
  /** Resolves when the process has ended and all its output was read. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
}

const running = new Set<ServerProcess['child']>();
const killAll = () => running.forEach((child) => child.kill('SIGKILL'));
// A test that failed leaves its processes behind, and they would keep the runner waiting.
after(killAll);
process.once('exit', killAll);

/** Starts the command with these arguments and nothing of this process's own settings. */
export function startCommand(argv: readonly string[], env: Readonly<Record<string, string>> = {}): ServerProcess {
  const child = spawn(process.execPath, [cli, ...argv], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const line = stdout.split('\n').find((each) => each.includes('"event":"ready"'));
    if (line?.endsWith('}')) resolve((JSON.parse(line) as { url: string }).url);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    reject(new Error(`The server ended with ${String(code ?? signal)}: ${stderr}`));
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
  });
  ready.catch(() => undefined);
  return { child, ready, ended };
}
