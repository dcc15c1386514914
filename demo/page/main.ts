/** Puts the demo page together: the center, the switches, the team's tool and the event log. */
import { registerAdapter } from 'helpdock';
import 'helpdock/define';
import type { SupportCenterElement } from 'helpdock/elements';
import './agent-panel.ts';
import './inbox.ts';
import type { DemoAgentPanel } from './agent-panel.ts';
import type { DemoInbox } from './inbox.ts';
import { connect, type Connection } from './connection.ts';
import { logEvents } from './event-log.ts';
import { addressOf, connectSwitches, settingsFromAddress, type DemoSettings } from './switches.ts';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const center = byId<SupportCenterElement>('center');
const team = byId<DemoAgentPanel>('team');
const inbox = byId<DemoInbox>('inbox');
const settings = settingsFromAddress();

function look({ language, theme, width }: DemoSettings): void {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  center.theme = theme;
  inbox.language = language;
  byId('frame').style.inlineSize = width ? `${width}px` : '';
}

async function connectTeam(): Promise<Connection> {
  const connection = await connect(settings);
  team.api = connection.team;
  team.customer = connection.customer;
  inbox.base = connection.mails;
  inbox.address = connection.customer?.email ?? '';
  return connection;
}

async function reconnect(): Promise<void> {
  center.adapter = (await connectTeam()).adapter;
}

// Whoever opens a link from a mail is not signed in here; everything else of the demo stays as it is.
inbox.hrefOf = (link) => addressOf({ ...settings, entry: 'mail' }) + new URL(link).hash;

look(settings);
connectSwitches(byId<HTMLFormElement>('switches'), settings, (_, name) => {
  look(settings);
  if (name === 'persona') void center.open({ view: 'list' });
  if (['persona', 'entry', 'backend'].includes(name)) void reconnect();
});
logEvents(center, byId('events'));

// The team's tool opens what the customer opens, so that a newcomer need not look for it.
center.addEventListener('support-navigate', ({ detail: { route } }) => {
  if (route.view === 'ticket') team.ticket = route.ticketId;
});
// A host that hears of an answer on a channel of its own may tell the center to look again.
team.addEventListener('team-acted', () => void center.refresh());
center.addEventListener('support-message-sent', () => void team.refresh());
center.addEventListener('support-status-change', () => void team.refresh());

// The page names the adapter in its markup; the name may be given a meaning later.
registerAdapter('shop', async () => (await connectTeam()).adapter);
if (center.ticket) team.ticket = center.ticket;
