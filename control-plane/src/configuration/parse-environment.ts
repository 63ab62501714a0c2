import type { z } from 'zod';

/** A setting that cannot be used: names the variable, what was given and what is accepted. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Variables whose value is not to be repeated in an error. */
const SECRET = /PASSWORD|SECRET|TOKEN|KEY|_URL$/;

/**
 * Parses the environment by a schema whose keys are variables' names. A variable that is set to nothing counts as not set.
 *
 * @throws ConfigurationError naming every bad variable
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    const value = given[name];
    const said = value === undefined ? 'is not set' : SECRET.test(name) ? 'has a value' : `is ${JSON.stringify(value)}`;
    return `${name} ${said}; accepted: ${issue.message}`;
  });
  throw new ConfigurationError(lines.join('\n'));
}

/** Reads the settings, or ends the program with exit code 2 and the reason on stderr. */
export function parsedOrExit<Config>(read: () => Config): Config {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
