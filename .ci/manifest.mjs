// Writes custom-elements.json from the sources, or with --check says whether the committed one is still true.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import config from './manifest.config.mjs';

const target = 'custom-elements.json';
const { status } = spawnSync(
  'node',
  ['node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--config', '.ci/manifest.config.mjs'],
  { stdio: 'inherit' },
);
if (status !== 0) process.exit(1);
const manifest = `${JSON.stringify(publicPart(JSON.parse(readFileSync(join(config.outdir, target), 'utf8'))), null, 2)}\n`;
rmSync(config.outdir, { recursive: true });

if (!process.argv.includes('--check')) writeFileSync(target, manifest);
else if (readFileSync(target, 'utf8') === manifest) console.log(`${target} is fresh`);
else {
  console.error(`${target} is stale: run \`npm run manifest\` and commit it.`);
  process.exit(1);
}

/** Private members and modules without an element are nobody's API. */
function publicPart({ schemaVersion, readme, modules }) {
  const kept = modules
    .map((module) => ({
      ...module,
      declarations: (module.declarations ?? [])
        .filter((declaration) => declaration.customElement && declaration.tagName)
        .map(publicMembers),
      exports: (module.exports ?? []).filter(({ kind }) => kind === 'custom-element-definition' || kind === 'js'),
    }))
    .filter(
      ({ declarations, exports }) =>
        declarations.length > 0 || exports.some(({ kind }) => kind === 'custom-element-definition'),
    );
  return { schemaVersion, readme, modules: kept.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function publicMembers(declaration) {
  const isPublic = ({ name, privacy }) =>
    privacy !== 'private' && privacy !== 'protected' && !name?.startsWith('#') && !name?.startsWith('_');
  // The analyzer makes an event without a name of every `dispatchEvent(new …Event())`; the documented ones have one.
  const isNamed = ({ name }) => Boolean(name);
  return {
    ...declaration,
    members: (declaration.members ?? []).filter(isPublic),
    events: (declaration.events ?? []).filter(isNamed),
  };
}
