/** What works on a conversation once it stands. One file, which is loaded after the first paint. */
export { BoxTools } from './box-tools.ts';
export { ThreadTools } from './thread-tools.ts';
