import { css, html, type TemplateResult } from 'lit';
import type { TicketStatus } from '../contract/ticket.ts';
import type { WordKey, Words } from '../ui/i18n/words.ts';
import * as icons from '../ui/icons.ts';

const looks = {
  open: { icon: icons.open, part: 'status-open', key: 'status.open' },
  awaiting_reply: { icon: icons.reply, part: 'status-awaiting', key: 'status.awaiting_reply' },
  solved: { icon: icons.solved, part: 'status-solved', key: 'status.solved' },
  closed: { icon: icons.closed, part: 'status-closed', key: 'status.closed' },
} as const satisfies Record<TicketStatus, { icon: TemplateResult; part: string; key: WordKey }>;

/** The status as customers know it. */
export function statusText(status: TicketStatus, words: Words): string {
  return words.t(looks[status].key);
}

/** The status in a shape and in words, never in colour alone. */
export function statusBadge(status: TicketStatus, words: Words): TemplateResult {
  const { icon, part } = looks[status];
  return html`<span class="badge badge-${status}" part="badge status ${part}"
    >${icon}${statusText(status, words)}</span
  >`;
}

export const badgeStyles = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.3em;
    padding-block: 0.125em;
    padding-inline: 0.375em 0.5em;
    border-radius: 1em;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: var(--_font-tiny);
    font-weight: 500;
    line-height: 1.4;
  }

  .badge .icon {
    font-size: 1.1em;
  }

  .badge-open .icon {
    color: var(--_accent);
  }

  .badge-awaiting_reply {
    background: var(--_warning-bg);
    color: var(--_warning-text);
  }

  .badge-solved .icon {
    color: var(--_success);
  }

  @media (forced-colors: active) {
    .badge {
      border: 1px solid CanvasText;
    }
  }
`;
