// Pictures of the center:  npm run screenshots [-- <folder> [<part of a state's name>]]
// Without a folder: the two of the README, out of the real demo, into demo/pictures. With one: every state of the
// screens × 320 and 900 px × light and dark × English and Polish, for somebody to look at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium, startDemoProcess } from '../test/helpers/e2e-demo.ts';
import { backendFor, serve, textsIn } from './screenshot-backend.mjs';
import { serveBytes } from './screenshot-file-states.mjs';
import { states } from './screenshot-states.mjs';

const [folder = 'demo/pictures', part = ''] = process.argv.slice(2);
const looks = [320, 900].flatMap((width) =>
  ['light', 'dark'].flatMap((theme) => ['en', 'pl'].map((language) => ({ width, theme, language }))),
);

const [demo, browser] = await Promise.all([startDemoProcess(), launchChromium()]);
try {
  await mkdir(folder, { recursive: true });
  if (process.argv[2]) {
    await warmUp();
    await Promise.all(looks.map(everyState));
  } else {
    await readmePicture(900, 'light', 'en', 'maya', /Two parcels/);
    await readmePicture(320, 'dark', 'pl', 'piotr', /Termin dostawy/);
  }
} finally {
  await browser.close();
  await demo.kill();
}

/** What fits on the screen, as a visitor sees it. */
async function readmePicture(width, theme, language, persona, ticket) {
  const page = await browser.newPage({
    viewport: { width: 1640, height: 1240 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(60_000);
  await page.goto(`${demo.url}?persona=${persona}&language=${language}&theme=${theme}&width=${width}`);
  const center = page.locator('support-center');
  await center.getByRole('link', { name: ticket }).click();
  await center.locator('#words').waitFor();
  await center.getByRole('article').first().waitFor();
  const box = await page.locator('#frame').boundingBox();
  const path = join(folder, `center-${width}-${theme}-${language}.png`);
  await page.screenshot({ path, animations: 'disabled', clip: { ...box, height: Math.min(box.height, 1240 - box.y) } });
  console.log(path);
  await page.close();
}

/** Vite prepares dependencies at the first visit and reloads it; later ones are left alone. */
async function warmUp() {
  const page = await browser.newPage();
  await page.goto(`${demo.url}pages/message.html`);
  await page.waitForTimeout(6000);
  await page.close();
}

/** One look, one page: a new center for each state. */
async function everyState({ width, theme, language }) {
  const context = await browser.newContext({ viewport: { width, height: 760 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  let answers = backendFor(language);
  await serve(page, () => answers);
  await serveBytes(page);
  await page.routeWebSocket(/./, () => undefined);
  await page.goto(`${demo.url}pages/message.html`, { timeout: 60_000 });
  await page.waitForFunction(() => Boolean(customElements.get('support-center')), undefined, { timeout: 60_000 });
  // What a conversation and the gate load for themselves is there before the first picture.
  for (const opened of [{ open: true }, { link: 'any' }]) {
    await page.evaluate(mount, { theme, language, ...opened });
    await page.waitForLoadState('networkidle', { timeout: 60_000 });
  }
  const scene = {
    ...{ context, language, texts: textsIn(language), center: page.locator('support-center') },
    box: (center) => center.locator('#words'),
    change: (next) => (answers = { ...answers, ...next }),
    refresh: () => page.evaluate(() => void document.querySelector('support-center').refresh()),
    show: async (ticket) => {
      await page.evaluate(
        (id) => document.querySelector('support-center').open(id ? { view: 'ticket', ticketId: id } : { view: 'list' }),
        ticket,
      );
      await settled(page);
    },
  };
  for (const [name, given, act] of states) {
    if (!name.includes(part)) continue;
    const state = typeof given === 'function' ? given(language) : given;
    answers = backendFor(language, state);
    // Somebody else each time: what was left unsent in one picture does not come back in the next.
    if (answers.session.kind === 'user') answers.session = { kind: 'user', subject: name };
    const { filter = name.startsWith('list') ? 'all' : 'open', search, open, link } = state;
    await page.evaluate(mount, { theme, language, filter, search, open, link });
    await settled(page);
    try {
      await act?.(scene);
    } catch (error) {
      console.error(`${name} ${width} ${theme} ${language}: ${error.message.slice(0, 300)}`);
      process.exitCode = 1;
    }
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${width}-${theme}-${language}.png`), animations: 'disabled' });
    await context.setOffline(false);
  }
  await context.close();
}

/** Runs in the page. */
function mount({ theme, language, filter, search = '', open = false, link }) {
  sessionStorage.clear();
  document.documentElement.lang = language;
  document.documentElement.setAttribute('style', `color-scheme: ${theme}; font-family: system-ui`);
  document.body.setAttribute('style', 'margin: 0; block-size: 100vh');
  const center = document.createElement('support-center');
  Object.assign(center, { theme, filter, search, fill: true, endpoint: '/pictured/v1', ticket: open ? 't0' : '' });
  const help = document.createElement('a');
  Object.assign(help, { slot: 'get-help', href: '#', textContent: language === 'pl' ? 'Napisz do nas' : 'Contact us' });
  center.append(help);
  if (link) center.openLink(link);
  document.body.replaceChildren(center);
}

/** Skeletons stay for a moment before they go; fades end. */
function settled(page) {
  return page.waitForTimeout(600);
}
