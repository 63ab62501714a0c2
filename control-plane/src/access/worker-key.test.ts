import { describe, expect, it } from 'vitest';
import { readWorkerKey, workerKey } from './worker-key.ts';

const old = new Uint8Array(32).fill(1);
const current = new Uint8Array(32).fill(2);
const attempt = '01999999-9999-7999-8999-999999999999';
const other = '01999999-9999-7999-8999-99999999999a';

describe('the key of a worker', () => {
  it('names its attempt to whoever has one of the secret keys, also after one took the place of another', () => {
    const key = workerKey(old, attempt);
    expect(key).toMatch(/^lsw_[0-9a-f-]{36}\.[\w-]{43}$/);
    expect(readWorkerKey([current, old], key)).toBe(attempt);
    expect(readWorkerKey([current], key)).toBeNull();
    expect(readWorkerKey([], key)).toBeNull();
  });

  it('counts for no other attempt, and not when it is cut or made up', () => {
    const key = workerKey(current, attempt);
    for (const wrong of [
      key.replace(attempt, other),
      key.slice(0, -1),
      `${key}x`,
      key.replace('.', '-'),
      `lsw_${attempt}.`,
      'lsw_',
      'lsk_x',
      '',
    ]) {
      expect(readWorkerKey([current], wrong), wrong).toBeNull();
    }
  });
});
