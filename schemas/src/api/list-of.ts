import { z } from 'zod';

/** Of a query: `a,b` or a repeated parameter. */
export const listOf = <Values extends [string, ...string[]]>(values: Values) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) =>
      [given]
        .flat()
        .flatMap((part) => part.split(','))
        .filter((part) => part !== ''),
    )
    .pipe(z.array(z.enum(values)))
    .optional();
