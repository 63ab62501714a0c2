import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { isKeyText } from './api-key.ts';

const fileSchema = z.object({
  /** By the control plane's address. */
  controlPlanes: z.record(z.string(), z.object({ key: z.string().refine(isKeyText) })),
});

type Contents = z.infer<typeof fileSchema>;

/** The keys that `longshore login` keeps, one for each control plane, for the eyes of this user alone. */
export class CredentialsFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws CliError when the file is there and cannot be understood */
  async keyFor(url: string): Promise<string | undefined> {
    return (await this.#read()).controlPlanes[addressOf(url)]?.key;
  }

  async keep(url: string, key: string): Promise<void> {
    const { controlPlanes } = await this.#read();
    await this.#write({ controlPlanes: { ...controlPlanes, [addressOf(url)]: { key } } });
  }

  /** @returns whether there was one */
  async forget(url: string): Promise<boolean> {
    const { controlPlanes } = await this.#read();
    const { [addressOf(url)]: forgotten, ...others } = controlPlanes;
    if (forgotten === undefined) return false;
    if (Object.keys(others).length === 0) await rm(this.path);
    else await this.#write({ controlPlanes: others });
    return true;
  }

  /** Whether somebody else than the owner may read it. */
  async isOpenToOthers(): Promise<boolean> {
    return ((await stat(this.path)).mode & 0o077) !== 0;
  }

  async #read(): Promise<Contents> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return { controlPlanes: {} };
      throw this.#unusable((error as Error).message);
    }
    const parsed = fileSchema.safeParse(parseJson(text));
    // Nothing of what is in the file is repeated: it may be a key.
    if (!parsed.success) throw this.#unusable('it is not of the form that longshore login writes');
    return parsed.data;
  }

  /** Whole or not at all: the new file takes the place of the old one only when it is complete. */
  async #write(contents: Contents): Promise<void> {
    const folder = dirname(this.path);
    const partial = `${this.path}.${randomBytes(6).toString('hex')}`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const file = await open(partial, 'wx', 0o600);
      try {
        await file.writeFile(`${JSON.stringify(contents, null, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, this.path);
    } catch (error) {
      await rm(partial, { force: true });
      throw new CliError({
        what: `the key cannot be kept (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
        where: this.path,
        advice: 'make the folder writable, or give the key with LONGSHORE_API_KEY instead',
        code: 'credentials_file',
        cause: error,
      });
    }
  }

  #unusable(why: string): CliError {
    return new CliError({
      what: `the file of keys cannot be read: ${why}`,
      where: this.path,
      advice: 'correct or delete it, and longshore login keeps the key anew',
      code: 'credentials_file',
    });
  }
}

/** An address in the one form under which keys are kept. */
function addressOf(url: string): string {
  return new URL(url).href.replace(/\/+$/, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON, so not of the form: the caller says so.
  }
}
