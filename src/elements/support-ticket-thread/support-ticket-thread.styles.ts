import type { CSSResultGroup } from 'lit';
import { textMessageStyles } from '../../ui/rich-text/text-message.styles.ts';
import { badgeStyles } from '../status-badge.ts';
import { statusLineStyles } from '../status-line.ts';
import { frameStyles } from './thread-frame.styles.ts';
import { headerStyles } from './thread-header.styles.ts';
import { messageStyles } from './thread-message.styles.ts';

export const threadStyles: CSSResultGroup = [
  badgeStyles,
  textMessageStyles,
  statusLineStyles,
  headerStyles,
  frameStyles,
  messageStyles,
];
