/**
 * Whether the page around an element declares a colour scheme. Where it does, `theme="auto"` follows the page; where it
 * is silent, the system.
 */
export function pageHasScheme(element: Element): boolean {
  const around = element.parentElement ?? document.documentElement;
  return getComputedStyle(around).colorScheme !== 'normal';
}
