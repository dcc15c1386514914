import type { CSSResultGroup } from 'lit';
import { textMessageStyles } from '../../ui/rich-text/text-message.styles.ts';
import { badgeStyles } from '../status-badge.ts';
import { unsentStyles } from '../support-reply-box/unsent.styles.ts';
import { frameStyles } from './thread-frame.styles.ts';
import { foldStyles } from './thread-fold.styles.ts';
import { headerStyles } from './thread-header.styles.ts';
import { messageStyles } from './thread-message.styles.ts';

export const threadStyles: CSSResultGroup = [
  badgeStyles,
  textMessageStyles,
  headerStyles,
  frameStyles,
  messageStyles,
  foldStyles,
  unsentStyles,
];
