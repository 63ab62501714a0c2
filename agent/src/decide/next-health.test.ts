import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Health, nextHealth, type Probe, unknownHealth } from './next-health.ts';

const limits = { diskFreeBytesMin: 1_000, clockDifferenceMsMax: 5_000, listFailuresMax: 2 };
const well: Probe = {
  pingMs: 1,
  pingError: '',
  listed: 0,
  listError: '',
  disk: { freeBytes: 5_000, totalBytes: 10_000 },
  clockDifferenceMs: 0,
  lastPull: null,
};
const silent: Probe = { ...well, pingMs: null, pingError: 'no answer within 3000 ms', listed: null };
const cannotList: Probe = { ...well, listed: null, listError: 'slow' };

function after(probes: readonly Probe[]): { health: Health; gates: string[] } {
  let health: Health = unknownHealth;
  const gates: string[] = [];
  for (const probe of probes) {
    const next = nextHealth(health, probe, limits);
    health = next.health;
    if (next.gate !== 'none') gates.push(next.gate);
  }
  return { health, gates };
}

describe('the health gate', () => {
  it('opens with the first whole answer of the engine', () => {
    expect(after([well])).toMatchObject({ health: { healthy: true, blocked: false }, gates: ['unblock'] });
    expect(after([cannotList])).toMatchObject({ health: { healthy: false, blocked: true }, gates: [] });
  });

  it('closes at once when the engine does not answer a ping, and opens when it answers and lists again', () => {
    expect(after([well, silent]).health).toMatchObject({ healthy: false, blocked: true });
    expect(after([well, silent, cannotList]).health.blocked).toBe(true);
    expect(after([well, silent, well]).gates).toEqual(['unblock', 'block', 'unblock']);
  });

  it('forgives a few lists that fail while pings are answered', () => {
    expect(after([well, cannotList, cannotList]).health.blocked).toBe(false);
    expect(after([well, cannotList, cannotList, cannotList]).health.blocked).toBe(true);
  });

  it('keeps new work away from a full disk without blocking what runs', () => {
    const full = { ...well, disk: { freeBytes: 999, totalBytes: 10_000 } };
    expect(after([full]).health).toMatchObject({ healthy: false, blocked: false });
  });

  it('shows a clock that differs without being unhealthy for it', () => {
    const { health } = after([{ ...well, clockDifferenceMs: 60_000 }]);
    expect(health.healthy).toBe(true);
    expect(health.checks.find(({ name }) => name === 'clock')).toMatchObject({ ok: false });
  });

  it('closes and opens in turn, and is never healthy while it is closed', () => {
    const probes = fc.array(fc.constantFrom(well, silent, cannotList), { maxLength: 40 });
    fc.assert(
      fc.property(probes, (rounds) => {
        const { health, gates } = after(rounds);
        gates.forEach((gate, index) => {
          expect(gate).toBe(index % 2 === 0 ? 'unblock' : 'block');
        });
        expect(health.blocked).toBe(gates.length % 2 === 0);
        if (health.blocked) expect(health.healthy).toBe(false);
      }),
    );
  });
});
