/** `npm start`: the demo page, the shop's backend and a real support server with its data in `.data/`. */
import { startDemo } from './demo-server.ts';

const dataFolder = process.env.DEMO_DATA ?? '.data';
const port = process.env.PORT ? Number(process.env.PORT) : undefined;

try {
  const demo = await startDemo({ dataFolder, port });
  console.log(`Helpdock demo: ${demo.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
} catch (error) {
  console.error(`helpdock: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
