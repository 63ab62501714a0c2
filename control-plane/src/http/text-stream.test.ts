import { describe, expect, it, vi } from 'vitest';
import type { Answer } from './answer.ts';
import { textStream } from './text-stream.ts';

function runtime() {
  const rights = new AbortController();
  return {
    log: { error: vi.fn() } as never,
    stopping: new AbortController(),
    rights: { signal: rights.signal, stop: vi.fn(), end: () => rights.abort() },
  };
}

/** What its reader gets, to the end of it. */
async function read({ body }: Answer): Promise<string> {
  let text = '';
  for await (const piece of body as AsyncIterable<string>) text += piece;
  return text;
}

/** Pieces without end, that count how many were made. */
function endless() {
  const made = { count: 0, ended: false };
  async function* pieces(): AsyncGenerator<string, void, undefined> {
    try {
      for (;;) {
        made.count += 1;
        yield `piece ${made.count}\n`;
      }
    } finally {
      made.ended = true;
    }
  }
  return { made, pieces: pieces() };
}

describe('an answer that is made as it is read', () => {
  it('is complete, under the headers that were given', async () => {
    async function* pieces(): AsyncGenerator<string, void, undefined> {
      yield 'a';
      yield 'é';
    }
    const answer = await textStream(pieces(), { 'content-type': 'text/csv' }, runtime());
    expect(await read(answer)).toBe('aé');
    expect(answer.headers['content-type']).toBe('text/csv');
  });

  it('makes one piece more only when the one before was taken, and none for a reader that has gone', async () => {
    const { made, pieces } = endless();
    const { body } = await textStream(pieces, {}, runtime());
    const reader = (body as AsyncIterable<string>)[Symbol.asyncIterator]();
    expect(made.count).toBe(1);
    await reader.next();
    await reader.next();
    expect(made.count).toBe(2);
    await reader.return?.();
    expect(made).toEqual({ count: 2, ended: true });
  });

  it('fails before there is an answer where nothing can be read at all', async () => {
    // biome-ignore lint/correctness/useYield: it fails before it has anything to give
    async function* pieces(): AsyncGenerator<string, void, undefined> {
      throw new Error('away');
    }
    await expect(textStream(pieces(), {}, runtime())).rejects.toThrow('away');
  });

  it('is broken off, and not complete, when a later piece cannot be made or the program stops', async () => {
    async function* pieces(): AsyncGenerator<string, void, undefined> {
      yield 'a';
      throw new Error('away');
    }
    const failing = runtime();
    await expect(read(await textStream(pieces(), {}, failing))).rejects.toThrow('away');
    expect((failing.log as { error: ReturnType<typeof vi.fn> }).error).toHaveBeenCalledOnce();

    const stopping = runtime();
    const answer = await textStream(endless().pieces, {}, stopping);
    stopping.stopping.abort();
    await expect(read(answer)).rejects.toThrow();
  });

  it('is broken off when its reader may no longer read it, and watches that no longer than it lasts', async () => {
    const taken = runtime();
    const answer = await textStream(endless().pieces, {}, taken);
    taken.rights.end();
    await expect(read(answer)).rejects.toThrow();
    expect(taken.rights.stop).toHaveBeenCalled();

    async function* one(): AsyncGenerator<string, void, undefined> {
      yield 'a';
    }
    const whole = runtime();
    await read(await textStream(one(), {}, whole));
    expect(whole.rights.stop).toHaveBeenCalled();

    // biome-ignore lint/correctness/useYield: it fails before its first piece
    async function* none(): AsyncGenerator<string, void, undefined> {
      throw new Error('not permitted');
    }
    const refused = runtime();
    await expect(textStream(none(), {}, refused)).rejects.toThrow('not permitted');
    expect(refused.rights.stop).toHaveBeenCalled();
  });
});
