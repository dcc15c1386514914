import type { Plugin } from 'vite';

export function minifiedCss(css: string): string;
export function minifiedHtml(html: string): string;
export function withMinifiedTemplates(code: string, id: string): string;
export function minifyTemplates(): Plugin;
