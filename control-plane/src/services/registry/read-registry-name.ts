import { registryNameSchema } from '@longshore/schemas';
import { z } from 'zod';
import { validate } from '../../http/validate.ts';

const given = z.object({ registry: registryNameSchema });

/**
 * A registry as images name it, of what a client gave.
 *
 * @throws ProblemError 422
 */
export function readRegistryName(registry: string): string {
  return validate(given, { registry }).registry;
}
