import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, isAlive, isGone, type ProcessIdentity } from './process-identity.ts';

/** A number that no other fleet on this machine has, and the names that follow from it. */
export interface FleetClaim {
  number: number;
  folder: string;
  bridge: string;
  /** The bridge's own address: where hosts and their containers reach what runs outside of them. */
  gateway: string;
}

const root = join(tmpdir(), 'longshore-hosts');
const highestNumber = 200;
const ownerFile = 'owner.json';

function claimOf(number: number): FleetClaim {
  return { number, folder: join(root, String(number)), bridge: `lsh${number}`, gateway: `10.77.${number}.254` };
}

/** Claims the first free number for this process. The claim lasts until its folder is removed. */
export function claimFleet(): FleetClaim {
  mkdirSync(root, { recursive: true });
  for (let number = 1; number <= highestNumber; number += 1) {
    const claim = claimOf(number);
    try {
      mkdirSync(claim.folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    own(claim);
    return claim;
  }
  throw new Error(`All ${highestNumber} fleets of simulated hosts are taken; see ${root}`);
}

/** Takes over the fleets whose process died without taking them down, so that nobody else sweeps them too. */
export function takeAbandonedFleets(): FleetClaim[] {
  mkdirSync(root, { recursive: true });
  const abandoned = readdirSync(root)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => claimOf(Number(name)))
    .filter(({ folder }) => isAbandoned(folder));
  for (const claim of abandoned) own(claim);
  return abandoned;
}

/** Who has this fleet, or took it over to sweep it; null: nobody. */
export function ownerOfFleet(number: number): ProcessIdentity | null {
  try {
    return readOwner(claimOf(number).folder);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

function readOwner(folder: string): ProcessIdentity {
  return JSON.parse(readFileSync(join(folder, ownerFile), 'utf8')) as ProcessIdentity;
}

function own(claim: FleetClaim): void {
  writeFileSync(join(claim.folder, ownerFile), JSON.stringify(identify(process.pid)));
}

function isAbandoned(folder: string): boolean {
  try {
    return !isAlive(readOwner(folder));
  } catch (error) {
    // Claimed a moment ago, or half removed by somebody else; after a minute neither can be.
    if (!isGone(error) && !(error instanceof SyntaxError)) throw error;
    const stat = statSync(folder, { throwIfNoEntry: false });
    return stat !== undefined && Date.now() - stat.mtimeMs > 60_000;
  }
}

/** Gives the number back. Everything of the fleet must be gone by then. */
export function releaseFleet(claim: FleetClaim): void {
  rmSync(claim.folder, { recursive: true, force: true });
}
