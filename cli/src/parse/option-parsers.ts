import { InvalidArgumentError } from 'commander';
import { parseBytes } from './parse-bytes.ts';
import { parseCpu } from './parse-cpu.ts';
import { parseDuration } from './parse-duration.ts';

/** What commander calls for each value of an option; what it throws becomes a usage error that names the option. */

export function bytesOption(text: string): number {
  return orRefuse(parseBytes(text), 'an amount of memory, such as 256MiB or 2GiB');
}

export function durationOption(text: string): number {
  return orRefuse(parseDuration(text), 'a duration with its unit, such as 500ms, 90s, 5m or 1h30m');
}

export function cpuOption(text: string): number {
  return orRefuse(parseCpu(text), 'an amount of cpu: cores such as 0.5, or thousandths such as 250m');
}

/** Any number: whether it is in bounds is for the control plane to say. */
export function numberOption(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text.replaceAll('_', ''));
  return orRefuse(Number.isFinite(value) ? value : null, 'a number');
}

/** A whole number of at least 1: how many things to show. */
export function amountOption(text: string): number {
  const value = numberOption(text);
  return orRefuse(Number.isSafeInteger(value) && value >= 1 ? value : null, 'a whole number of at least 1');
}

/** A whole number of at least 0, such as a task's index or a partition. */
export function indexOption(text: string): number {
  const value = numberOption(text);
  return orRefuse(Number.isSafeInteger(value) && value >= 0 ? value : null, 'a whole number of at least 0');
}

/** A place on Earth in degrees: whether it is one is for the control plane to say. */
export function placeOption(text: string): { latitude: number; longitude: number } {
  const [latitude = Number.NaN, longitude = Number.NaN, ...rest] = text.split(',').map((part) => numberOption(part));
  const isPlace = rest.length === 0 && !Number.isNaN(longitude);
  return orRefuse(isPlace ? { latitude, longitude } : null, 'latitude,longitude in degrees, such as 52.52,13.40');
}

/** A number of records, or `endless`: a word and not null, which the command-line parser would take for nothing. */
export function recordCountOption(text: string): number | 'endless' {
  if (text.trim().toLowerCase() === 'endless') return 'endless';
  const value = Number(text.trim() === '' ? Number.NaN : text.replaceAll('_', ''));
  return orRefuse(Number.isFinite(value) ? value : null, 'a number of records, or endless');
}

/** Gathers `KEY=VALUE` of an option that may be given many times; the later wins. */
export function pairOption(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected KEY=VALUE.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Gathers values of an option that may be given many times, or with commas. */
export function listOption(text: string, before: string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

/** Gathers whole values of an option that may be given many times; commas belong to the value. */
export function wholeTextOption(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function orRefuse<Value>(value: Value | null, expected: string): Value {
  if (value === null) throw new InvalidArgumentError(`expected ${expected}.`);
  return value;
}
