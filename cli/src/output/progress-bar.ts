import type { ProgressView } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';

/** `[██████░░░░]`, `width` columns in all. */
export function bar(fraction: number, width: number): string {
  const inner = Math.max(1, width - 2);
  const full = Math.floor(Math.min(1, Math.max(0, fraction)) * inner);
  return `[${'█'.repeat(full)}${'░'.repeat(inner - full)}]`;
}

/** `6,000 of 10,000 records · 60 %`; without a total `6,000 records`. */
export function progressWords({ done, total, unit }: ProgressView): string {
  const of = unit === '' ? '' : ` ${unit}`;
  if (total === null) return `${formatCount(done)}${of}`;
  return `${formatCount(done)} of ${formatCount(total)}${of} · ${percentage(done, total)} %`;
}

/** Rounded down, so that 100 % is said only when it is done. */
export function percentage(done: number, total: number): number {
  return total <= 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
}

/** `1,234/s · 4 s left`, or nothing while the rate is not known. */
export function rateWords(progress: ProgressView, perSecond: number | null): string {
  if (perSecond === null || perSecond <= 0) return '';
  const rate = `${formatCount(perSecond)}/s`;
  if (progress.total === null || progress.done >= progress.total) return rate;
  return `${rate} · ${formatDuration(((progress.total - progress.done) / perSecond) * 1_000)} left`;
}
