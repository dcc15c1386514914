/**
 * The pages and the server that brings them to the browser. Each script is bundled by itself, minified and for production,
 * as a host would ship it; the words of the page stand in its HTML, so that nothing is fetched but scripts.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { minifyTemplates } from '../../.ci/minify-templates.mjs';
import { makeContent } from './content.ts';

const pageNames = [
  'vanilla-list',
  'vanilla-thread',
  'vanilla-sanitized',
  'ours-list',
  'ours-thread',
  'ours-center',
] as const;
type PageName = (typeof pageNames)[number];

export interface Site {
  readonly origin: string;
  /** Bytes after gzip that a page loads before its first paint, by page. */
  readonly bytes: ReadonlyMap<PageName, number>;
  stop(): void;
}

const folder = `${import.meta.dirname}/page`;
const ourTags: Partial<Record<PageName, (settings: URLSearchParams) => string>> = {
  'ours-list': () => '<support-ticket-list adapter="bench"></support-ticket-list>',
  'ours-thread': (settings) =>
    `<support-ticket-thread adapter="bench" fill ticket="${settings.get('ticket') ?? ''}"></support-ticket-thread>`,
};
const ourStyle = 'body { margin: 0; font: 16px/1.5 system-ui; } support-ticket-thread { height: 100vh; }';

export async function openSite(): Promise<Site> {
  const scripts = new Map<string, string>();
  const bytes = new Map<PageName, number>();
  for (const name of pageNames) {
    const chunks = await bundle(name);
    for (const { fileName, code } of chunks) scripts.set(`/${fileName}`, code);
    bytes.set(name, firstLoad(chunks));
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const script = scripts.get(pathname);
    const name = pageNames.find((page) => pathname === `/${page}`);
    const type = script === undefined ? 'text/html' : 'text/javascript';
    // Nothing is kept: every page is a first visit, also for the browser's cache of compiled code.
    response.writeHead((script ?? name) ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
    });
    response.end(script ?? (name && htmlOf(name, searchParams)));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const made = new Map<string, string>();

/** `?messages=` is how many messages the page carries. */
function htmlOf(name: PageName, settings: URLSearchParams): string {
  const key = `${name}?${settings}`;
  const known = made.get(key);
  if (known) return known;
  const content = JSON.stringify(makeContent(15, Number(settings.get('messages') ?? 0))).replaceAll('<', '\\u003c');
  const style = name.startsWith('vanilla') ? readFileSync(`${folder}/vanilla.css`, 'utf8') : ourStyle;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<link rel="icon" href="data:,"><style>${style}</style><script type="module" src="/${name}.js"></script></head>
<body>${ourTags[name]?.(settings) ?? ''}<script type="application/json" id="content">${content}</script></body></html>`;
  made.set(key, html);
  return html;
}

/** Bytes after gzip of the entry and of all that it imports at once. */
function firstLoad(chunks: readonly Rolldown.OutputChunk[]): number {
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  return [...loaded].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

async function bundle(name: PageName): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    // As the package is built that the host bundles.
    plugins: [minifyTemplates()],
    resolve: { conditions: ['helpdock:source', 'module', 'browser', 'production'] },
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: `${folder}/${name}.ts`,
        output: {
          minify: true,
          // On both sides, as the package's own files for script tags have it.
          postBanner: '//# allFunctionsCalledOnLoad',
          entryFileNames: '[name].js',
          chunkFileNames: `${name}-[name]-[hash].js`,
        },
      },
    },
  });
  const { output } = [result].flat()[0] as Rolldown.RolldownOutput;
  return output.filter((file) => file.type === 'chunk');
}
