/** Code fields, and the ways in which a code gets into them. */
import { html } from '@open-wc/testing';
import { executeServerCommand, sendKeys } from '@web/test-runner-commands';
import '../../src/define/code-input.ts';
import type { SupportCodeInputElement } from '../../src/elements.ts';
import { deep, find, mount } from './stage.ts';

export const inputOf = (element: Element) => deep<HTMLInputElement>(element, 'input') as HTMLInputElement;

export async function mountCode(
  template = html`<support-code-input></support-code-input>`,
): Promise<SupportCodeInputElement> {
  const element = await mount<SupportCodeInputElement>(template);
  await find(element, 'input');
  return element;
}

export async function mountForm(content: ReturnType<typeof html>) {
  const form = await mount<HTMLFormElement>(html`<form>${content}</form>`);
  const element = form.querySelector('support-code-input') as SupportCodeInputElement;
  await find(element, 'input');
  const submits: FormData[] = [];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submits.push(new FormData(form));
  });
  return { form, element, submits };
}

/** Copies and pastes with keys, as a visitor does. */
export async function paste(element: SupportCodeInputElement, text: string): Promise<void> {
  const source = document.createElement('textarea');
  document.body.append(source);
  source.value = text;
  source.select();
  await sendKeys({ press: 'Control+C' });
  source.remove();
  element.focus();
  await sendKeys({ press: 'Control+V' });
}

/** As what fills in forms does it: value first, then a plain event. */
export function autofill(element: Element, text: string): void {
  const input = inputOf(element);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** As a suggestion above an on-screen keyboard does it. */
export async function suggest(element: SupportCodeInputElement, text: string): Promise<void> {
  element.focus();
  await executeServerCommand('cdp', { method: 'Input.insertText', params: { text } });
}
