import type pg from 'pg';

/** Most batches in one go: what is left follows a minute later. */
const BATCHES_MAX = 20;

/**
 * Runs a statement that forgets at most `batch` rows older than its first parameter, in days, again and again, so that
 * none is long, until there are no more or it has been enough for once.
 *
 * @returns how many were forgotten
 */
export async function forgetInBatches(
  pool: pg.Pool,
  statement: string,
  retentionDays: number,
  batch: number,
): Promise<number> {
  let forgotten = 0;
  for (let done = 0; done < BATCHES_MAX; done += 1) {
    const { rowCount } = await pool.query(statement, [retentionDays]);
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < batch) break;
  }
  return forgotten;
}
