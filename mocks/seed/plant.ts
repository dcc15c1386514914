/**
 * Plays the stories into an empty repository, through the same desks that everybody uses, with a clock that walks
 * through the past. The same `now` gives the same tickets, in the same order, with the same numbers.
 */
import type { CallOptions } from '../../src/contract/adapter.ts';
import type { Customer } from '../../src/contract/desk.ts';
import { repositoryDesk } from '../../src/server/desk/desk.ts';
import { repositoryStaffDesk } from '../../src/server/desk/staff-desk.ts';
import type { Repository } from '../../src/server/repository.ts';
import { longThread } from './long-thread.ts';
import { mayaArchive } from './maya-archive.ts';
import { mayaStories } from './maya.ts';
import { noorStories } from './noor.ts';
import { personas } from './personas.ts';
import { piotrStories } from './piotr.ts';
import { spanMs, type Persona, type Step, type Story } from './story.ts';

const storiesOf: Readonly<Record<string, readonly Story[]>> = {
  maya: [...mayaArchive, longThread, ...mayaStories],
  piotr: piotrStories,
  noor: noorStories,
};

/** Fills an empty repository. `now` is the moment before which all of it happened; the oldest story gets the first number. */
export async function plantStories(repository: Repository, now: number): Promise<void> {
  const plays = personas.flatMap((persona) => (storiesOf[persona.id] ?? []).map((story) => ({ persona, story })));
  plays.sort((one, other) => spanMs(other.story.begins) - spanMs(one.story.begins));
  for (const [index, { persona, story }] of plays.entries())
    await playStory(repository, persona, `story-${index}`, story, now);
}

async function playStory(
  repository: Repository,
  persona: Persona,
  key: string,
  story: Story,
  now: number,
): Promise<void> {
  let at = now - spanMs(story.begins);
  const clock = () => at;
  const options: CallOptions = { signal: new AbortController().signal, locale: persona.locale };
  const desk = repositoryDesk(repository, { now: clock });
  const staff = repositoryStaffDesk(repository, { now: clock });
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
  const play = async (step: Step, stepKey: string) => {
    const agent = 'agent' in step && step.agent ? { name: step.agent } : undefined;
    if ('customer' in step) {
      await readAll();
      await desk.sendMessage(
        customer,
        ticketId,
        { clientId: stepKey, text: step.customer, attachmentIds: [] },
        options,
      );
    } else if ('note' in step) {
      await staff.addNote(ticketId, { clientId: stepKey, agent, text: step.note }, options);
    } else if ('support' in step) {
      const dueAt = step.dueIn ? new Date(at + spanMs(step.dueIn)).toISOString() : undefined;
      await staff.reply(
        ticketId,
        { clientId: stepKey, agent, text: step.support, html: step.html, status: step.then, dueAt },
        options,
      );
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
