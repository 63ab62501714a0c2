const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

/** A whole number with thousands set apart: `10,000`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

const BYTE_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes in the largest binary unit: `256 MiB`, `1.5 GiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_024 && unit < BYTE_UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? whole.format(value) : short.format(value)} ${BYTE_UNITS[unit]}`;
}

/** Thousandths of a core as a bare number of cores, where the unit stands elsewhere: `0.25`, `2`. */
export function formatCoreCount(cpuMillis: number): string {
  return short.format(Math.round(cpuMillis) / 1_000);
}

/** Thousandths of a core as cores: `0.25 cores`, `1 core`. */
export function formatCores(cpuMillis: number): string {
  const text = formatCoreCount(cpuMillis);
  return `${text} ${text === '1' ? 'core' : 'cores'}`;
}

/** `72 %`; below one per cent `< 1 %`; never rounded up to the whole. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.floor(share * 100)} %`;
}

/** `1 task`, `3 tasks` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
