/** Files: what is sent arrives byte by byte, once, with its message, and opens for those alone whose ticket it is. */
import type { Attachment, SupportAdapter } from '../../../contract/index.ts';
import { assertEqual, assertPresent, assertRejects, assertTrue } from '../../assert.ts';
import { newVisitor, sceneOf, type Scene } from '../scene.ts';
import { calmCall, type ConformanceCase, type World } from '../world.ts';

/** The first bytes of a picture that is one pixel wide and two high, and then whatever is wanted. */
const pictureBytes = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 2],
  [8, 2, 0, 0, 0, 0x7b, 0x40, 0xe8, 0xdd, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
].flat();

function picture(size = pictureBytes.length): Blob {
  const bytes = Uint8Array.from({ length: size }, (_, index) => pictureBytes[index] ?? index % 251);
  return new Blob([bytes], { type: 'image/png' });
}

const words = (text = 'One line\nand another\n'): Blob => new Blob([text], { type: 'text/plain' });

interface FileScene extends Scene {
  upload: (ticketId: string, name: string, file: Blob, clientId?: string) => Promise<Attachment>;
  sendFiles: (ticketId: string, attachmentIds: string[], text?: string, clientId?: string) => ReturnType<Scene['say']>;
}

function fileSceneOf(world: World, visitor = newVisitor()): FileScene {
  const scene = sceneOf(world, visitor);
  return {
    ...scene,
    upload: (ticketId, name, file, clientId = crypto.randomUUID()) =>
      uploadAs(scene.adapter, ticketId, name, file, clientId),
    sendFiles: (ticketId, attachmentIds, text = 'See the file', clientId = crypto.randomUUID()) =>
      scene.adapter.sendMessage(ticketId, { clientId, text, attachmentIds }, calmCall()),
  };
}

function uploadAs(adapter: SupportAdapter, ticketId: string, name: string, file: Blob, clientId: string) {
  return adapter.files.upload(ticketId, file, { clientId, name, mediaType: file.type }, calmCall());
}

/** What a visitor's browser gets behind a link. */
async function behind(world: World, adapter: SupportAdapter, ticketId: string, id: string): Promise<Response> {
  const { url } = await adapter.files.linkTo(ticketId, id, 'download', calmCall());
  return world.open?.(url) ?? fetch(url);
}

async function bytesOf(blob: Blob | Response): Promise<number[]> {
  return [...new Uint8Array(await blob.arrayBuffer())];
}

/** Cases about files. */
export const fileCases: readonly ConformanceCase[] = [
  {
    id: 'files/arrives',
    title: 'a reply carries its files in their order, and what they are is told',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, events, list } = fileSceneOf(world);
      const { id } = await open();
      const photo = await upload(id, 'lamp.png', picture());
      const log = await upload(id, 'Ż ó ł w.txt', words());
      const message = await sendFiles(id, [log.id, photo.id]);
      assertEqual(message.attachments, [log, photo], 'the files of the message');
      assertEqual((await events(id)).at(-1), message, 'the newest event');
      assertEqual([photo.mediaType, photo.width, photo.height], ['image/png', 1, 2], 'what the picture is');
      assertEqual([log.name, log.mediaType, log.size], ['Ż ó ł w.txt', 'text/plain', words().size], 'what the text is');
      assertEqual((await list())[0]?.preview?.attachmentCount, 2, 'the count in the list');
    },
  },
  {
    id: 'files/alone',
    title: 'a reply may be files alone',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles } = fileSceneOf(world);
      const { id } = await open();
      const file = await upload(id, 'lamp.png', picture());
      const message = await sendFiles(id, [file.id], '');
      assertEqual([message.body.text, message.attachments.length], ['', 1], 'the message');
    },
  },
  {
    id: 'files/byte-by-byte',
    title: 'what comes back is what was sent, as a download',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const sent = picture(2_500_000);
      const file = await upload(id, 'lamp.png', sent);
      await sendFiles(id, [file.id]);
      const response = await behind(world, adapter, id, file.id);
      assertTrue(/^attachment/.test(response.headers.get('content-disposition') ?? ''), 'it is a download');
      const [got, wanted] = await Promise.all([bytesOf(response), bytesOf(sent)]);
      assertEqual(got.length, wanted.length, 'the number of bytes');
      assertTrue(
        got.every((byte, index) => byte === wanted[index]),
        'every byte is the same',
      );
    },
  },
  {
    id: 'files/once-under-a-key',
    title: 'uploading again under the same key is the same file',
    needs: ['files'],
    run: async (world) => {
      const { open, upload } = fileSceneOf(world);
      const { id } = await open();
      const first = await upload(id, 'lamp.png', picture(), 'my-file');
      assertEqual(await upload(id, 'lamp.png', picture(), 'my-file'), first, 'the second time');
      await assertRejects(upload(id, 'other.png', picture(), 'my-file'), 'idempotency_mismatch');
    },
  },
  {
    id: 'files/goes-on-after-a-cut',
    title: 'after a cut, an upload goes on where its bytes stopped',
    needs: ['files'],
    run: async (world) => {
      const { open, adapter } = fileSceneOf(world);
      const { id } = await open();
      const file = picture(1_000_000);
      const upload = { clientId: 'cut', name: 'lamp.png', mediaType: 'image/png' };
      const cut = new AbortController();
      const stopAt = (sent: number) => void (sent > 0 && cut.abort());
      const first = adapter.files.upload(id, file, upload, { ...calmCall(), signal: cut.signal, onProgress: stopAt });
      await assertRejects(first, 'aborted');
      const progress: number[] = [];
      const attachment = await adapter.files.upload(id, file, upload, {
        ...calmCall(),
        onProgress: (sent) => progress.push(sent),
      });
      assertTrue((progress[0] ?? 0) > 0, 'it does not begin anew');
      assertEqual([progress.at(-1), attachment.size], [file.size, file.size], 'it ends at the end');
    },
  },
  {
    id: 'files/one-message-each',
    title: 'a file belongs to one message, and a repeated reply is the same message',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, events } = fileSceneOf(world);
      const { id } = await open();
      const [file, other] = [await upload(id, 'a.png', picture()), await upload(id, 'b.png', picture())];
      const first = await sendFiles(id, [file.id], 'See', 'my-reply');
      assertEqual(await sendFiles(id, [file.id], 'See', 'my-reply'), first, 'the repeated reply');
      await assertRejects(sendFiles(id, [other.id], 'See', 'my-reply'), 'idempotency_mismatch');
      await assertRejects(sendFiles(id, [file.id]), 'validation');
      await assertRejects(sendFiles(id, [other.id, other.id]), 'validation');
      assertEqual((await events(id)).filter(({ type }) => type === 'message').length, 2, 'messages');
    },
  },
  {
    id: 'files/nobody-elses',
    title: 'another customer neither opens, sends, takes back nor adds a file',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const [sent, waiting] = [await upload(id, 'a.png', picture()), await upload(id, 'b.png', picture(), 'waits')];
      const { id: eventId } = await sendFiles(id, [sent.id]);
      const other = fileSceneOf(world);
      const own = await other.open();
      const call = calmCall();
      for (const [ticketId, fileId] of [
        [id, sent.id],
        [own.id, sent.id],
        [own.id, waiting.id],
      ] as const)
        await assertRejects(other.adapter.files.linkTo(ticketId, fileId, 'download', call), 'not_found');
      await assertRejects(other.adapter.files.linkToAll(id, eventId, call), 'not_found');
      await assertRejects(other.adapter.files.linkToAll(own.id, eventId, call), 'not_found');
      await assertRejects(other.upload(id, 'c.png', picture()), 'not_found');
      await assertRejects(other.sendFiles(own.id, [waiting.id]), 'validation');
      await other.adapter.files.discard(id, 'waits', call).catch(() => undefined);
      await other.adapter.files.discard(own.id, 'waits', call);
      assertEqual((await sendFiles(id, [waiting.id])).attachments.length, 1, 'the file is still there');
      assertTrue((await behind(world, adapter, id, sent.id)).ok, 'its owner opens it');
    },
  },
  {
    id: 'files/refused-with-the-reason',
    title: 'an empty, a too large and an unwelcome file are refused, each with its reason',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const { limits } = await adapter.getConfig(calmCall());
      const { maxFiles, maxFileBytes } = limits.attachments;
      await assertRejects(upload(id, 'empty.png', new Blob([], { type: 'image/png' })), 'validation');
      const large = new Blob([new Uint8Array(maxFileBytes + 1)], { type: 'image/png' });
      await assertRejects(upload(id, 'large.png', large), 'too_large');
      const many: string[] = [];
      for (let index = 0; index <= maxFiles; index += 1) many.push((await upload(id, 'a.png', picture())).id);
      await assertRejects(sendFiles(id, many), 'validation');
      assertEqual((await sendFiles(id, many.slice(1))).attachments.length, maxFiles, 'as many as may be');
    },
  },
  {
    id: 'files/taken-back',
    title: 'a file that was taken back is not sent, and one that was sent is not taken back',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const gone = await upload(id, 'a.png', picture(), 'gone');
      await adapter.files.discard(id, 'gone', calmCall());
      await adapter.files.discard(id, 'gone', calmCall());
      await adapter.files.discard(id, 'never-was', calmCall());
      await assertRejects(sendFiles(id, [gone.id]), 'validation');
      const kept = await upload(id, 'b.png', picture(), 'kept');
      await sendFiles(id, [kept.id]);
      await adapter.files.discard(id, 'kept', calmCall());
      assertTrue((await behind(world, adapter, id, kept.id)).ok, 'the file that was sent');
    },
  },
  {
    id: 'files/closed',
    title: 'a closed ticket takes no files, and those that it has still open',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      assertTrue((await adapter.getTicket(id, calmCall())).can.attach, 'an open ticket takes files');
      const file = await upload(id, 'a.png', picture());
      await sendFiles(id, [file.id]);
      await world.asAgent.setStatus(id, 'closed');
      assertTrue(!(await adapter.getTicket(id, calmCall())).can.attach, 'a closed ticket takes none');
      await assertRejects(upload(id, 'b.png', picture()), 'ticket_closed');
      assertTrue((await behind(world, adapter, id, file.id)).ok, 'the file opens');
    },
  },
  {
    id: 'files/shown-only-if-harmless',
    title: 'a picture may be shown in the page; what could run may not',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const photo = await upload(id, 'a.png', picture());
      const drawing = await upload(
        id,
        'a.svg',
        new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], {
          type: 'image/svg+xml',
        }),
      );
      await sendFiles(id, [photo.id, drawing.id]);
      assertPresent((await adapter.files.linkTo(id, photo.id, 'inline', calmCall())).url, 'a link to show');
      await assertRejects(adapter.files.linkTo(id, drawing.id, 'inline', calmCall()), 'unsupported_type');
      assertTrue((await behind(world, adapter, id, drawing.id)).ok, 'it can be downloaded');
    },
  },
  {
    id: 'files/all-at-once',
    title: 'all files of a message come as one archive',
    needs: ['files'],
    run: async (world) => {
      const { open, upload, sendFiles, adapter } = fileSceneOf(world);
      const { id } = await open();
      const ids = [(await upload(id, 'a.png', picture())).id, (await upload(id, 'a.png', picture())).id];
      const { id: eventId } = await sendFiles(id, ids);
      const { url } = await adapter.files.linkToAll(id, eventId, calmCall());
      const archive = await (world.open?.(url) ?? fetch(url));
      const bytes = await bytesOf(archive);
      assertEqual(bytes.slice(0, 4), [0x50, 0x4b, 3, 4], 'the first bytes of a ZIP archive');
      assertTrue(bytes.length > 2 * picture().size, 'both files are in it');
    },
  },
  {
    id: 'files/of-the-team',
    title: 'a file of the team comes with its message, and opens',
    needs: ['files', 'agent-files'],
    run: async (world) => {
      const { open, events, adapter } = fileSceneOf(world);
      const { id } = await open();
      await world.asAgent.reply(id, { text: 'The manual', files: [{ name: 'manual.txt', file: words() }] });
      const message = (await events(id)).at(-1);
      const [file] = message?.type === 'message' ? message.attachments : [];
      assertEqual(file?.name, 'manual.txt', 'its name');
      const response = await behind(world, adapter, id, file?.id ?? '');
      assertEqual(await response.text(), await words().text(), 'its words');
    },
  },
  {
    id: 'files/of-a-guest',
    title: 'a guest sends and opens files of the one ticket',
    needs: ['files', 'guest'],
    run: async (world) => {
      const { open, upload, visitor } = fileSceneOf(world);
      const [ticket, other] = [await open(), await open()];
      const guest = assertPresent(world.guest, 'the mailbox');
      const adapter = guest.newBrowser();
      const { challengeId } = await adapter.guest.requestCode(await guest.linkTo(ticket.id), 'press', calmCall());
      const [code = ''] = await guest.codesFor(visitor.email);
      await adapter.guest.verifyCode(challengeId, code, calmCall());
      const file = await uploadAs(adapter, ticket.id, 'a.png', picture(), 'mine');
      const reply = { clientId: 'reply', text: 'See', attachmentIds: [file.id] };
      await adapter.sendMessage(ticket.id, reply, calmCall());
      assertTrue((await behind(world, adapter, ticket.id, file.id)).ok, 'it opens');
      const elsewhere = await upload(other.id, 'b.png', picture());
      await assertRejects(uploadAs(adapter, other.id, 'c.png', picture(), 'theirs'), 'not_found');
      await assertRejects(adapter.files.linkTo(other.id, elsewhere.id, 'download', calmCall()), 'not_found');
      await assertRejects(adapter.files.linkTo(ticket.id, elsewhere.id, 'download', calmCall()), 'not_found');
    },
  },
];
