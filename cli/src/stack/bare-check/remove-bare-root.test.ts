import { describe, expect, it } from 'vitest';
import { mountsBelow } from './remove-bare-root.ts';

const mountInfo = `25 30 0:23 / /sys rw,relatime shared:7 - sysfs sysfs rw
30 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
90 30 0:5 / /state/root/dev rw,relatime - devtmpfs udev rw
91 30 0:5 / /state/rooted rw,relatime - tmpfs tmpfs rw
`;

describe('what is mounted in a root that is to be removed', () => {
  it('is found by the folders below it, and by nothing that only begins alike', () => {
    expect(mountsBelow('/state/root', mountInfo)).toEqual(['/state/root/dev']);
    expect(mountsBelow('/state/rooted', mountInfo)).toEqual(['/state/rooted']);
    expect(mountsBelow('/state/other', mountInfo)).toEqual([]);
  });
});
