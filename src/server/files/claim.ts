import { SupportError, type Attachment } from '../../contract/index.ts';
import { ruleBroken } from '../requests.ts';
import type { FileRecord } from './file-store.ts';
import { attachmentOf, type AttachmentLimits } from './uploads.ts';

export interface Claim {
  /** As the message names them. */
  ids: readonly string[];
  /** Whose message it is: nobody sends what another chose. */
  author: string;
  limits: AttachmentLimits | undefined;
}

/** The files that a message may carry, in its order; throws where one of them may not. Called where they are held. */
export function claimed(files: readonly FileRecord[], { ids, author, limits }: Claim): Attachment[] {
  const attachments = ids.map((id, index) => {
    const pointer = `/attachmentIds/${index}`;
    const file = files.find((one) => one.id === id);
    const isFree = file?.author === author && file.eventId === null && file.state !== 'rejected';
    if (!isFree || ids.indexOf(id) !== index) throw ruleBroken(pointer, 'not_found');
    if (file.state !== 'ready') {
      const fields = [{ pointer, code: 'not_ready' }];
      throw new SupportError('A file is not all here.', { code: 'conflict', fields });
    }
    return attachmentOf(file);
  });
  const bytes = attachments.reduce((sum, { size }) => sum + size, 0);
  if (ids.length > (limits?.maxFiles ?? 0)) throw ruleBroken('/attachmentIds', 'too_many');
  if (limits && bytes > limits.maxTotalBytes) {
    throw new SupportError(`More than ${limits.maxTotalBytes} bytes in one message.`, { code: 'too_large' });
  }
  return attachments;
}
