import { html, nothing, type TemplateResult } from 'lit';
import type { Ticket } from '../../contract/ticket.ts';
import { type Formats, isolate } from '../../ui/formats.ts';
import type { Words } from '../../ui/i18n/words.ts';

/** What a banner can do. */
export interface BannerView {
  words: Words;
  formats: Formats;
  isPending: boolean;
  reply: () => void;
  confirm: () => void;
  reopen: () => void;
  openMerged: () => void;
}

interface Banner {
  part: 'banner-awaiting' | 'banner-solved' | 'banner-closed';
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
  if (!banner) return nothing;
  const { part, title, body = [], actions = [] } = banner;
  return html`<div class="banner ${part}" part="banner ${part}" role="group" aria-labelledby="banner" tabindex="-1">
    <p id="banner" class="banner-title">${title}</p>
    ${body.map((text) => (text ? html`<p class="banner-body">${text}</p>` : nothing))}
    ${
      actions.length > 0
        ? html`<div class="banner-actions">${actions.map((action) => button(action, view.isPending))}</div>`
        : nothing
    }
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
  return { part: 'banner-closed', title, actions: [{ label, press: openMerged }] };
}

function awaiting({ awaiting, can }: Ticket, { words, formats, reply }: BannerView): Banner {
  const due = awaiting?.dueAt && words.t('thread.awaiting.due', { date: formats.date(awaiting.dueAt) });
  return {
    part: 'banner-awaiting',
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
    return { part: 'banner-solved', title: words.t('thread.solved.confirmed'), body: [close], actions: no };
  }
  const yes = can.solve ? [{ label: words.t('thread.solved.yes'), press: confirm, isMain: true }] : [];
  return {
    part: 'banner-solved',
    title: words.t('thread.solved.title'),
    body: [solved && words.t('thread.solved.body', { date: formats.date(solved.at) }), close],
    actions: [...yes, ...no],
  };
}

function closed({ can }: Ticket, { words, reopen }: BannerView): Banner {
  return {
    part: 'banner-closed',
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
