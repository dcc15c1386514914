// Prints what a page loads before its first paint, in bytes: the entry and every chunk that it imports at once, with
// all dependencies, minified. Chunks that load later are listed apart. Fails above the budget.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { build } from 'vite';

const kB = 1000;
/** `limit` stops growth at what is reached; `target` is where the limit has to come down to. Bytes after gzip -9. */
const budgets = [
  { name: 'list', modules: ['define/ticket-list'], limit: 47 * kB, target: 32 * kB },
  {
    name: 'list + thread + reply',
    modules: ['define/ticket-list', 'define/ticket-thread'],
    limit: 65 * kB,
    target: 50 * kB,
  },
  { name: 'everything (define)', modules: ['define'], limit: 69 * kB, target: 60 * kB },
];
const oneFile = { name: 'one file (cdn/helpdock.all)', limit: 83 * kB, target: 75 * kB };

const gzip = (code) => gzipSync(code, { level: 9 }).length;
const row = (name, raw, packed, remark = '') =>
  console.log(
    `${name.padEnd(28)} ${String(raw).padStart(8)} bytes ${String(packed).padStart(8)} bytes after gzip${remark}`,
  );
let over = false;
const check = ({ name, limit, target }, raw, packed) => {
  row(name, raw, packed, `  limit ${limit}, target ${target}`);
  if (packed <= limit) return;
  over = true;
  console.error(`${name} is ${packed - limit} bytes above its limit`);
};

for (const budget of budgets) {
  const chunks = await bundle(budget.modules);
  const entry = chunks.find((chunk) => chunk.isEntry);
  const first = staticClosure(entry, chunks);
  const sum = (measure) => first.reduce((total, chunk) => total + measure(chunk.code), 0);
  const raw = sum((code) => Buffer.byteLength(code));
  check(budget, raw, sum(gzip));
  for (const chunk of chunks.filter((other) => !first.includes(other)))
    row(`  later: ${chunk.name}`, Buffer.byteLength(chunk.code), gzip(chunk.code));
}
const single = readFileSync('cdn/helpdock.all.js');
check(oneFile, single.length, gzip(single));
process.exit(over ? 1 : 0);

/** The chunks of a page that imports these modules, as a bundler with code splitting makes them. */
async function bundle(modules) {
  const id = 'virtual:page';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'page',
        resolveId: (source) => (source === id ? `\0${id}` : undefined),
        load: (source) =>
          source === `\0${id}`
            ? modules.map((name) => `import '${process.cwd()}/src/${name}.ts';`).join('\n')
            : undefined,
      },
    ],
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      rolldownOptions: { input: id, output: { minify: true } },
    },
  });
  return [result].flat()[0].output.filter((output) => output.type === 'chunk');
}

function staticClosure(entry, chunks) {
  const found = new Set([entry]);
  for (const chunk of found)
    for (const name of chunk.imports) found.add(chunks.find((other) => other.fileName === name));
  return [...found];
}
