/** Folders for tests that write to the disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
process.once('exit', () => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

/** An empty folder; removed when the process ends. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'helpdock-folder-'));
  folders.add(path);
  return path;
}
