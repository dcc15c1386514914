import { defineElement } from '../define-element.ts';
import { SupportProviderElement } from './support-provider.ts';

defineElement('support-provider', SupportProviderElement);
