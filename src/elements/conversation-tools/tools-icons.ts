/** The icons that nothing shows before the tools are there. */
import { icon } from '../../ui/icons.ts';

export const clock = icon('M8 2.25a5.75 5.75 0 1 1 0 11.5a5.75 5.75 0 0 1 0-11.5M8 4.75V8l2.25 1.5');
export const down = icon('M8 3v10m-4-4 4 4 4-4');
