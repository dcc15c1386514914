/** `npm start`: the demo page, the shop's backend and a real support server with its data in `.data/`. */
import { startDemo } from './demo-server.ts';

const dataFolder = process.env.DEMO_DATA ?? '.data';
/** A mail server of one's own, such as a catcher with a look at the HTML part; empty for the demo's. */
const smtpUrl = process.env.DEMO_SMTP_URL || undefined;

/** `PORT`, or `undefined` for the first free one. */
function wantedPort(): number | undefined {
  const { PORT: text } = process.env;
  if (!text) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`PORT is "${text}"; expected a number from 0 to 65535.`);
  return Number(text);
}

try {
  const port = wantedPort();
  const demo = await startDemo({ dataFolder, port, smtpUrl });
  console.log(`Helpdock demo: ${demo.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
} catch (error) {
  console.error(`helpdock: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
