/** `99.87 %`: of uptime the whole per cents tell little. Never rounded up. */
export function uptimeWords(share: number): string {
  return `${Number((Math.floor(share * 10_000 + 1e-6) / 100).toFixed(2))} %`;
}
