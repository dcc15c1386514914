// Builds what is published: the npm package with its types in dist/, the script-tag files in cdn/.
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';

for (const command of [
  'vite build --logLevel warn',
  'tsc -p .ci/tsconfig.types.json',
  'vite build --logLevel warn --mode cdn',
  'vite build --logLevel warn --mode cdn-all',
]) {
  console.log(`> ${command}`);
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(1);
}
chmodSync('dist/node/cli.js', 0o755);
