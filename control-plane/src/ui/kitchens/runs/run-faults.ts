/** What is wrong with the numbers of a run that is to be started, in words that say what would be right. */
export function runFaults(given: Record<'seed' | 'kitchens' | 'speed', number | string>): {
  seed?: string;
  kitchens?: string;
  speed?: string;
} {
  const isWhole = (value: number | string, least: number, most: number) =>
    value !== '' && Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most;
  return {
    ...(isWhole(given.seed, 0, 4_294_967_295) ? {} : { seed: 'a whole number, not below 0' }),
    ...(isWhole(given.kitchens, 2, 50) ? {} : { kitchens: 'from 2 to 50' }),
    ...(given.speed !== '' && Number(given.speed) >= 0.1 && Number(given.speed) <= 100
      ? {}
      : { speed: 'from 0.1 to 100' }),
  };
}
