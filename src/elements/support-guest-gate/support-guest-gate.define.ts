import '../support-code-input/support-code-input.define.ts';
import { defineElement } from '../define-element.ts';
import { SupportGuestGateElement } from './support-guest-gate.ts';

defineElement('support-guest-gate', SupportGuestGateElement);
