import { type ElementType, type Order, orderOf, SortError } from '@longshore/sorting';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';

/** The options that say what comes first. */
export interface OrderOptions {
  type: ElementType;
  key?: string;
  keyType: 'text' | 'number';
  locale?: string;
  descending?: boolean;
  stable?: boolean;
}

/** @throws CliError when the options do not fit together */
export function wantedOrder({ type, key, keyType, locale, descending, stable }: OrderOptions): Order {
  try {
    return orderOf({
      type,
      direction: descending === true ? 'desc' : 'asc',
      stable: stable === true,
      collation: locale === undefined ? 'bytes' : { locale },
      keyField: key ?? null,
      keyType,
    });
  } catch (error) {
    if (!(error instanceof SortError)) throw error;
    const where = 'longshore sort: --type, --key, --locale';
    throw new CliError({ what: error.what, where, exitCode: EXIT.refused, code: 'usage', cause: error });
  }
}
