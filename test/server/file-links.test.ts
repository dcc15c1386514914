/** Links to bytes: good for minutes, for what they say, and only as the server wrote them. */
import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { base64url } from 'jose';
import { isSupportError } from '../../src/contract/index.ts';
import { fileLinkLifeMs, fileLinks, type FileGrant } from '../../src/server/files/file-links.ts';

const key = base64url.encode(new Uint8Array(32).fill(7));
const grant: Omit<FileGrant, 'expiresAt'> = { ticketId: 'tk_1', of: 'file', id: 'fl_1', use: 'inline' };
const refused = (code: string) => (error: unknown) => isSupportError(error) && error.code === code;
const linkIn = (url: string) => url.split('/')[1] ?? '';

/** Links with a clock that is moved by hand. */
function world() {
  const clock = { now: Date.UTC(2026, 10, 22) };
  return { clock, links: fileLinks({ key, now: () => clock.now }) };
}

describe('a link to a file', () => {
  it('says what it opens, and nothing else is needed to read it', async () => {
    const { clock, links } = world();
    const { url, expiresAt } = await links.write(grant, 'Umowa.pdf');
    assert.equal(expiresAt, new Date(clock.now + fileLinkLifeMs).toISOString());
    const another = fileLinks({ key, now: () => clock.now });
    assert.deepEqual(await another.read(linkIn(url)), { ...grant, expiresAt: clock.now + fileLinkLifeMs });
    const all = await links.write({ ...grant, of: 'message', id: 'ev_1', use: 'download' }, 'all.zip');
    assert.equal((await links.read(linkIn(all.url))).of, 'message');
  });

  it('is three steps of a path, whatever the name is', async () => {
    const { links } = world();
    for (const name of ['a/b.png', '../../x', 'ą ę?#%.pdf', '\ud800\r\n', ''])
      assert.match((await links.write(grant, name)).url, /^files\/[\w-]+\.[\w-]{43}\/[\w\-.~!*'()%]+$/);
  });

  it('ends after five minutes', async () => {
    const { clock, links } = world();
    const { url } = await links.write(grant, 'a.png');
    clock.now += 5 * 60_000 - 1;
    await links.read(linkIn(url));
    clock.now += 1;
    await assert.rejects(links.read(linkIn(url)), refused('gone'));
  });

  it('is none once any letter of it is another', async () => {
    const { clock, links } = world();
    const link = linkIn((await links.write(grant, 'a.png')).url);
    clock.now += fileLinkLifeMs * 2;
    for (let at = 0; at < link.length; at += 1)
      for (const letter of ['A', 'z', '_', '.', '']) {
        if (link[at] === letter) continue;
        const changed = link.slice(0, at) + letter + link.slice(at + 1);
        // Also where it is too old: nothing is told of what we did not write.
        await assert.rejects(links.read(changed), refused('not_found'), changed);
      }
  });

  it('is none with another key, another content under its signature, or a foreign shape', async () => {
    const { links } = world();
    const link = linkIn((await links.write(grant, 'a.png')).url);
    const strangers = fileLinks({ key: base64url.encode(new Uint8Array(32).fill(8)) });
    await assert.rejects(strangers.read(link), refused('not_found'));
    const [, mac = ''] = link.split('.');
    const other = base64url.encode(JSON.stringify({ ...grant, ticketId: 'tk_2', expiresAt: 9e15 }));
    const shapes = [
      `${other}.${mac}`,
      `${other}.`,
      other,
      '',
      '.',
      `${link}.`,
      `${link}=`,
      `${link}\n`,
      'x'.repeat(5000),
    ];
    for (const shape of shapes) await assert.rejects(links.read(shape), refused('not_found'), shape);
  });

  it('needs a key that nobody can search for', async () => {
    const short = fileLinks({ key: base64url.encode(new Uint8Array(16)) });
    await assert.rejects(short.write(grant, 'a.png'), TypeError);
  });
});
