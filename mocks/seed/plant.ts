/**
 * Plays the stories into an empty repository, through the same desks that everybody uses, with a clock that walks
 * through the past. The same `now` gives the same tickets, in the same order, with the same numbers.
 */
import type { CallOptions } from '../../src/contract/adapter.ts';
import type { Customer, TicketFiles } from '../../src/contract/desk.ts';
import { repositoryDesk } from '../../src/server/desk/desk.ts';
import { repositoryStaffDesk } from '../../src/server/desk/staff-desk.ts';
import type { BlobStore } from '../../src/server/files/blob-store.ts';
import { FileRoom } from '../../src/server/files/file-room.ts';
import { usualLimits } from '../../src/server/files/usual-limits.ts';
import type { Repository } from '../../src/server/repository.ts';
import { longThread } from './long-thread.ts';
import { mayaArchive } from './maya-archive.ts';
import { mayaStories } from './maya.ts';
import { noorStories } from './noor.ts';
import { personas } from './personas.ts';
import { piotrStories } from './piotr.ts';
import { spanMs, type Persona, type Step, type Story, type StoryFile } from './story.ts';

const storiesOf: Readonly<Record<string, readonly Story[]>> = {
  maya: [...mayaArchive, longThread, ...mayaStories],
  piotr: piotrStories,
  noor: noorStories,
};

export interface Soil {
  repository: Repository;
  blobs: BlobStore;
}

/** Fills what is empty. `now` is the moment before which all of it happened; the oldest story gets the first number. */
export async function plantStories(soil: Soil, now: number): Promise<void> {
  const plays = personas.flatMap((persona) => (storiesOf[persona.id] ?? []).map((story) => ({ persona, story })));
  plays.sort((one, other) => spanMs(other.story.begins) - spanMs(one.story.begins));
  for (const [index, { persona, story }] of plays.entries())
    await playStory(soil, persona, `story-${index}`, story, now);
}

async function playStory(
  { repository, blobs }: Soil,
  persona: Persona,
  key: string,
  story: Story,
  now: number,
): Promise<void> {
  let at = now - spanMs(story.begins);
  const clock = () => at;
  const options: CallOptions = { signal: new AbortController().signal, locale: persona.locale };
  const room = new FileRoom({ repository, blobs, limits: usualLimits, now: clock });
  const desk = repositoryDesk(repository, { files: room, now: clock });
  const staff = repositoryStaffDesk(repository, { files: room, now: clock });
  const { subject, email, name, locale } = persona;
  const customer: Customer = { subject, email, name };

  const opened = await staff.openTicket(
    {
      clientId: key,
      customer: { subject, email, name, locale },
      subject: story.subject,
      from: 'customer',
      text: story.first,
    },
    options,
  );
  const ticketId = opened.value.id;
  const uploaded = async (files: readonly StoryFile[] = [], through: TicketFiles | undefined, stepKey: string) => {
    const ids: string[] = [];
    for (const [index, file] of files.entries())
      ids.push(await upload(through, ticketId, `${stepKey}-${index}`, file, options));
    return ids;
  };
  const play = async (step: Step, stepKey: string) => {
    const agent = 'agent' in step && step.agent ? { name: step.agent } : undefined;
    if ('customer' in step) {
      await readAll();
      const attachmentIds = await uploaded(step.files, desk.filesOf?.(customer), stepKey);
      await desk.sendMessage(customer, ticketId, { clientId: stepKey, text: step.customer, attachmentIds }, options);
    } else if ('note' in step) {
      await staff.addNote(ticketId, { clientId: stepKey, agent, text: step.note }, options);
    } else if ('support' in step) {
      const dueAt = step.dueIn ? new Date(at + spanMs(step.dueIn)).toISOString() : undefined;
      const attachmentIds = await uploaded(step.files, staff.files, stepKey);
      const { support: text, html, then: status } = step;
      await staff.reply(ticketId, { clientId: stepKey, agent, text, html, attachmentIds, status, dueAt }, options);
    } else if ('rates' in step) {
      await desk.rateTicket(customer, ticketId, step.rates, options);
    } else if (step.by === 'support') {
      await staff.setStatus(ticketId, { to: step.becomes, agent }, options);
    } else if (step.becomes !== 'closed') {
      await readAll();
      await desk.setStatus(customer, ticketId, step.becomes, options);
    }
  };
  const readAll = async () => {
    const { items } = await desk.listEvents(customer, ticketId, { limit: 1 }, options);
    const newest = items.at(-1);
    if (newest) await desk.markRead(customer, ticketId, newest.id, options);
  };

  for (const [index, step] of story.steps.entries()) {
    at = Math.min(at + spanMs(step.after), now);
    await play(step, `${key}-${index}`);
  }
  if (!story.unread) await readAll();
}

/** As a sender's page does it, in one part. */
async function upload(
  files: TicketFiles | undefined,
  ticketId: string,
  clientId: string,
  { name, make }: StoryFile,
  options: CallOptions,
): Promise<string> {
  const content = await make();
  await files?.start(ticketId, { clientId, name, mediaType: content.type, size: content.size }, options);
  const end = await files?.append(ticketId, clientId, { offset: 0, bytes: content.stream() }, options);
  if (!end?.attachment) throw new Error(`The file "${name}" of ${clientId} did not arrive.`);
  return end.attachment.id;
}
