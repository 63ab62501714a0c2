import {
  examineKitchen,
  examineStatus,
  type FieldProblem,
  type KitchenPlan,
  type KitchenReport,
} from '@longshore/kitchens';
import {
  CITY,
  DISHES,
  ID_PATTERN,
  KITCHEN_ID,
  KITCHEN_LIMITS,
  type KitchenStatus,
  type OrderReport,
  type OrderReports,
} from '@longshore/schemas';
import { type KitchenFacts, newKitchenFacts } from './facts.ts';
import type { Network } from './network.ts';

/** Boots of a kitchen that are remembered, so that they are told to start anew. */
const EARLIER_BOOTS_MAX = 20;
/** A dish that took longer was not cooked here. */
const TOOK_MAX_MS = 24 * 3_600_000;

const BOOT_ID = /^[\w.:-]{1,100}$/;
const ATTEMPT_ID_MAX = 100;

const SAID = { COOKING: 'cooking', READY: 'ready', RELEASED: 'released', REFUSED: 'refused' } as const;

const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };

function planOf(status: KitchenStatus): KitchenPlan {
  const { kitchenId: id, name, latitude, longitude, capacity, railMax, specialties } = status;
  return { id, name: name.slice(0, 80), location: { latitude, longitude }, capacity, railMax, specialties };
}

/** A plan that can be kept, of one that is refused: shown beside the words that say why. */
function keepable(plan: KitchenPlan): KitchenPlan {
  const whole = (value: number, most: number): number => (value >= 0 && value <= most ? Math.trunc(value) : 0);
  const { latitude, longitude } = plan.location;
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return {
    ...plan,
    location: onEarth ? plan.location : CITY.centre,
    capacity: whole(plan.capacity, KITCHEN_LIMITS.capacityMax),
    railMax: whole(plan.railMax, KITCHEN_LIMITS.railMax),
    specialties: plan.specialties.slice(0, KITCHEN_LIMITS.specialtiesMax).map((dish) => dish.slice(0, 60)),
  };
}

function isThere({ state }: KitchenFacts): boolean {
  return state === 'open' || state === 'closing';
}

/**
 * What kitchens say of themselves and of their orders, as far as it can be believed. What cannot is counted and shown,
 * and keeps nothing else from being heard.
 */
export class KitchenHearing {
  readonly #network: Network;
  /** Partitions of Order_Handling. */
  lanes: number;
  /** By kitchen, a boot that may be on another attempt and wants to be it while it is there, and since when. */
  readonly #rivals = new Map<string, { bootId: string; sinceMs: number }>();
  readonly #heardAtMs = new Map<string, number>();

  constructor(network: Network, lanes: number) {
    this.#network = network;
    this.lanes = lanes;
  }

  status(status: KitchenStatus): void {
    const { balancer, clock, kitchens } = this.#network;
    const { kitchenId, bootId, closing } = status;
    if (!KITCHEN_ID.test(kitchenId) || !BOOT_ID.test(bootId)) {
      this.#network.figures.nonsense += 1;
      return;
    }
    const known = kitchens.get(kitchenId);
    if (balancer.isLost(bootId)) this.#network.did(balancer.heard({ kitchenId, bootId }, closing, clock.nowMs));
    else if (known?.bootId === bootId) this.#sign(known, status);
    else this.#newBoot(known, status);
  }

  /** A sign of life of the boot that is registered. */
  #sign(facts: KitchenFacts, status: KitchenStatus): void {
    const { balancer, clock } = this.#network;
    const { kitchenId, bootId } = status;
    const problems = [...examineStatus(status, facts.plan), ...this.#examineLane(status.lane)];
    this.#heardAtMs.set(kitchenId, clock.nowMs);
    facts.heardAtMs = clock.atMs;
    this.#network.touch(kitchenId);
    const isClosing = problems.length > 0 ? facts.state !== 'open' : status.closing;
    this.#network.did(balancer.heard({ kitchenId, bootId }, isClosing, clock.nowMs));
    if (problems.length > 0) {
      this.#network.nonsense(facts, problems);
      return;
    }
    facts.lane = status.lane;
    facts.heldSaid = status.cooking + status.waiting;
    if (!isClosing || facts.state === 'closed') return;
    const held = balancer.kitchenOf(kitchenId)?.held ?? 0;
    const isEmpty = held === 0 && status.cooking === 0 && status.waiting === 0;
    this.stand(facts, isEmpty ? 'closed' : 'closing');
  }

  #newBoot(known: KitchenFacts | undefined, status: KitchenStatus): void {
    const { clock } = this.#network;
    const plan = planOf(status);
    // Without an attempt, as of one that somebody runs by hand, nothing says that the two are one.
    const attemptId = status.attemptId.slice(0, ATTEMPT_ID_MAX);
    const isSame = attemptId !== '' && known?.attemptId === attemptId;
    if (known !== undefined && isThere(known) && !isSame) {
      // A container that was replaced may be here before the old one was missed; two that are both heard are one too many.
      const rival = this.#rivals.get(plan.id);
      if (rival?.bootId !== status.bootId) {
        this.#rivals.set(plan.id, { bootId: status.bootId, sinceMs: clock.nowMs });
      } else if ((this.#heardAtMs.get(plan.id) ?? 0) > rival.sinceMs) {
        this.#network.nonsense(known, examineKitchen(plan, city, new Set([plan.id])));
      }
      return;
    }
    const problems = [
      ...examineKitchen(plan, city, new Set()),
      ...this.#examineLane(status.lane),
      ...this.#examineCount(known),
    ];
    const facts = this.#network.kitchenOf(plan.id, () =>
      this.#makeRoom() ? newKitchenFacts(keepable(plan), clock.atMs) : null,
    );
    if (facts === null) {
      this.#network.figures.nonsense += 1;
      return;
    }
    facts.heardAtMs = clock.atMs;
    if (problems.length > 0) this.#network.nonsense(facts, problems);
    else if (status.closing) this.stand(facts, 'closed');
    else this.#register(facts, plan, status);
  }

  #register(facts: KitchenFacts, plan: KitchenPlan, status: KitchenStatus): void {
    const { balancer, clock } = this.#network;
    const { bootId, lane, jobId, attemptId, agentId, clockFactor } = status;
    const came = facts.bootId === null || facts.state === 'closed' ? 'opens' : 'returns';
    // Opened anew, not come back.
    if (facts.state === 'closed') facts.openMs = 0;
    if (facts.bootId !== null) facts.earlierBoots = [facts.bootId, ...facts.earlierBoots].slice(0, EARLIER_BOOTS_MAX);
    Object.assign(facts, {
      plan,
      bootId,
      lane,
      jobId: ID_PATTERN.test(jobId) ? jobId : facts.jobId,
      attemptId: attemptId.slice(0, ATTEMPT_ID_MAX),
      agentId: agentId === '' ? null : agentId.slice(0, ATTEMPT_ID_MAX),
      clockFactor: clockFactor > 0 && clockFactor <= KITCHEN_LIMITS.clockFactorMax ? clockFactor : 1,
      registered: facts.registered ?? this.#network.nextRegistration(),
      heldSaid: 0,
      boots: facts.boots + 1,
      closedAtMs: null,
    });
    this.#rivals.delete(plan.id);
    this.#heardAtMs.set(plan.id, clock.nowMs);
    this.stand(facts, 'open', came);
    this.#network.did(balancer.register(plan, bootId, clock.nowMs));
  }

  /** The kitchen stands otherwise from now on. */
  stand(facts: KitchenFacts, state: KitchenFacts['state'], what: string = state, detail = ''): void {
    const { atMs } = this.#network.clock;
    if (facts.openSinceMs !== null && state !== 'open') {
      facts.openMs += Math.max(0, atMs - facts.openSinceMs);
      facts.openSinceMs = null;
    }
    if (state === 'open') facts.openSinceMs ??= atMs;
    if (state === 'closed') facts.closedAtMs ??= atMs;
    if (facts.state !== state || what !== state) {
      this.#network.turn.moments.push({ kitchenId: facts.plan.id, what, detail });
      this.#network.touch(facts.plan.id, true);
    }
    facts.state = state;
  }

  /** Those that the balancer has taken for lost since this was last asked. */
  noticeLost(): void {
    for (const facts of this.#network.kitchens.values()) {
      if (facts.bootId === null || !isThere(facts) || !this.#network.balancer.isLost(facts.bootId)) continue;
      const wasClosing = facts.state === 'closing';
      this.stand(facts, wasClosing ? 'closed' : 'lost');
      facts.cooking = 0;
      facts.heldSaid = 0;
    }
  }

  reports({ kitchenId, bootId, reports }: OrderReports): void {
    for (const report of reports) this.#report(kitchenId, bootId, report);
  }

  #report(kitchenId: string, bootId: string, { orderId, epoch, said, tookMs, repeated }: OrderReport): void {
    const { balancer, clock, figures, kitchens } = this.#network;
    const facts = kitchens.get(kitchenId);
    const wrong = (field: string, message: string): void => {
      if (facts === undefined) figures.nonsense += 1;
      else this.#network.nonsense(facts, [{ field, message }]);
    };
    if (said === 'UNKNOWN') {
      wrong('said', 'is a word that is not known here');
      return;
    }
    const took = tookMs === null ? 0 : tookMs;
    const isPlausible = Number.isFinite(took) && took >= 0 && took <= TOOK_MAX_MS;
    if (!isPlausible) wrong('tookMs', 'must be a number from 0 to a day');
    const report: KitchenReport = {
      orderId,
      kitchenId,
      bootId,
      epoch,
      said: SAID[said],
      ...(isPlausible && tookMs !== null ? { tookMs } : {}),
    };
    const outcome = balancer.report(report, clock.nowMs);
    this.#network.did(outcome, report);
    if (outcome.verdict === 'foreign')
      wrong('orderId', `is that of an order which is not its: ${orderId.slice(0, 36)}`);
    // What was said before was counted then, unless it was lost.
    const isCounted = outcome.verdict === 'repeated' || (repeated && outcome.verdict !== 'applied');
    if (said !== 'READY' || outcome.verdict === 'foreign' || isCounted) return;
    if (isPlausible) figures.cooked(kitchenId, took);
    if (outcome.verdict !== 'applied') figures.now.count('wasted');
  }

  /**
   * Forgets kitchens that are not there while there are too many to know another: first those that never were, then those
   * that were heard longest ago. One that opens as a job is expected.
   *
   * @returns whether another can be known
   */
  #makeRoom(): boolean {
    const { kitchens } = this.#network;
    const isFull = (): boolean => kitchens.size >= KITCHEN_LIMITS.kitchensMax;
    if (!isFull()) return true;
    const since = ({ heardAtMs, openedAtMs }: KitchenFacts): number => heardAtMs ?? openedAtMs;
    const wasThere = ({ bootId }: KitchenFacts): number => (bootId === null ? 0 : 1);
    const absent = [...kitchens.values()]
      .filter((facts) => !isThere(facts) && (facts.state !== 'opening' || facts.jobId === null))
      .sort((a, b) => wasThere(a) - wasThere(b) || since(a) - since(b));
    for (const { plan } of absent) {
      this.#network.forget([plan.id]);
      if (!isFull()) return true;
    }
    return false;
  }

  #examineLane(lane: number): FieldProblem[] {
    if (Number.isInteger(lane) && lane >= 0 && lane < this.lanes) return [];
    return [
      { field: 'lane', message: `must be a partition of the topic of instructions, from 0 to ${this.lanes - 1}` },
    ];
  }

  #examineCount(known: KitchenFacts | undefined): FieldProblem[] {
    if (known !== undefined) return [];
    const there = [...this.#network.kitchens.values()].filter(isThere).length;
    if (there < KITCHEN_LIMITS.kitchensMax) return [];
    return [{ field: 'id', message: `is one too many: ${KITCHEN_LIMITS.kitchensMax} kitchens are open` }];
  }
}
