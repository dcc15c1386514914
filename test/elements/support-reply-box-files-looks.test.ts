import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { inBothSchemes } from './conversation.ts';
import {
  arrive,
  choose,
  createFilesStage,
  drag,
  fileOf,
  hasRows,
  namesOf,
  openBox,
  rowsOf,
  states,
  transferOf,
} from './support-reply-box-files.stage.ts';
import { deep, find, isShown, shows, until } from './stage.ts';

/** A picture of two by two pixels. */
async function pictureOf(name: string): Promise<File> {
  const canvas = new OffscreenCanvas(2, 2);
  canvas.getContext('2d')?.fillRect(0, 0, 2, 2);
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
}

describe('rows of files', () => {
  it('are accessible in every state and in both schemes', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(
      box,
      fileOf('done.txt'),
      fileOf('failed.txt'),
      await pictureOf('uploading.png'),
      fileOf('a.exe', 5, ''),
    );
    const [done, failed] = [await stage.upload(), await stage.upload()];
    arrive(done);
    failed.fail('too_large');
    await states(box, 'done', 'failed', 'uploading');
    await find(box, '.refusals');
    await inBothSchemes(box, () => assert.isAccessible(box));
  });

  it('with a place to drop are accessible', async () => {
    const box = await openBox(await createFilesStage());
    drag('dragenter', box, transferOf(fileOf('a.txt')));
    await until(() => box.matches(':state(dropping)'), 'nothing shows where to drop');
    await inBothSchemes(box, () => assert.isAccessible(box));
    drag('dragleave', box, transferOf(fileOf('a.txt')));
  });

  for (const width of [280, 320, 360, 520, 880]) {
    it(`fit into ${width} pixels, with long names whose ending stays in sight`, async () => {
      await setViewport({ width, height: 800 });
      const stage = await createFilesStage();
      const box = await openBox(stage);
      await choose(box, fileOf(`${'IMG_20260302_101203-with-a-very-long-name'.repeat(4)}.pdf`), fileOf('a.txt'));
      (await stage.upload()).fail('too_large');
      await states(box, 'failed', 'uploading');
      assert.isAtMost(box.scrollWidth, box.clientWidth);
      for (const row of rowsOf(box)) assert.isAtMost(row.scrollWidth, row.clientWidth);
      const end = await find(box, '.file-end');
      const [name, row] = [end.getBoundingClientRect(), rowsOf(box)[0]?.getBoundingClientRect()];
      assert.isTrue(end.textContent?.endsWith('.pdf'));
      assert.isTrue(name.width > 0 && name.right <= (row?.right ?? 0));
      for (const button of box.shadowRoot?.querySelectorAll('.file button') ?? [])
        assert.isAtLeast(button.getBoundingClientRect().width, 24);
      await setViewport({ width: 800, height: 600 });
    });
  }

  it('do not change their height when an upload is over', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage);
    await choose(box, fileOf('a.txt'));
    const call = await stage.upload();
    await states(box, 'uploading');
    const height = rowsOf(box)[0]?.offsetHeight;
    arrive(call);
    await states(box, 'done');
    assert.strictEqual(rowsOf(box)[0]?.offsetHeight, height);
  });

  it('show a small picture where there can be one, and let go of it with the row', async () => {
    const revoked: string[] = [];
    const revokeObjectURL = URL.revokeObjectURL.bind(URL);
    URL.revokeObjectURL = (address) => {
      revoked.push(address);
      revokeObjectURL(address);
    };
    const box = await openBox(await createFilesStage());
    await choose(
      box,
      await pictureOf('a.png'),
      fileOf('b.svg', 9, 'image/svg+xml'),
      fileOf('broken.png', 9, 'image/png'),
    );
    await hasRows(box, 3);
    const picture = await find<HTMLImageElement>(box, '.file img');
    await until(() => picture.naturalWidth === 2, 'the picture is not drawn');
    await until(() => box.shadowRoot?.querySelectorAll('.file img').length === 1, 'a broken picture stays');
    rowsOf(box)[0]?.querySelector('button')?.click();
    await hasRows(box, 2);
    assert.include(revoked, picture.src);
    URL.revokeObjectURL = revokeObjectURL;
  });

  it('show hostile names as text that disturbs nothing around it', async () => {
    const box = await openBox(await createFilesStage());
    const names = ['<img src=x onerror=alert(1)>.txt', 'photo\u202Egnp.txt', 'תמונה של הקבלה מהחנות.txt'];
    await choose(box, ...names.map((name) => fileOf(name)));
    await hasRows(box, 3);
    assert.deepEqual(namesOf(box), [names[0], 'photognp.txt', names[2]]);
    assert.strictEqual(box.shadowRoot?.querySelectorAll('.file img').length, 0);
    const [hebrew] = rowsOf(box).slice(2);
    const bdi = hebrew?.querySelector('bdi');
    assert.strictEqual(bdi && getComputedStyle(bdi).direction, 'rtl');
    const [start, end] = [...(bdi?.children ?? [])].map((part) => part.getBoundingClientRect());
    assert.isTrue(end && start && end.right <= start.left + 1, 'the ending stands at the wrong side');
    await assert.isAccessible(box);
  });

  it('speak Polish', async () => {
    const stage = await createFilesStage();
    const box = await openBox(stage, 'pl');
    await shows(box, 'Maksymalnie 3 pliki, każdy do 5 MB: obrazy, PDF i tekst.');
    await choose(box, fileOf('a.txt', 2_500_000), fileOf('b.txt', 0));
    await hasRows(box, 1);
    assert.isTrue(isShown(box, 'Plik b.txt jest pusty. Sprawdź plik i dodaj go ponownie.'));
    (await stage.upload()).args[3].onProgress?.(1_250_000);
    await shows(box, '50% z 2,5 MB');
    await box.send();
    await shows(box, 'Poczekaj na przesłanie plików albo je usuń.');
    assert.strictEqual(deep(box, '.attach')?.textContent?.trim(), 'Dodaj pliki');
  });
});
