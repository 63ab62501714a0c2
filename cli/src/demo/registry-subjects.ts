import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** The subjects under which the records of the protocol are registered. */
export const MANAGEMENT_SUBJECTS = [
  'Agent_Status-value',
  'Job_Handling-value',
  'Job_Logs-value',
  'Job_Status-value',
  'Kitchen_Status-value',
  'Order_Handling-value',
  'Order_Status-value',
];

/**
 * All subjects of a schema registry.
 *
 * @param registryUrl - up to and including `/apis/ccompat/v7`
 */
export async function registrySubjects(registryUrl: string): Promise<string[]> {
  const address = `${registryUrl}/subjects`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    return z.array(z.string()).parse(await response.json());
  } catch (cause) {
    throw new CliError({
      what: 'the schema registry does not say what it holds',
      where: `GET ${address}`,
      advice: './longshore status shows how it is doing',
      exitCode: EXIT.unanswered,
      cause,
    });
  }
}
