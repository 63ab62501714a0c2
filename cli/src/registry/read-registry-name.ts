import { registryNameSchema } from '@longshore/schemas';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/**
 * The registry that a person means, as images name it. It is judged here so that nobody types a password for nothing.
 *
 * @throws CliError
 */
export function readRegistryName(given: string): string {
  const parsed = registryNameSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CliError({
    what: `${JSON.stringify(given)} names no registry`,
    advice: `give ${parsed.error.issues[0]?.message ?? 'it as images name it'}`,
    exitCode: EXIT.refused,
    code: 'usage',
  });
}
