import { type FileHandle, open, rm } from 'node:fs/promises';
import { SortError } from '@longshore/sorting';

/** Where something was put in a spill file. */
export interface Place {
  at: number;
  length: number;
}

/** A file for what does not fit into memory; gone with `close`. */
export class SpillFile implements AsyncDisposable {
  readonly #path: string;
  readonly #handle: FileHandle;
  #end = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** @throws SortError `spill_failed` */
  static async create(path: string): Promise<SpillFile> {
    try {
      return new SpillFile(path, await open(path, 'wx+'));
    } catch (error) {
      throw inWords(error, path);
    }
  }

  get bytes(): number {
    return this.#end;
  }

  /** @throws SortError `disk_full`, `spill_failed` */
  async put(bytes: Uint8Array): Promise<Place> {
    const place = { at: this.#end, length: bytes.length };
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, place.at + done);
        done += bytesWritten;
      }
    } catch (error) {
      throw inWords(error, this.#path);
    }
    this.#end += bytes.length;
    return place;
  }

  async take({ at, length }: Place): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.#handle.read(bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new SortError('spill_failed', `${this.#path} is shorter than what was put into it`);
      done += bytesRead;
    }
    return bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }
}

function inWords(error: unknown, path: string): SortError {
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return full
    ? new SortError('disk_full', `the disk is full: nothing more can be spilled to ${path}`, undefined, error)
    : new SortError('spill_failed', `cannot spill to ${path}: ${(error as Error).message}`, undefined, error);
}
