/** Which of the files that somebody chose can go with a reply, and what is wrong with the others. */
import type { SupportLimits } from '../../contract/config.ts';
import type { NewReplyFile } from '../../state/reply-files.ts';
import type { ReplyFile } from '../../state/support-store.ts';

export type FileLimits = SupportLimits['attachments'];

export interface FileFault {
  readonly kind:
    'empty' | 'duplicate' | 'type' | 'too_big' | 'too_many' | 'total' | 'folder' | 'unreadable' | 'infected';
  readonly name: string;
  /** Bytes: of the file, or with `total` of all together. */
  readonly size: number;
}

/** Endings that say more than systems do: these have no type there, or another one with each program that opens them. */
const typesByEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  heic: 'image/heic',
  heif: 'image/heif',
  log: 'text/plain',
  md: 'text/markdown',
  zip: 'application/zip',
};

/** What a file is, as far as its name or its system tells. The server looks at the bytes. */
export function mediaTypeOf({ name, type }: Pick<File, 'name' | 'type'>): string {
  return typesByEnding[name.toLowerCase().split('.').at(-1) ?? ''] ?? type;
}

/** Each file is judged as if the good ones before it were added already. */
export function checkedFiles(
  candidates: readonly NewReplyFile[],
  present: readonly ReplyFile[],
  limits: FileLimits,
): { good: NewReplyFile[]; faults: FileFault[] } {
  const good: NewReplyFile[] = [];
  const faults: FileFault[] = [];
  const all = present.map(({ name, size }) => ({ name, size }));
  for (const candidate of candidates) {
    const { name, blob } = candidate;
    const kind = faultOf(candidate, all, limits);
    if (kind) faults.push({ kind, name, size: kind === 'total' ? totalOf(all) + blob.size : blob.size });
    else {
      good.push(candidate);
      all.push({ name, size: blob.size });
    }
  }
  return { good, faults };
}

type Sized = Pick<ReplyFile, 'name' | 'size'>;

/** The first thing that is wrong, in the order in which it makes sense to be told. */
function faultOf(
  { name, mediaType, blob: { size } }: NewReplyFile,
  all: readonly Sized[],
  { accept, maxFileBytes, maxFiles, maxTotalBytes }: FileLimits,
): FileFault['kind'] | undefined {
  if (size === 0) return 'empty';
  if (all.some((other) => other.name === name && other.size === size)) return 'duplicate';
  if (!isAccepted(name, mediaType, accept)) return 'type';
  if (size > maxFileBytes) return 'too_big';
  if (all.length >= maxFiles) return 'too_many';
  return totalOf(all) + size > maxTotalBytes ? 'total' : undefined;
}

export function totalOf(files: readonly Sized[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** As `<input accept>` reads its list, which browsers offer but do not enforce. An empty list takes everything. */
function isAccepted(name: string, mediaType: string, accept: readonly string[]): boolean {
  const type = mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
  return (
    accept.length === 0 ||
    accept.some((token) => {
      const wanted = token.trim().toLowerCase();
      if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted);
      if (wanted === '*/*') return true;
      return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
    })
  );
}
