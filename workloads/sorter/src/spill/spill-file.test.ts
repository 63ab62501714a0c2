import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../../../../test/fakes/small-disk.ts';
import { SpillFile } from './spill-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-spill-file-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a spill file', () => {
  it('gives back what was put into it, in any order, and is gone at the end', async () => {
    {
      await using spill = await SpillFile.create(join(folder, 'spill'));
      const first = await spill.put(Buffer.from('first'));
      const second = await spill.put(Buffer.from('the second'));
      expect([(await spill.take(second)).toString(), (await spill.take(first)).toString()]).toEqual([
        'the second',
        'first',
      ]);
      expect(spill.bytes).toBe(15);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says where it cannot be made, and that it was cut short', async () => {
    const nowhere = join(folder, 'no', 'folder');
    await expect(SpillFile.create(nowhere)).rejects.toMatchObject({
      code: 'spill_failed',
      message: expect.stringMatching(`^cannot spill to ${nowhere}: ENOENT`),
    });
    const path = join(folder, 'cut');
    await using spill = await SpillFile.create(path);
    const place = await spill.put(Buffer.alloc(100));
    truncateSync(path, 50);
    await expect(spill.take(place)).rejects.toThrow(`${path} is shorter than what was put into it`);
  });

  it('says that the disk is full, and takes no room there once it is given up', async (test) => {
    using disk = mountSmallDisk(64 * 1024);
    if (disk === null) return test.skip('only root may mount a disk');
    const path = join(disk.folder, 'spill');
    {
      await using spill = await SpillFile.create(path);
      await spill.put(Buffer.alloc(40 * 1024));
      await expect(spill.put(Buffer.alloc(40 * 1024))).rejects.toMatchObject({
        code: 'disk_full',
        message: `the disk is full: nothing more can be spilled to ${path}`,
      });
      expect(spill.bytes, 'what is there is still there').toBe(40 * 1024);
    }
    expect(disk.list()).toEqual([]);
  });
});
