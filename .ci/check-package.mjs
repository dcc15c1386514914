// The package as shipped: packed, installed into an empty folder, every `exports` entry imported there, the command
// run, the one-line embed tried in a browser, the metadata read by publint and attw.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEmbed } from './check-embed.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'helpdock-package-'));
const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options });

try {
  const [{ filename, files, size }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder]));
  console.log(`${filename}: ${files.length} files, ${size} bytes`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, filename)], { cwd: folder });

  const names = Object.keys(manifest.exports).map((path) => `${manifest.name}${path.slice(1)}`);
  const scripts = names.filter((name) => name.includes('/cdn/'));
  const modules = names.filter((name) => !name.endsWith('.json') && !scripts.includes(name));
  writeFileSync(join(folder, 'import-all.mjs'), modules.map((name) => `await import('${name}');`).join('\n'));
  run('node', ['import-all.mjs'], { cwd: folder });
  console.log(`imported on the server side without a DOM: ${modules.join(', ')}`);

  const version = run('node_modules/.bin/helpdock', ['--version'], { cwd: folder }).trim();
  if (version !== manifest.version) throw new Error(`helpdock --version printed ${version}, not ${manifest.version}`);
  console.log(`helpdock --version: ${version}`);

  await checkEmbed(folder);

  const checks = [
    ['publint', ['run', join(folder, filename), '--strict']],
    [
      'attw',
      [
        join(folder, filename),
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        ...scripts.map((name) => name.replace(manifest.name, '.')),
      ],
    ],
  ];
  for (const [command, args] of checks) {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} found faults:\n${stdout}${stderr}`);
    console.log(`${command}: no faults`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
