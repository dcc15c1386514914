/** The script-tag files: every element registered, and the package's names for pages that import from the script. */
import './define.ts';

export * from './index.ts';
