import { formatExact } from './exact-time.ts';

const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g;

/** A sentence of the control plane, which names instants in UTC, with the time of whoever reads it. */
export function withLocalTimes(sentence: string): string {
  return sentence.replaceAll(INSTANT, (instant) => formatExact(instant));
}
