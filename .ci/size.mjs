// Prints what a page loads before its first paint, in bytes: the package as built, bundled with its dependencies the
// way a host's bundler does it. Chunks that load later are listed apart. Fails above the budget. `--detail` shows what it
// is made of: every package and every file of ours, packed one by one, so that their sum is above the whole.
//
//   node .ci/build.mjs && node .ci/size.mjs [--detail]
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { build, minifySync } from 'vite';

/** Bytes after gzip -9. `target` is where a limit above it has to come down to. */
const budgets = [
  { name: 'list', modules: ['define/ticket-list'], limit: 32_000 },
  { name: 'list + thread + reply', modules: ['define/ticket-list', 'define/ticket-thread'], limit: 50_000 },
  { name: 'everything (define)', modules: ['define'], limit: 60_000 },
];
const oneFile = { name: 'one file (cdn/helpdock.all)', limit: 145_000, target: 75_000 };

const raw = (code) => Buffer.byteLength(code);
const gzip = (code) => gzipSync(code, { level: 9 }).length;
let over = false;

for (const budget of budgets) {
  const chunks = await bundle(budget.modules);
  const first = staticClosure(chunks);
  check(budget, sum(first, raw), sum(first, gzip));
  for (const { name, code } of chunks.filter((chunk) => !first.includes(chunk)))
    print(`  later: ${name.replace('.generated', '')}`, raw(code), gzip(code));
  if (process.argv.includes('--detail')) detail(first);
}
const single = readFileSync('cdn/helpdock.all.js', 'utf8');
check(oneFile, raw(single), gzip(single));
process.exit(over ? 1 : 0);

function check({ name, limit, target = limit }, bytes, packed) {
  print(name, bytes, packed, `  limit ${limit}${target < limit ? `, target ${target}` : ''}`);
  if (packed <= limit) return;
  over = true;
  console.error(`${name} is ${packed - limit} bytes above its limit`);
}

function print(name, bytes, packed, remark = '') {
  console.log(
    `${name.padEnd(34)} ${String(bytes).padStart(8)} bytes ${String(packed).padStart(8)} after gzip${remark}`,
  );
}

function sum(chunks, measure) {
  return chunks.reduce((total, { code }) => total + measure(code), 0);
}

/** The chunks of a page that imports these modules. */
async function bundle(modules) {
  const id = 'virtual:page';
  const page = {
    name: 'page',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}` ? modules.map((name) => `import 'helpdock/${name}';`).join('\n') : undefined,
  };
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [page],
    build: {
      target: 'es2022',
      write: false,
      // As a library, because the code with which Vite preloads chunks belongs to a host's app, if it uses Vite at all.
      lib: { entry: id, formats: ['es'] },
      rolldownOptions: {
        input: id,
        // As in an app, where chunks that load later may take from the first what they share with it.
        preserveEntrySignatures: 'allow-extension',
        output: { minify: true, comments: false },
      },
    },
  });
  return output.filter(({ type }) => type === 'chunk');
}

/** The entry and all that it imports at once. */
function staticClosure(chunks) {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of found)
    for (const name of imports) found.add(chunks.find(({ fileName }) => fileName === name));
  return [...found];
}

function detail(chunks) {
  const code = new Map();
  for (const [id, module] of chunks.flatMap(({ modules }) => Object.entries(modules)))
    code.set(ownerOf(id), (code.get(ownerOf(id)) ?? '') + alone(module.code ?? ''));
  const rows = [...code].map(([owner, text]) => [`    ${owner}`, raw(text), gzip(text)]);
  for (const row of rows.sort(([, , a], [, , b]) => b - a)) print(...row);
}

function ownerOf(id) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? relative('dist', id);
}

/** One module's share, minified without the others, with all of its top-level names kept. */
function alone(code) {
  return minifySync('module.js', code, { compress: { unused: false }, mangle: { toplevel: true } }).code;
}
