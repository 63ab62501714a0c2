import { WorkError } from '../handlers/handler.ts';
import { openAddress } from './open-address.ts';
import type { InputSource } from './task.ts';

/** Longest wait for the control plane to begin. What follows is bounded by the deadline of the try. */
const BEGIN_MS = 20_000;

async function* openHeld(url: string, headers: Readonly<Record<string, string>>): AsyncGenerator<Uint8Array> {
  const begin = new AbortController();
  const timer = setTimeout(() => begin.abort(new Error(`no answer within ${BEGIN_MS / 1_000} s`)), BEGIN_MS);
  try {
    const answer = await fetch(url, { headers, signal: begin.signal });
    clearTimeout(timer);
    if (!answer.ok) throw new Error(`the control plane answered ${answer.status}`);
    for await (const part of answer.body ?? []) yield part;
  } catch (error) {
    throw new WorkError('FETCH_FAILED', `its input: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An item without input has an empty one.
}

function open(source: InputSource): AsyncGenerator<Uint8Array> {
  if (source.kind === 'none') return nothing();
  return source.kind === 'held' ? openHeld(source.url, source.headers) : openAddress(source.url, source.privateAllowed);
}

/** Reads the input of an item, and no more of it than a file may have. @throws WorkError */
export async function* openInput(source: InputSource, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of open(source)) {
    bytes += part.length;
    if (bytes > bytesMax) {
      throw new WorkError('BAD_PAYLOAD', `the file is larger than ${bytesMax} bytes, the most that is read`);
    }
    yield part;
  }
}
