import { html, nothing, type TemplateResult } from 'lit';
import type { Ticket } from '../../contract/ticket.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';
import * as icons from '../../ui/icons.ts';
import { failureLine } from './thread-header.ts';

/** What a banner can do. */
export interface BannerView {
  words: Words;
  formats: Formats;
  isPending: boolean;
  /** Why what was asked for last did not work. */
  failure: string | undefined;
  /** How good the help was; the tools bring it. */
  rating: TemplateResult | undefined;
  reply: () => void;
  confirm: () => void;
  reopen: () => void;
  openMerged: () => void;
}

interface Banner {
  part: 'banner-awaiting' | 'banner-solved' | 'banner-closed';
  icon: TemplateResult;
  title: string;
  body?: readonly (string | undefined)[];
  actions?: readonly BannerAction[];
}

interface BannerAction {
  label: string;
  press: () => void;
  isMain?: boolean;
}

/** What the customer should know or do now: one thing at a time, the most urgent first. */
export function threadBanner(ticket: Ticket, view: BannerView): TemplateResult | typeof nothing {
  const banner = bannerOf(ticket, view);
  const failure = view.failure === undefined ? nothing : failureLine(view.failure);
  if (!banner) return html`${failure}`;
  const { part, icon, title, body = [], actions = [] } = banner;
  return html`<div class="banner ${part}" part="banner ${part}" role="group" aria-labelledby="banner" tabindex="-1">
    <p id="banner" class="banner-title">${icon}${title}</p>
    ${body.map((text) => (text ? html`<p>${text}</p>` : nothing))}
    ${
      actions.length > 0
        ? html`<div class="banner-actions">${actions.map((action) => button(action, view.isPending))}</div>`
        : nothing
    }
    ${failure}${view.rating}
  </div>`;
}

function bannerOf(ticket: Ticket, view: BannerView): Banner | undefined {
  if (ticket.mergedInto) return merged(ticket.mergedInto.number, view);
  if (ticket.status === 'awaiting_reply') return awaiting(ticket, view);
  if (ticket.status === 'solved') return solved(ticket, view);
  return ticket.status === 'closed' ? closed(ticket, view) : undefined;
}

function merged(number: string, { words, openMerged }: BannerView): Banner {
  const title = words.t('thread.merged', { number: isolate(number) });
  const label = words.t('thread.merged.open', { number: isolate(number) });
  return { part: 'banner-closed', icon: icons.note, title, actions: [{ label, press: openMerged }] };
}

function awaiting({ awaiting, can }: Ticket, { words, formats, reply }: BannerView): Banner {
  const due = awaiting?.dueAt && words.t('thread.awaiting.due', { date: formats.date(awaiting.dueAt) });
  return {
    part: 'banner-awaiting',
    icon: icons.reply,
    title: words.t('thread.awaiting.title'),
    body: [words.t('thread.awaiting.body'), due],
    actions: can.reply ? [{ label: words.t('thread.awaiting.action'), press: reply }] : [],
  };
}

/** Who solved it decides: support asks whether that is so, the customer is thanked. */
function solved({ solved, can }: Ticket, { words, formats, reply, confirm, reopen }: BannerView): Banner {
  const close = solved?.autoCloseAt && words.t('thread.solved.auto_close', { date: formats.date(solved.autoCloseAt) });
  const goOn = can.reply ? reply : reopen;
  const no = can.reopen || can.reply ? [{ label: words.t('thread.solved.no'), press: goOn }] : [];
  if (solved?.by === 'you') {
    const title = words.t('thread.solved.confirmed');
    return { part: 'banner-solved', icon: icons.solved, title, body: [close], actions: no };
  }
  const yes = can.solve ? [{ label: words.t('thread.solved.yes'), press: confirm, isMain: true }] : [];
  return {
    part: 'banner-solved',
    icon: icons.solved,
    title: words.t('thread.solved.title'),
    body: [solved && words.t('thread.solved.body', { date: formats.date(solved.at) }), close],
    actions: [...yes, ...no],
  };
}

function closed({ can }: Ticket, { words, reopen }: BannerView): Banner {
  return {
    part: 'banner-closed',
    icon: icons.closed,
    title: words.t('thread.closed.title'),
    body: [words.t(can.reopen ? 'thread.closed.body_reopen' : 'thread.closed.body')],
    actions: can.reopen ? [{ label: words.t('thread.reopen.action'), press: reopen }] : [],
  };
}

function button({ label, press, isMain }: BannerAction, isPending: boolean): TemplateResult {
  const main = isMain ? ' button-primary' : '';
  return html`<button
    type="button"
    class="button${main}"
    part="button${main}"
    aria-disabled=${isPending}
    @click=${press}
  >
    ${label}
  </button>`;
}
