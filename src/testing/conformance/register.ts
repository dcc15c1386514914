/**
 * Binds the cases to whatever runs tests. A case whose needs the backend does not meet is left out by name; the names
 * must be the recorded ones, so that coverage cannot shrink unseen.
 */
import { assertEqual } from '../assert.ts';
import { calmCall, type ConformanceCase, type Need, type World } from './world.ts';

/** The two functions that every runner has. */
export interface Runner {
  describe: (name: string, body: () => void) => unknown;
  it: (name: string, body: () => Promise<void>) => unknown;
}

/** What is checked, and which cases it is known not to run. */
export interface ConformanceOptions {
  name: string;
  cases: readonly ConformanceCase[];
  /** Asked once, at the first case. */
  world: () => World | Promise<World>;
  /** Ids of the cases that this backend cannot run. */
  skipped?: readonly string[];
  /** Told which cases were left out. */
  print?: (line: string) => void;
}

/** Registers one test per case, and one that compares what was skipped with what is recorded. */
export function registerConformance({ describe, it }: Runner, options: ConformanceOptions): void {
  const { name, cases, skipped = [], print = (line) => console.log(line) } = options;
  let made: Promise<Stage> | undefined;
  const stage = () => (made ??= stageOf(options));
  const left: string[] = [];
  describe(`conformance: ${name}`, () => {
    for (const one of cases) {
      it(`${one.id}: ${one.title}`, async () => {
        const { world, met } = await stage();
        if (one.needs?.every((need) => met.has(need)) ?? true) return one.run(world);
        left.push(one.id);
      });
    }
    it('leaves out exactly the recorded cases', async () => {
      if (left.length > 0) print(`${name} leaves out ${left.join(', ')}`);
      assertEqual([...left].sort(), [...skipped].sort(), 'the cases that were left out');
    });
  });
}

interface Stage {
  world: World;
  met: ReadonlySet<Need>;
}

async function stageOf({ world: make }: ConformanceOptions): Promise<Stage> {
  const world = await make();
  const { features, limits } = await world.anonymous().getConfig(calmCall());
  const met = new Set<Need>(
    (Object.keys(features) as (keyof typeof features)[]).filter((feature) => features[feature]),
  );
  if (world.asAgent.addNote) met.add('notes');
  if (world.expiredAdapter) met.add('expired');
  if (world.forgedAdapter) met.add('forged');
  if (world.guest) met.add('guest');
  if (limits.attachments.maxFiles > 0) met.add('files');
  if (world.asAgent.sendsFiles) met.add('agent-files');
  return { world, met };
}
