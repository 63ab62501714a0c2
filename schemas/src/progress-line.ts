import type { Progress } from './generated/avro.ts';

/** A line of a container's output that starts so is a progress report, not a log line. */
export const PROGRESS_PREFIX = 'LONGSHORE_PROGRESS ';

/**
 * Reads a progress report from a line of output.
 *
 * @returns the report, or null when the line is an ordinary one (also when its JSON is malformed)
 */
export function parseProgressLine(line: string): Progress | null {
  if (!line.startsWith(PROGRESS_PREFIX)) return null;
  let value: unknown;
  try {
    value = JSON.parse(line.slice(PROGRESS_PREFIX.length));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { done, total, unit } = value as Record<string, unknown>;
  if (typeof done !== 'number' || !Number.isFinite(done) || done < 0) return null;
  return {
    done,
    total: typeof total === 'number' && Number.isFinite(total) && total >= 0 ? total : null,
    unit: typeof unit === 'string' ? unit.slice(0, 40) : '',
  };
}

/** The line that reports progress, without a line break. */
export function formatProgressLine(progress: Progress): string {
  return `${PROGRESS_PREFIX}${JSON.stringify(progress)}`;
}
