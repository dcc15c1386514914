/** What can come in between, and what a person does about it. */
import type { Scene, Stage, Visitor } from './interruptions.stage.ts';

export interface Interruption {
  readonly visitor: Visitor;
  /** Of the shop's page. */
  readonly settings?: string;
  /** Where it cannot happen. */
  readonly without?: Stage;
  /** It happens, and the person comes back to their words. */
  readonly strike: (scene: Scene) => Promise<void>;
  /** A message that was on its way stands in the box again. Otherwise it goes out by itself. */
  readonly returns?: boolean;
}

export const interruptions: Readonly<Record<string, Interruption>> = {
  reload: { visitor: 'account', strike: reload },
  'reload of a guest': { visitor: 'guest', strike: reload },
  'tab killed': { visitor: 'account', strike: killTab },
  back: { visitor: 'account', strike: goAndComeBack },
  'second tab': { visitor: 'account', strike: goOnInSecondTab },
  'session expired': { visitor: 'account', returns: true, strike: expire },
  'code asked again': { visitor: 'guest', returns: true, strike: expireGuest },
  '401': { visitor: 'account', settings: 'sign-in=here', returns: true, strike: refuseIdentity },
  '409': { visitor: 'account', without: 'typing', returns: true, strike: contradict },
  '5xx': { visitor: 'account', strike: fail },
  timeout: { visitor: 'account', settings: 'timeout=3000', strike: leaveUnanswered },
  offline: { visitor: 'account', strike: goOffline },
};

async function reload({ page }: Scene): Promise<void> {
  await page.reload();
}

async function killTab(scene: Scene): Promise<void> {
  const context = scene.page.context();
  const crashed = scene.page.waitForEvent('crash');
  const devtools = await context.newCDPSession(scene.page);
  // Nobody is left to answer.
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  scene.page = await context.newPage();
  await scene.visit();
}

async function goAndComeBack({ page, shop }: Scene): Promise<void> {
  await page.getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
  await page.goBack({ waitUntil: 'commit' });
  shop.meet('cut');
}

/** The first tab is closed once the second has said that it is there. */
async function goOnInSecondTab(scene: Scene): Promise<void> {
  const first = scene.page;
  if (!scene.isSent) await scene.center.getByText('Draft saved on this device').waitFor();
  scene.page = await first.context().newPage();
  await scene.visit();
  await scene.box.click();
  if (!scene.isSent) await scene.center.getByText('This draft is being edited in another tab.').waitFor();
  await first.close();
}

/** The answer to what is stored gets lost: the next try is what meets the end of the session. */
async function expire(scene: Scene): Promise<void> {
  const { page, shop, stage } = scene;
  shop.session = 'over';
  shop.meet(stage === 'stored' ? 'cut' : 'pass');
  if (stage === 'typing') await scene.look();
  // Whoever comes back to the page is asked to sign in; whoever works in it, over what they do.
  const place = stage === 'typing' ? scene.center : scene.center.getByRole('alertdialog');
  await Promise.all([page.waitForEvent('framenavigated'), place.getByRole('button', { name: 'Sign in' }).click()]);
}

async function expireGuest(scene: Scene): Promise<void> {
  const { shop, stage } = scene;
  await scene.endGuestSession();
  shop.meet(stage === 'stored' ? 'cut' : 'pass');
  if (stage === 'typing') await scene.look();
  await scene.center.getByRole('alertdialog').waitFor();
  await scene.proveMailbox();
}

async function refuseIdentity(scene: Scene): Promise<void> {
  if (scene.stage === 'typing') await scene.stopLook();
  scene.shop.meet(401);
  await scene.center.getByRole('alertdialog').getByRole('button', { name: 'Sign in' }).click();
}

async function contradict(scene: Scene): Promise<void> {
  scene.shop.meet(409);
  if (!scene.isSent) await scene.uploadAgain();
}

/** A message is tried three times by itself. With `stored` each arrives, and none is acknowledged. */
async function fail(scene: Scene): Promise<void> {
  const { shop, stage } = scene;
  if (stage === 'typing') await scene.stopLook();
  for (let tries = 1; scene.isSent && tries < 3; tries += 1) {
    const isTriedAgain = scene.stopNextMessage();
    shop.meet(503);
    await isTriedAgain;
  }
  shop.meet(503);
  if (stage === 'sending') await scene.button('Send again').click();
}

async function leaveUnanswered(scene: Scene): Promise<void> {
  if (scene.stage === 'typing') await scene.stopLook();
  scene.shop.meet('never');
}

async function goOffline({ page, center, shop }: Scene): Promise<void> {
  await page.context().setOffline(true);
  shop.meet('cut');
  await center.getByText('You’re offline. What you see may be out of date.').waitFor();
  await page.context().setOffline(false);
}
