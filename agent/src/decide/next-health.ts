import type { HealthCheck } from '@longshore/schemas';

/** What one round of the health monitor found. */
export interface Probe {
  /** Null: the engine gave no answer; otherwise the milliseconds that it took. */
  pingMs: number | null;
  pingError: string;
  /** Null: the containers could not be listed. */
  listed: number | null;
  listError: string;
  /** Null: the folder cannot be seen from here. */
  disk: { freeBytes: number; totalBytes: number } | null;
  /** Engine's clock minus the agent's, in milliseconds; null when unknown. */
  clockDifferenceMs: number | null;
  /** What the last pull came to; null when none was made. */
  lastPull: { ok: boolean; detail: string } | null;
}

export interface HealthLimits {
  diskFreeBytesMin: number;
  clockDifferenceMsMax: number;
  /** Lists that may fail in a row while the engine still answers pings. */
  listFailuresMax: number;
}

export interface Health {
  /** New work may be placed here. */
  healthy: boolean;
  /** The engine cannot be used: the container handler stands still. */
  blocked: boolean;
  checks: HealthCheck[];
  listFailures: number;
}

/** What the gate has to do when health went from one state to the next. */
export type GateChange = 'block' | 'unblock' | 'none';

/** Before the first round nothing is known, and nothing may be done. */
export const unknownHealth: Health = {
  healthy: false,
  blocked: true,
  checks: [{ name: 'engine', ok: false, detail: 'not asked yet' }],
  listFailures: 0,
};

/**
 * The next health from the last one and a round of checks. The engine alone blocks the handler: at once when it does
 * not answer a ping, after a few failures when it answers and cannot list. A full disk only keeps new work away.
 */
export function nextHealth(before: Health, probe: Probe, limits: HealthLimits): { health: Health; gate: GateChange } {
  const listFailures = probe.listed === null ? before.listFailures + 1 : 0;
  const engineOk = probe.pingMs !== null;
  const listOk = probe.listed !== null;
  const blocked = !engineOk || listFailures > limits.listFailuresMax || (before.blocked && !listOk);
  const diskOk = probe.disk === null || probe.disk.freeBytes >= limits.diskFreeBytesMin;
  const clockOk = probe.clockDifferenceMs === null || Math.abs(probe.clockDifferenceMs) <= limits.clockDifferenceMsMax;
  const checks: HealthCheck[] = [
    {
      name: 'engine',
      ok: engineOk,
      detail: probe.pingMs === null ? probe.pingError : `answers in ${probe.pingMs.toFixed(1)} ms`,
    },
    {
      name: 'list',
      ok: listOk,
      detail: probe.listed === null ? probe.listError : `${probe.listed} containers of this agent`,
    },
    { name: 'disk', ok: diskOk, detail: describeDisk(probe.disk) },
    { name: 'clock', ok: clockOk, detail: describeClock(probe.clockDifferenceMs) },
    { name: 'pull', ok: probe.lastPull?.ok ?? true, detail: probe.lastPull?.detail ?? 'no image was pulled yet' },
  ];
  const health = { healthy: engineOk && listOk && diskOk && !blocked, blocked, checks, listFailures };
  if (before.blocked === blocked) return { health, gate: 'none' };
  return { health, gate: blocked ? 'block' : 'unblock' };
}

function describeDisk(disk: Probe['disk']): string {
  if (disk === null) return 'not measured: the engine’s folder was not looked at yet, or cannot be seen from here';
  const gibibytes = (bytes: number) => (bytes / 1_073_741_824).toFixed(1);
  return `${gibibytes(disk.freeBytes)} of ${gibibytes(disk.totalBytes)} GiB free`;
}

function describeClock(differenceMs: number | null): string {
  if (differenceMs === null) return 'unknown';
  return Math.abs(differenceMs) < 100
    ? 'agrees with the engine'
    : `the engine’s clock differs by ${Math.round(differenceMs)} ms`;
}
