/**
 * Four builds from one set of sources, chosen by `--mode`:
 * `production` the npm package in `dist/`; `cdn` the small script with lazy chunks, and `cdn-all` the one file, both in
 * `cdn/`; `demo` the static demo in `demo/dist/`. Types are emitted by `tsc` beside the package's files.
 */
import { resolve } from 'node:path';
import { msw } from 'msw/vite';
import { defineConfig, type UserConfig } from 'vite';
import { minifyTemplates } from './.ci/minify-templates.mjs';

/** Named like their source files, so that each `.js` lies beside its `.d.ts`. */
const packageEntries = [
  'index',
  'elements',
  'define',
  'define/center',
  'define/provider',
  'define/ticket-list',
  'define/ticket-thread',
  'define/reply-box',
  'define/code-input',
  'define/guest-gate',
  'http',
  'contract/index',
  'server/index',
  'testing/index',
  'node/index',
  'node/cli',
];

/** Every package by its name, but not the compiler's own helpers, which belong to the output. */
const bare = /^(?![./]|\0|[A-Za-z]:[\\/]|@oxc-project\/)/;

const npmPackage: UserConfig = {
  plugins: [minifyTemplates()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    lib: { entry: Object.fromEntries(packageEntries.map((name) => [name, `src/${name}.ts`])), formats: ['es'] },
    rolldownOptions: {
      // Everything by name stays an import: the host's bundler decides, and there is one Lit.
      external: [bare],
      // A file each, so that `sideEffects` of package.json can name the few that register elements.
      output: { preserveModules: true, preserveModulesRoot: 'src' },
    },
  },
};

/**
 * Chromium compiles a script with this first line in one go while it still loads, instead of each function when it is
 * first called: almost all of them are called before the first paint.
 */
const compileHint = '//# allFunctionsCalledOnLoad';

function script(fileName: string, single: boolean): UserConfig {
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [minifyTemplates()],
    build: {
      target: 'es2022',
      outDir: 'cdn',
      emptyOutDir: !single,
      // Other people's code is inside, and the comments that say so are not.
      license: { fileName: 'licenses.md' },
      sourcemap: true,
      copyPublicDir: false,
      lib: { entry: 'src/cdn.ts', formats: ['es'], fileName: () => fileName },
      rolldownOptions: {
        // What the first file shares with those that load later stays in it: a file less to wait for each.
        preserveEntrySignatures: 'allow-extension',
        // ES library output keeps its white space unless told so here.
        output: {
          minify: true,
          comments: false,
          postBanner: compileHint,
          chunkFileNames: ({ name }) => `helpdock-${name.replace('.generated', '')}-[hash].js`,
          ...(single ? { codeSplitting: false } : {}),
        },
      },
    },
  };
}

const demo: UserConfig = {
  root: 'demo',
  base: './',
  resolve: { conditions: ['helpdock:source', 'module', 'browser', 'development|production'] },
  plugins: [msw({ mode: 'worker-only' })],
  // Known before the first visit: a dependency that is discovered while somebody looks at the page reloads it.
  optimizeDeps: {
    include: [
      ...['lit', 'lit/decorators.js', 'lit/directive.js', 'lit/directives/guard.js', 'lit/directives/repeat.js'],
      ...['@lit/context', 'dompurify', 'idb-keyval', 'linkify-it', 'zod/mini'],
      ...['hono', 'hono/cors', 'jose', 'msw/browser', 'msw/http'],
      ...['client-zip', 'file-type', 'image-size', 'tus-js-client'],
    ],
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // In full: the build looks for them from here, and the development server from its root.
    rolldownOptions: { input: ['demo/index.html', 'demo/pages/message.html'].map((page) => resolve(page)) },
  },
};

export default defineConfig(({ mode }) => {
  if (mode === 'cdn') return script('helpdock.js', false);
  if (mode === 'cdn-all') return script('helpdock.all.js', true);
  return mode === 'demo' ? demo : npmPackage;
});
