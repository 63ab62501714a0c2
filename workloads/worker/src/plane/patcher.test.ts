import type { PatchOutcome, WorkItemPatchWithId } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { RefusedError, UnavailableError } from './control-plane.ts';
import { Patcher } from './patcher.ts';

const accepted = (id: string): PatchOutcome => ({
  id,
  accepted: true,
  status: 'processing',
  claimed: null,
  code: null,
  detail: null,
});
const claim = (n: number): WorkItemPatchWithId => ({ id: `item ${n}`, status: 'processing', worker: 'w' });

/** A control plane that answers when it is let. */
function heldPlane() {
  const asked: string[][] = [];
  const answer: (() => void)[] = [];
  return {
    asked,
    answerNext: () => answer.shift()?.(),
    patch: (items: readonly WorkItemPatchWithId[]) => {
      asked.push(items.map(({ id }) => id));
      return new Promise<PatchOutcome[]>((resolve) => {
        answer.push(() => resolve(items.map(({ id }) => accepted(id))));
      });
    },
  };
}

const patcherOf = (plane: ConstructorParameters<typeof Patcher>[0]['plane'], stop = new AbortController().signal) => {
  const troubles: (string | null)[] = [];
  const onTrouble = (error: Error | null) => {
    troubles.push(error === null ? null : error.message);
  };
  return { patcher: new Patcher({ plane, requests: 1, stop, onTrouble }), troubles };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('patches', () => {
  it('that come while a request is under way go together in the next', async () => {
    const plane = heldPlane();
    const { patcher } = patcherOf(plane);
    const first = patcher.patch(claim(0));
    await settled();
    const others = [1, 2, 3].map((n) => patcher.patch(claim(n)));
    await settled();
    expect(plane.asked).toEqual([['item 0']]);
    plane.answerNext();
    await first;
    await settled();
    expect(plane.asked[1]).toEqual(['item 1', 'item 2', 'item 3']);
    plane.answerNext();
    expect((await Promise.all(others)).map(({ id }) => id)).toEqual(['item 1', 'item 2', 'item 3']);
  });

  it('of one item never share a request, and keep their order', async () => {
    const plane = heldPlane();
    const { patcher } = patcherOf(plane);
    const first = patcher.patch({
      id: 'a',
      status: 'processing',
      claim: 'c',
      progress: { done: 1, total: null, unit: '' },
    });
    const second = patcher.patch({ id: 'a', status: 'completed', claim: 'c', result: {} });
    await settled();
    plane.answerNext();
    await first;
    await settled();
    expect(plane.asked).toEqual([['a'], ['a']]);
    plane.answerNext();
    await second;
  });

  it('stay within what one request takes', async () => {
    const plane = heldPlane();
    const { patcher } = patcherOf(plane);
    const large = (id: string): WorkItemPatchWithId => ({
      id,
      status: 'completed',
      claim: 'c',
      result: { x: 'y'.repeat(400_000) },
    });
    const all = ['a', 'b', 'c'].map((id) => patcher.patch(large(id)));
    await settled();
    expect(plane.asked).toEqual([['a', 'b']]);
    plane.answerNext();
    await settled();
    await settled();
    plane.answerNext();
    await Promise.all(all);
    expect(plane.asked).toEqual([['a', 'b'], ['c']]);
  });

  it('wait while the control plane is away, and are told again when it is back', async () => {
    let away = 2;
    const { patcher, troubles } = patcherOf({
      patch: async (items) => {
        away -= 1;
        if (away >= 0) throw new UnavailableError('away');
        return items.map(({ id }) => accepted(id));
      },
    });
    expect(await patcher.patch(claim(1))).toMatchObject({ accepted: true });
    expect(troubles).toEqual(['away', 'away', null]);
  });

  it('are given up when they are refused for good, or when the worker stops', async () => {
    const refusing = patcherOf({ patch: () => Promise.reject(new RefusedError(401, 'the key does not count')) });
    await expect(refusing.patcher.patch(claim(1))).rejects.toThrow('the key does not count');
    const stop = new AbortController();
    const { patcher } = patcherOf({ patch: () => Promise.reject(new UnavailableError('away')) }, stop.signal);
    const waiting = patcher.patch(claim(1));
    await settled();
    stop.abort(new Error('stops'));
    await expect(waiting).rejects.toThrow('stops');
  });
});
