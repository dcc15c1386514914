/** What adapters read off the wire about files; see `answers.ts`. A page loads it with the first file. */
export { fileLinkSchema, uploadProgressSchema } from '../../contract/index.ts';
