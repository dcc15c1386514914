// `npm ci` refuses a lockfile in which an optional dependency (another platform's binary) has no entry; `npm install`
// leaves such entries out without a word. This finds them before somebody else's clean clone does.
import { readFileSync } from 'node:fs';

const packages = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

/** Looks a dependency up as Node does: in the package's own node_modules, then in those above it. */
function hasEntry(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !hasEntry(path, name))
    .map((name) => `${path} needs ${name}, which the lockfile does not name`),
);
console.log(missing.length > 0 ? missing.join('\n') : `${Object.keys(packages).length} packages, none missing`);
process.exit(missing.length > 0 ? 1 : 0);
