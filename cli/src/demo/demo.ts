import type { Cli } from '../cli.ts';

export async function demo(_cli: Cli): Promise<number> {
  return 1;
}
