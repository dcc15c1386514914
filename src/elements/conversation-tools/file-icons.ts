/** Icons of files, and of what can be done with them. */
import { icon } from '../../ui/icons.ts';

const page = 'M3.75 1.75h5.5l3 3v9.5h-8.5ZM9.25 1.75v3h3';

export const image = icon('M2.25 3.25h11.5v9.5H2.25ZM2.5 11.5l3.25-3.5 2.5 2.5 2-2 3.5 3.25M10.75 6h.01');
export const video = icon('M2.25 3.75h11.5v8.5H2.25ZM6.75 6v4L10 8Z');
export const audio = icon(
  'M6 11.75a1.75 1.75 0 1 1-3.5 0a1.75 1.75 0 0 1 3.5 0v-8l7.5-1.5v8a1.75 1.75 0 1 1-3.5 0a1.75 1.75 0 0 1 3.5 0',
);
export const pdf = icon(`${page}M5.75 8h4.5M5.75 10.5h4.5`);
export const text = icon(`${page}M5.75 7.5h4.5M5.75 9.5h4.5M5.75 11.5h2.5`);
export const archive = icon('M2.25 3.25h11.5v3H2.25ZM3.25 6.25v6.5h9.5v-6.5M6.75 8.75h2.5');
export const other = icon(page);
export const download = icon('M8 2.25v7.5m-3.25-3.25L8 9.75l3.25-3.25M2.75 11.5v2.25h10.5V11.5');
export const previous = icon('M10 3.5 5.5 8l4.5 4.5', true);
export const next = icon('M6 3.5 10.5 8 6 12.5', true);
export const zoomIn = icon('M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5l3 3M7 5v4M5 7h4');
export const zoomOut = icon('M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5l3 3M5 7h4');
