import { type Claimed, WORK_LIMITS, type WorkType } from '@longshore/schemas';
import type { ControlPlane } from '../plane/control-plane.ts';
import type { InputSource, Task } from './task.ts';

function inputOf(
  { type, id }: { type: WorkType; id: string },
  { payload, claim }: Claimed,
  plane: Pick<ControlPlane, 'inputOf'>,
  privateAllowed: boolean,
): InputSource {
  if (type === 'file' && typeof payload.url === 'string') return { kind: 'address', url: payload.url, privateAllowed };
  const held = typeof payload.file === 'string' || (payload.operation === 'verify' && payload.blocks === undefined);
  return held ? { kind: 'held', ...plane.inputOf(id, claim) } : { kind: 'none' };
}

/** What a thread needs to know of an item that was claimed. */
export function taskOf(
  item: { type: WorkType; id: string },
  claimed: Claimed,
  plane: Pick<ControlPlane, 'inputOf'>,
  options: { privateAllowed: boolean; nowMs: number },
): Task {
  return {
    ...item,
    payload: claimed.payload,
    head: claimed.head,
    input: inputOf(item, claimed, plane, options.privateAllowed),
    nowMs: options.nowMs,
    inputBytesMax: WORK_LIMITS.fileBytesMax,
    resultBytesMax: WORK_LIMITS.resultBytesMax,
  };
}
