// The states of files in a conversation: in messages, in the preview, and where they cannot be had.
import { hang, message, own, problem, textsIn } from './screenshot-backend.mjs';

const expiresAt = new Date(Date.now() + 300_000).toISOString();

/** Drawn, so that no picture has to lie here; browsers show it wherever they show a photo. */
const photo = (hue) => `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 160 120">
  <rect width="160" height="120" fill="hsl(${hue} 30% 78%)"/><path d="M0 84h160v36H0z" fill="hsl(${hue} 22% 42%)"/>
  <path d="M36 50l44-16 46 14-42 20z" fill="#d9b384"/><path d="M36 50v36l48 20V68z" fill="#b98e5d"/>
  <path d="M126 48v34l-42 24V68z" fill="#a27a4c"/><path d="M56 43l46 17v12l-8 5V63L48 46z" fill="#efe3cf"/></svg>`;
const log = Array.from({ length: 30 }, (_, line) => `09:${10 + line} step ${line + 1} of 30: done`).join('\n');

const file = (id, name, mediaType, size, part = {}) => ({ id, name, mediaType, size, state: 'ready', ...part });
const filesIn = (language) => {
  const { solved, thanks } = textsIn(language);
  const long = language === 'pl' ? 'Protokół-odbioru-przesyłki-uszkodzonej' : 'Report-about-the-parcel-that-was-empty';
  return [
    message(solved, {
      attachments: [
        file('t1', 'courier.log.txt', 'text/plain', 1_240),
        file('z1', 'photos.zip', 'application/zip', 18_400_000),
        file('s1', 'invoice.docx', 'application/msword', 64_000, { state: 'scanning' }),
        file('e1', 'old-label.png', 'image/png', 64_000, { state: 'expired' }),
      ],
    }),
    own(thanks, {
      attachments: [
        file('p1', 'IMG_20260302_101203.jpg', 'image/jpeg', 2_412_000, { width: 1600, height: 1200 }),
        file('p2', 'label.png', 'image/png', 182_000),
        file('d1', `${long}-2026-03-02.pdf`, 'application/pdf', 482_000),
      ],
    }),
  ];
};

/** What the links lead to is answered where the page asks for it. */
const link = (_, request) => ({
  url: `/pictured/bytes/${new URL(request.url()).pathname.split('/').at(-2)}`,
  expiresAt,
});
const withFiles =
  (answer = link) =>
  (language) => ({ open: true, events: filesIn(language), answers: { link: answer } });

/** Answers for the bytes behind the links. */
export async function serveBytes(page) {
  await page.route('**/pictured/bytes/**', (route) => {
    const id = route.request().url().split('/').at(-1);
    return id.startsWith('t')
      ? route.fulfill({ contentType: 'text/plain', body: log })
      : route.fulfill({ contentType: 'image/svg+xml', body: photo(id === 'p1' ? 205 : 30) });
  });
}

const open =
  (place, selector) =>
  async ({ center }) => {
    await center.locator(selector).nth(place).click();
    await center.locator('dialog.preview').waitFor();
  };

export const fileStates = [
  [
    'files',
    withFiles(),
    async ({ center }) => {
      await center.locator('.thumb img').first().waitFor();
    },
  ],
  ['files-states', withFiles(), async ({ center }) => center.locator('.file').first().scrollIntoViewIfNeeded()],
  [
    'files-failed',
    withFiles(problem('unavailable', 503)),
    async ({ center }) => center.locator('.thumb-failure').first().waitFor(),
  ],
  [
    'files-download-failed',
    withFiles(problem('unavailable', 503)),
    async ({ center }) => {
      await center.locator('.file .file-save').first().click();
      await center.locator('.file-failure').first().waitFor();
    },
  ],
  ['preview-image', withFiles(), open(0, '.thumb-open')],
  [
    'preview-image-zoomed',
    withFiles(),
    async (scene) => {
      await open(0, '.thumb-open')(scene);
      await scene.center.locator('.preview-scroll > img').click();
    },
  ],
  ['preview-text', withFiles(), open(0, 'button.file-main[aria-haspopup]')],
  ['preview-failed', withFiles(problem('unavailable', 503)), open(0, 'button.file-main[aria-haspopup]')],
  [
    'preview-none',
    withFiles(),
    async (scene) => {
      await open(0, 'button.file-main[aria-haspopup]')(scene);
      await scene.center.locator('.preview-step.is-next').click();
    },
  ],
  ['preview-loading', withFiles(hang), open(0, 'button.file-main[aria-haspopup]')],
];
