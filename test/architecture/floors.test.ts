/**
 * Imports point down only. The table is the one of ARCHITECTURE.md as data: for each folder, what it may load and what
 * it may know as a type. A breach names the file, the import and the floor.
 */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { importsOf, type Import } from './imports.ts';

interface Floor {
  folder: string;
  /** Files of the folder that belong to another row. */
  except?: string[];
  /** Folders, files and packages it may load. Its own folder is always allowed. */
  loads: string[];
  /** And those it may know as types only. */
  types?: string[];
  node?: boolean;
}

const contract = 'src/contract';
/** The error class has no dependency; everything else of the contract brings the schemas along. */
const errors = 'src/contract/errors.ts';
/** The one place where anything is written into a database of the browser. */
const database = 'src/elements/conversation-tools/reply-vaults.ts';

const floors: Floor[] = [
  { folder: contract, loads: ['zod/mini'] },
  { folder: 'src/adapters/shared', loads: [contract, 'zod/mini'] },
  { folder: 'src/adapters/http', loads: [contract, 'src/adapters/shared'] },
  {
    folder: 'src/server',
    loads: [contract, 'hono', 'jose', 'kysely', 'zod/mini', 'file-type', 'image-size', 'client-zip'],
  },
  { folder: 'src/state', loads: [errors], types: [contract] },
  { folder: 'src/ui', loads: ['lit', 'dompurify', 'linkify-it'], types: [contract] },
  {
    folder: 'src/elements',
    except: [database],
    loads: ['src/state', 'src/ui', errors, 'lit', '@lit/context'],
    types: [contract],
  },
  { folder: database, loads: ['src/elements/conversation-tools', 'idb-keyval'], types: ['src/state'] },
  { folder: 'src/testing', loads: [contract, 'src/server', 'src/adapters/http', 'src/adapters/shared', 'jose'] },
  { folder: 'src/define', loads: ['src/elements', 'src/define.ts', 'src/adapters/http', 'src/ui'], types: [contract] },
  {
    folder: 'src/node',
    loads: [
      contract,
      'src/server',
      'src/desks',
      'zod/mini',
      'kysely',
      'hono',
      '@hono/node-server',
      'nodemailer',
      'pg',
      'pino',
      'unstorage',
    ],
    node: true,
  },
  {
    folder: 'mocks',
    loads: [
      contract,
      'src/server',
      'src/testing',
      'msw',
      'jose',
      'helpdock/contract',
      'helpdock/server',
      'helpdock/testing',
    ],
  },
  {
    folder: 'demo',
    loads: [
      'helpdock',
      'mocks',
      'vite',
      'jose',
      '@hono/node-server',
      'hono',
      'lit',
      'smtp-server',
      'mailparser',
      'tus-js-client',
    ],
    node: true,
  },
];

const facades: Floor[] = [
  { folder: 'src/index.ts', loads: ['src/elements', 'src/adapters', contract] },
  { folder: 'src/elements.ts', loads: ['src/elements'] },
  { folder: 'src/define.ts', loads: ['src/elements', 'src/define', 'src/adapters/http', 'src/ui'] },
  { folder: 'src/cdn.ts', loads: ['src/define.ts', 'src/index.ts'] },
  { folder: 'src/http.ts', loads: ['src/adapters', contract] },
];

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** A path from the root for a relative import, the specifier itself for a package. */
function targetOf({ from, specifier }: Import): string {
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier;
}

function breaches({ folder, except = [], loads, types = [], node = false }: Floor): string[] {
  const files = folder.endsWith('.ts')
    ? globSync(folder)
    : globSync(`${folder}/**/*.ts`, { exclude: [`${folder}/dist/**`] });
  return files
    .filter((file) => !except.some((place) => within(file, place)))
    .flatMap(importsOf)
    .filter((found) => {
      const target = targetOf(found);
      if (isBuiltin(target)) return !node;
      const allowed = [folder, ...loads, ...(found.typeOnly ? types : [])];
      return !allowed.some((place) => within(target, place));
    })
    .map(({ from, specifier, typeOnly }) => `${from} may not import ${typeOnly ? 'the types of ' : ''}${specifier}`);
}

describe('floors', () => {
  for (const floor of [...floors, ...facades])
    it(`${floor.folder} imports only from below`, () => assert.deepEqual(breaches(floor), []));

  it('every folder of src stands on a floor', () => {
    const known = [...floors, ...facades].map(({ folder }) => folder);
    const homeless = globSync('src/**/*.ts').filter(
      (file) => !known.some((place) => within(file, place)) && file !== 'src/adapters/create-adapter.ts',
    );
    assert.deepEqual(homeless, []);
  });

  it('the table notices a breach', () => {
    assert.ok(breaches({ folder: 'src/elements', loads: [] }).length > 0);
  });
});
