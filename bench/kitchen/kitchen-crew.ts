import { type KitchenPlan, makeCity, RAIL_PER_COOK } from '@longshore/kitchens';
import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { Program } from '../../test/faults/harness/program.ts';
import { kitchenEnvironment } from './kitchen-environment.ts';
import type { Rig } from './kitchen-rig.ts';
import { lookUntil } from './look-until.ts';

export interface CrewWanted {
  /** What their ids begin with: those of an earlier crew are not opened again. */
  name: string;
  kitchens: number;
  /** Dishes that each cooks at once; beside them wait as many as by default. */
  capacity: number;
  /** How much faster than real they cook. */
  clockFactor: number;
}

const OPENS_MS = 60_000;
const CLOSES_MS = 30_000;
const LOOK_MS = 50;

interface Member {
  plan: KitchenPlan;
  port: number;
  program: Program;
}

const OPEN_BOOT = `SELECT boot_id AS boot FROM kitchen WHERE id = $1 AND state = 'open'`;

/** Kitchens as programs of the benchmark's own, without containers. What was started ends with it. */
export class KitchenCrew implements AsyncDisposable {
  readonly #rig: Rig;
  readonly #wanted: CrewWanted;
  readonly #members: Member[] = [];
  #isOver = false;

  private constructor(rig: Rig, wanted: CrewWanted) {
    this.#rig = rig;
    this.#wanted = wanted;
  }

  /** Starts kitchens across the city; resolves when all take orders. @throws when one does not in time */
  static async open(rig: Rig, wanted: CrewWanted): Promise<KitchenCrew> {
    const { kitchens, capacity } = wanted;
    const city = makeCity({ seed: 1, kitchens, specialties: 3, capacities: [capacity], railPerCook: RAIL_PER_COOK });
    const ports = await findFreePorts(kitchens);
    const crew = new KitchenCrew(rig, wanted);
    try {
      for (const [index, made] of city.kitchens.entries()) {
        const plan = { ...made, id: `${wanted.name}-${index + 1}` };
        const port = ports[index] ?? 0;
        crew.#members.push({ plan, port, program: crew.#start(plan, port) });
      }
      for (const { plan } of crew.#members) await crew.untilOpen(plan.id);
    } catch (error) {
      await crew[Symbol.asyncDispose]();
      throw error;
    }
    return crew;
  }

  get ids(): string[] {
    return this.#members.map(({ plan }) => plan.id);
  }

  /** Of their processes. */
  get pids(): number[] {
    return this.#members.flatMap(({ program }) => (program.pid === undefined ? [] : [program.pid]));
  }

  /** Resolves with the boot of a kitchen that takes orders. @throws when it ended by itself, or does not open in time */
  untilOpen(id: string, otherThan: string | null = null): Promise<string> {
    const { database, signal } = this.#rig;
    const look = async (): Promise<string | null> => {
      const { program } = this.#member(id);
      if (!program.running) throw new Error(`${id} ended where it should have opened:\n${program.output}`);
      const boot = (await database.query<{ boot: string }>(OPEN_BOOT, [id])).rows[0]?.boot ?? null;
      return boot === otherThan ? null : boot;
    };
    return lookUntil(`${id} takes orders`, look, { everyMs: LOOK_MS, timeoutMs: OPENS_MS, signal });
  }

  /** Ends a kitchen as a power cut would. @returns the moment before, in milliseconds since the epoch */
  async kill(id: string): Promise<number> {
    const { program } = this.#member(id);
    if (!program.running) throw new Error(`${id} ended by itself:\n${program.output}`);
    const atMs = Date.now();
    await program.kill();
    return atMs;
  }

  /** Starts a kitchen anew that was killed; resolves when it takes orders, as a stranger. */
  async startAnew(id: string, lostBoot: string): Promise<void> {
    if (this.#isOver) throw new Error(`${id} was to be started when all was over`);
    const member = this.#member(id);
    member.program = this.#start(member.plan, member.port);
    await this.untilOpen(id, lostBoot);
  }

  /** How many dishes they made ready, by their own count, since they were started. */
  async dishes(): Promise<number> {
    const counts = await Promise.all(this.#members.map(({ program }) => readyDishes(program)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Closes them as SIGTERM does; resolves when the balancer knows. */
  async close(): Promise<void> {
    const { database, signal } = this.#rig;
    for (const { program } of this.#members) program.signal('SIGTERM');
    const look = async (): Promise<true | null> => {
      const text = `SELECT FROM kitchen WHERE id = ANY($1) AND state IN ('open', 'closing')`;
      const { rowCount } = await database.query(text, [this.ids]);
      return rowCount === 0 && this.#members.every(({ program }) => !program.running) ? true : null;
    };
    await lookUntil('the kitchens are closed', look, { everyMs: LOOK_MS, timeoutMs: CLOSES_MS, signal });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#members.map(({ program }) => program.kill()));
  }

  #member(id: string): Member {
    const member = this.#members.find(({ plan }) => plan.id === id);
    if (member === undefined) throw new RangeError(`there is no kitchen ${id}`);
    return member;
  }

  #start(plan: KitchenPlan, port: number): Program {
    const { services } = this.#rig.started;
    const environment = kitchenEnvironment(plan, { clockFactor: this.#wanted.clockFactor, port, services });
    return Program.start('workloads/kitchen-node/src/main.ts', `http://127.0.0.1:${port}`, environment);
  }
}

async function readyDishes({ url }: Program): Promise<number> {
  const answer = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(5_000) });
  // Not what it said: a kitchen that is asked twice says twice that a dish is ready.
  const line = /^longshore_kitchen_cook_seconds_count\{[^}]*\} (\d+)$/m.exec(await answer.text());
  if (line === null) throw new Error(`${url}/metrics does not tell how many dishes were cooked`);
  return Number(line[1]);
}
