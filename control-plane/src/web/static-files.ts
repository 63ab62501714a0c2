import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { EVERY_ANSWER } from '../http/security-headers.ts';
import { acceptsGzip } from './send-answer.ts';

const compress = promisify(gzip);

const BASE = '/_next/static/';

/** What is worth compressing; the rest is left to Next.js. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'application/javascript; charset=UTF-8',
};

const ALWAYS = {
  ...EVERY_ANSWER,
  // Its name holds a hash of what is in it.
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'accept-encoding',
};

/**
 * The scripts and style sheets that a build made once and for all. Next.js compresses them anew for each reader, some
 * 40 ms of a processor for a page that is opened for the first time; here each is compressed once, and kept.
 */
export class StaticFiles {
  readonly #directory: string;
  /** By path. No other reaches the file system. */
  readonly #compressed: Map<string, Promise<Buffer> | null>;

  /** @param directory - the one that holds `.next` */
  constructor(directory: string) {
    this.#directory = join(directory, '.next/static');
    this.#compressed = new Map(
      readdirSync(this.#directory, { recursive: true, encoding: 'utf8' })
        .filter((name) => TYPES[extname(name)] !== undefined)
        .map((name) => [name, null]),
    );
  }

  /** @returns whether it was one of them; what was not is not answered */
  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
    const { method, url = '', headers } = incoming;
    if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(BASE)) return false;
    const [path = ''] = url.slice(BASE.length).split('?');
    if (!this.#compressed.has(path)) return false;
    const wanted = acceptsGzip(headers['accept-encoding']);
    const bytes = await (wanted ? this.#compress(path) : this.#read(path));
    outgoing.writeHead(200, {
      ...ALWAYS,
      'content-type': TYPES[extname(path)],
      'content-length': bytes.length,
      ...(wanted ? { 'content-encoding': 'gzip' } : {}),
    });
    outgoing.end(method === 'HEAD' ? undefined : bytes);
    return true;
  }

  #read(path: string): Promise<Buffer> {
    return readFile(join(this.#directory, path));
  }

  #compress(path: string): Promise<Buffer> {
    const kept = this.#compressed.get(path);
    if (kept != null) return kept;
    const compressing = this.#read(path).then((bytes) => compress(bytes, { level: constants.Z_BEST_COMPRESSION }));
    this.#compressed.set(path, compressing);
    // What could not be read now may be read the next time.
    compressing.catch(() => this.#compressed.set(path, null));
    return compressing;
  }
}
