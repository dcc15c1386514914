import { defineElement } from '../define-element.ts';
import { SupportCodeInputElement } from './support-code-input.ts';

defineElement('support-code-input', SupportCodeInputElement);
