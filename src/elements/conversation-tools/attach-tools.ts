/** What concerns files of a reply. */
import type { ReactiveElement } from 'lit';
import { addStyles } from '../late-styles.ts';
import type { SourceHost } from '../store-source.ts';
import { AttachView, type AttachParts } from './attach-view.ts';
import { ChosenFiles } from './chosen-files.ts';
import type { FileLimits } from './file-checks.ts';
import { FileSources, type SourcesParts } from './file-sources.ts';
import { filesStyles } from './files.styles.ts';

interface AttachToolsParts extends AttachParts, SourcesParts {
  /** What can be chosen; `undefined` where nothing can. */
  readonly limits: () => FileLimits | undefined;
}

export class AttachTools {
  readonly chosen: ChosenFiles;
  readonly view: AttachView;

  constructor(host: ReactiveElement & SourceHost & { ticket: string }, parts: AttachToolsParts) {
    addStyles(host, filesStyles);
    this.chosen = new ChosenFiles(host, parts.words, parts.limits);
    this.view = new AttachView(host, this.chosen, parts);
    new FileSources(host, this.chosen, parts);
  }
}
