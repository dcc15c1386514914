// The README's one-line embed, followed by somebody who has nothing but the package: `helpdock serve` from the bin, a
// page of another origin with the script tag and a strict policy, the customer's token in a cookie. The same with what a
// bundler makes of the package.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumArgs, findChromium } from './browser.mjs';

const issuer = 'https://shop.example';
const audience = 'helpdock';
const secret = 'a-secret-of-more-than-thirty-two-bytes-for-this-check';
const staffKey = 'a-staff-key-of-more-than-thirty-two-letters';
const customer = { subject: 'customer-7', email: 'maya@mail.example' };

/** `folder` has the packed package installed. Throws with the reason when a customer could not do the job. */
export async function checkEmbed(folder) {
  const scripts = join(folder, 'scripts');
  await cp(join(folder, 'node_modules/helpdock/cdn'), scripts, { recursive: true });
  await bundle(folder, scripts);
  const page = await startPage(scripts);
  const server = await startHelpdock(folder, page.origin);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
  try {
    page.endpoint = `${server.url}/v1`;
    await openTicket(server.url);
    for (const script of ['helpdock.js', 'helpdock.all.js', 'bundled.js']) {
      page.script = script;
      await visit(browser, page.origin, (tab) => followTicket(tab, `Reply from ${script}`));
      console.log(`${script}: embedded from another origin, strict policy, cookie session, reply sent`);
      await visit(browser, `${page.origin}/pl`, (tab) =>
        tab.getByRole('heading', { name: 'Moje zgłoszenia' }).waitFor(),
      );
      console.log(`${script}: speaks Polish on a Polish page`);
    }
  } finally {
    await browser.close();
    await Promise.all([server.stop(), page.stop()]);
  }
}

/** A host's bundle of the elements, with Vite's settings as they come. */
async function bundle(folder, outDir) {
  const input = join(folder, 'bundled.js');
  await writeFile(input, "import 'helpdock/define';");
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: false,
      assetsDir: '',
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  });
}

/** Fails also when the browser had a complaint. */
async function visit(browser, url, job) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await job(page);
  await page.close();
  if (complaints.length > 0) throw new Error(`the browser complained:\n${complaints.join('\n')}`);
}

async function followTicket(page, reply) {
  await page.getByRole('link', { name: 'Two parcels, one empty' }).click();
  await page.getByRole('article').filter({ hasText: 'The jacket is missing.' }).first().waitFor();
  await page.getByRole('textbox', { name: 'Your reply' }).fill(reply);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('article').filter({ hasText: reply }).waitFor();
}

async function openTicket(url) {
  const response = await fetch(`${url}/v1/staff/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staffKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ customer, subject: 'Two parcels, one empty', text: 'The jacket is missing.' }),
  });
  if (response.status !== 201) throw new Error(`the staff API answered ${response.status}: ${await response.text()}`);
}

async function startHelpdock(folder, origin) {
  const child = spawn('node_modules/.bin/helpdock', ['serve', '--port=0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HELPDOCK_TOKEN_ISSUER: issuer,
      HELPDOCK_TOKEN_AUDIENCE: audience,
      HELPDOCK_TOKEN_SECRET: secret,
      HELPDOCK_TOKEN_COOKIE: 'support_token',
      HELPDOCK_STAFF_KEY: staffKey,
      HELPDOCK_ORIGINS: origin,
    },
  });
  for await (const line of createInterface(child.stdout)) {
    const { url } = JSON.parse(line);
    if (!url) continue;
    const stop = async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    };
    child.stdout.resume();
    return { url, stop };
  }
  throw new Error('helpdock serve ended before it was ready');
}

/** The host's site: one page in two languages, the script files, and a cookie for its signed-in customer. */
async function startPage(scripts) {
  const state = { endpoint: '', script: '' };
  const server = createServer((request, response) => {
    if (!['/', '/pl'].includes(request.url)) {
      void readFile(join(scripts, basename(request.url))).then(
        (script) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script),
        () => response.writeHead(404).end(),
      );
      return;
    }
    const policy = [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:",
      `connect-src ${new URL(state.endpoint).origin}`,
      "require-trusted-types-for 'script'; trusted-types lit-html dompurify 'allow-duplicates'",
    ];
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'set-cookie': `support_token=${hostToken()}; Path=/; HttpOnly; SameSite=Lax`,
    });
    response.end(`<!doctype html><html lang="${request.url.slice(1) || 'en'}"><title>Shop</title><link rel="icon" href="data:,">
      <script type="module" src="/${state.script}"></script>
      <support-center endpoint="${state.endpoint}"></support-center></html>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return Object.assign(state, { origin: `http://127.0.0.1:${server.address().port}`, stop });
}

/** An HS256 token by hand, so that the check needs no library that a host may not have. */
function hostToken() {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: audience, sub: customer.subject, email: customer.email, iat: now, exp: now + 600 };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
