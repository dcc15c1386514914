/**
 * Links to the bytes of files. Each works for a few minutes, so one is asked for when somebody is about to follow it, and
 * kept until shortly before it stops working.
 */
import { SupportError } from '../contract/errors.ts';
import type { FileLink, FileUse } from '../contract/files.ts';
import { createLane } from './lane.ts';
import type { PartContext, StorePart } from './part.ts';
import { failed, idle, ready, type Remote } from './remote.ts';
import type { SupportStore } from './slices.ts';

/** A file for one use, or all files of a message as one archive. */
export type WantedLink =
  | { readonly ticketId: string; readonly attachmentId: string; readonly use: FileUse }
  | { readonly ticketId: string; readonly messageId: string };

export interface FileLinks extends StorePart {
  /** What is known without asking; a link that is about to stop working is not. */
  of(wanted: WantedLink): Remote<FileLink>;
  /**
   * Resolves with the link, or with why there is none. Who asks for what is on its way gets the same answer. `signal`: it
   * is not wanted any more; then, and where everything is forgotten meanwhile, the answer is idle.
   */
  ask(wanted: WantedLink, signal: AbortSignal): Promise<Remote<FileLink>>;
  /** The link did not work: who asks next gets another one. */
  drop(wanted: WantedLink): void;
}

/** A link that stops working before its bytes are asked for is worse than none. */
const marginMs = 20_000;
/** However long a link says that it works: the clocks of page and server may differ. */
const keptMs = 4 * 60_000;

export function fileLinksOf(store: SupportStore): FileLinks {
  return store.part('file links', createFileLinks);
}

/** An address that may stand in `src` or `href`, in its normal form; `undefined` for any other. */
export function fileUrl(raw: string): string | undefined {
  const url = URL.canParse(raw) ? new URL(raw) : undefined;
  return url && /^(https?|blob):$/.test(url.protocol) ? url.href : undefined;
}

/** A question that is under way, and how many wait for its answer. */
interface Question {
  waiting: number;
  readonly answer: Promise<Remote<FileLink>>;
  stop(): void;
}

function createFileLinks(context: PartContext): FileLinks {
  const known = new Map<string, { readonly link: Remote<FileLink>; readonly until: number }>();
  const questions = new Map<string, Question>();

  function of(wanted: WantedLink): Remote<FileLink> {
    const kept = known.get(keyOf(wanted));
    return kept && context.now() < kept.until ? kept.link : idle;
  }

  function keep(key: string, { url, expiresAt }: FileLink): Remote<FileLink> {
    const href = fileUrl(url);
    if (href === undefined) return failed(idle, new SupportError('A link to no web address.', { code: 'unavailable' }));
    const link = ready({ url: href, expiresAt });
    known.set(key, { link, until: Math.min(Date.parse(expiresAt) - marginMs, context.now() + keptMs) });
    return link;
  }

  function put(key: string, wanted: WantedLink): Question {
    const lane = createLane(context);
    let link: Remote<FileLink> = idle;
    const answer = lane
      .run(
        (options) => {
          const { files } = context.adapter;
          return 'use' in wanted
            ? files.linkTo(wanted.ticketId, wanted.attachmentId, wanted.use, options)
            : files.linkToAll(wanted.ticketId, wanted.messageId, options);
        },
        (outcome) => {
          questions.delete(key);
          link = outcome.ok ? keep(key, outcome.value) : failed(idle, outcome.error);
        },
      )
      .then(() => link);
    const stop = () => {
      questions.delete(key);
      lane.stop();
    };
    const question = { waiting: 0, answer, stop };
    questions.set(key, question);
    return question;
  }

  return {
    of,
    async ask(wanted, signal) {
      const link = of(wanted);
      if (link.status === 'ready' || signal.aborted || context.isOver()) return link;
      const key = keyOf(wanted);
      const question = questions.get(key) ?? put(key, wanted);
      question.waiting += 1;
      const { promise: unwanted, resolve } = Promise.withResolvers<Remote<FileLink>>();
      const leave = () => {
        question.waiting -= 1;
        if (question.waiting === 0) question.stop();
        resolve(idle);
      };
      signal.addEventListener('abort', leave, { once: true });
      const answer = await Promise.race([question.answer, unwanted]);
      signal.removeEventListener('abort', leave);
      return answer;
    },
    drop: (wanted) => void known.delete(keyOf(wanted)),
    refreshShown: () => Promise.resolve(),
    clear() {
      for (const question of [...questions.values()]) question.stop();
      known.clear();
    },
  };
}

function keyOf(wanted: WantedLink): string {
  return JSON.stringify(
    'use' in wanted ? [wanted.ticketId, wanted.attachmentId, wanted.use] : [wanted.ticketId, wanted.messageId],
  );
}
