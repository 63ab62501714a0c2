import { type Finding, fine, missing, unseen } from './finding.ts';

/** As the health monitor has it. */
const differenceMsMax = 5_000;

/** Whose clock was read, and by how many milliseconds it is ahead of this host's; null when it could not be read. */
export interface OtherClock {
  whose: string;
  aheadMs: number | null;
}

/** Compares this host's clock with others. Kafka tells no time of its own; nothing that decides depends on clocks. */
export function checkClock(clocks: readonly OtherClock[]): Finding {
  const read = clocks.filter((clock): clock is { whose: string; aheadMs: number } => clock.aheadMs !== null);
  if (read.length === 0) return unseen('clock', 'neither the engine nor the registry told the time');
  const off = read.filter(({ aheadMs }) => Math.abs(aheadMs) > differenceMsMax);
  if (off.length === 0) return fine('clock', `agrees with ${read.map(({ whose }) => whose).join(' and ')}`);
  const words = off.map(({ whose, aheadMs }) => {
    const seconds = Math.abs(aheadMs / 1_000).toFixed(1);
    return `${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} ${whose}`;
  });
  return missing(
    'clock',
    `this host’s clock is ${words.join(', ')}`,
    'have it set over the network (timedatectl set-ntp true): times in logs and pages would be wrong',
  );
}
