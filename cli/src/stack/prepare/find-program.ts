import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from '../config.ts';

/** Looks for a program on the search path, and where Debian keeps those of the administrator. */
export function findProgram(name: string, searchPath: string = inheritedEnvironment().PATH ?? ''): string | undefined {
  const directories = [...searchPath.split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return directories
    .filter(Boolean)
    .map((directory) => join(directory, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(code)) return false;
    throw error;
  }
}
