/** The demo as static files, below a path as on a project page: no server but one that hands out files. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../helpers/e2e-demo.ts';
import { temporaryFolder } from '../helpers/server-folders.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

describe('the demo as static files', () => {
  let server: Server;
  let browser: Browser;

  before(async () => {
    const folder = temporaryFolder();
    await build({
      configFile: 'vite.config.ts',
      mode: 'demo',
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://files.test');
      const path = normalize(pathname.replace(/^\/project\//, '/')).replace(/\/$/, '/index.html');
      readFile(join(folder, path)).then(
        (file) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(file),
        () => response.writeHead(404).end(),
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('do the main job with the mocks alone', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/project/`);
    const center = page.locator('support-center');
    await center.getByRole('link', { name: /Two parcels/ }).click();
    await center.getByRole('textbox', { name: 'Your reply' }).fill('Thank you!');
    await center.getByRole('button', { name: 'Send', exact: true }).click();
    await center.getByRole('article').filter({ hasText: 'Thank you!' }).waitFor();
    const team = page.locator('demo-agent-panel');
    await team.getByText('Thank you!').waitFor();
    await team.getByRole('textbox').fill('You are welcome.');
    await team.getByRole('button', { name: 'Reply', exact: true }).click();
    await center.getByRole('article').filter({ hasText: 'You are welcome.' }).waitFor();
    assert.deepEqual(await page.getByRole('combobox', { name: 'Backend' }).locator('option').allInnerTexts(), [
      'In-browser mocks',
    ]);
  });
});
