// Pictures of the center in the real demo:  npm run screenshots [-- <folder>]
// Without a folder: the two of the README, into demo/pictures. With one: every screen × 320 and 900 px × light and dark ×
// English and Polish, for somebody to look at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium, startDemoProcess, temporaryFolder } from '../test/helpers/e2e-demo.ts';

const folder = process.argv[2];
const words = {
  en: {
    persona: 'maya',
    closed: 'Closed',
    ticket: /Fork of my Fjell 3/,
    box: 'Your reply',
    solved: /Club discount/,
  },
  pl: {
    persona: 'piotr',
    closed: 'Zamknięte',
    ticket: /pęknięta szprycha/,
    box: 'Twoja odpowiedź',
    solved: /Faktura za/,
  },
};

const data = await temporaryFolder();
const [demo, browser] = await Promise.all([startDemoProcess(data.path), launchChromium()]);
try {
  if (folder)
    for (const width of [320, 900])
      for (const theme of ['light', 'dark']) for (const language of ['en', 'pl']) await screens(width, theme, language);
  else {
    await mkdir('demo/pictures', { recursive: true });
    await readmePicture(900, 'light', 'en', /Two parcels/);
    await readmePicture(320, 'dark', 'pl', /Termin dostawy/);
  }
} finally {
  await browser.close();
  await demo.kill();
  await data.remove();
}

async function open(width, theme, language, persona = words[language].persona) {
  const page = await browser.newPage({
    viewport: { width: 1640, height: 1240 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(60_000);
  await page.goto(`${demo.url}?persona=${persona}&language=${language}&theme=${theme}&width=${width}`);
  const center = page.locator('support-center');
  await center.getByRole('radio').first().waitFor();
  return { page, center };
}

async function shoot(center, name) {
  await mkdir(folder ?? 'demo/pictures', { recursive: true });
  const path = join(folder ?? 'demo/pictures', `${name}.png`);
  await center.screenshot({ path, animations: 'disabled' });
  console.log(path);
}

/** What fits on the screen, as a visitor sees it. */
async function readmePicture(width, theme, language, ticket) {
  const { page, center } = await open(width, theme, language);
  await openTicket(center, ticket, words[language].box);
  const box = await page.locator('#frame').boundingBox();
  const path = `demo/pictures/center-${width}-${theme}-${language}.png`;
  await page.screenshot({ path, animations: 'disabled', clip: { ...box, height: Math.min(box.height, 1240 - box.y) } });
  console.log(path);
  await page.close();
}

async function openTicket(center, name, box) {
  await center.getByRole('link', { name }).click();
  await center.getByRole('textbox', { name: box }).waitFor();
  await center.getByRole('article').first().waitFor();
}

/** The screens that a customer meets, one after the other. */
async function screens(width, theme, language) {
  const word = words[language];
  const suffix = `${width}-${theme}-${language}`;
  const { page, center } = await open(width, theme, language);
  await center.getByRole('link', { name: word.ticket }).waitFor();
  await shoot(center, `list-${suffix}`);
  await center.getByRole('radio', { name: word.closed }).check({ force: true });
  await center.getByRole('listitem').first().waitFor();
  await shoot(center, `list-closed-${suffix}`);
  await center.getByRole('radio').first().check({ force: true });
  await openTicket(center, word.ticket, word.box);
  await shoot(center, `thread-${suffix}`);
  await page.goBack();
  await openTicket(center, word.solved, word.box);
  await shoot(center, `solved-${suffix}`);
  await page.close();
  const empty = await open(width, theme, language, 'sam');
  await empty.center.getByRole('heading').nth(1).waitFor();
  await shoot(empty.center, `empty-${suffix}`);
  await empty.page.close();
}
