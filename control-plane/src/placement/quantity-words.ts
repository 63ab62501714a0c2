/** Bytes for people: `256 MiB`, `1.5 GiB`. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${units[unit]}`;
}

/** Thousandths of a core for people: `250m cpu`, as in the job's own words. */
export function cpuInWords(cpuMillis: number): string {
  return `${cpuMillis}m cpu`;
}

/** `1 slot`, `3 slots`. */
export function countInWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
