import {
  CITY,
  DISHES,
  type KitchenChanges,
  type KitchenDetail,
  type KitchenNetwork,
  type KitchenRun,
  kitchenNetworkPatch,
  newId,
  type OrderView,
  openKitchenInput,
  orderHasEnded,
  orderInput,
  ordersInput,
  startRunInput,
  upsetInput,
} from '@longshore/schemas';

interface Asked {
  method: string;
  query: URLSearchParams;
  body: unknown;
}

interface Reply {
  status: number;
  body: unknown;
}

const MIGRATION: KitchenNetwork['migration'] = {
  highPercent: 90,
  calmPercent: 75,
  lowPercent: 50,
  movesMax: 2,
  cycleMs: 1_000,
  settleMs: 500,
  restMs: 2_000,
};
const AT = '2026-03-01T12:00:00.000Z';
const JOB = '01999999-9999-7999-8999-999999999999';

export const NOUNS_OF_KITCHENS = ['kitchens', 'orders', 'kitchen-network', 'kitchen-runs'];

/** A kitchen as the control plane shows it. */
export function sampleKitchen(over: Partial<KitchenDetail> = {}): KitchenDetail {
  return {
    id: 'quay',
    name: 'The Quay',
    location: { latitude: 60.17, longitude: 24.94 },
    capacity: 3,
    railMax: 1,
    specialties: ['ramen'],
    clockFactor: 1,
    state: 'open',
    held: 2,
    cooking: 2,
    waiting: 0,
    load: 0.5,
    cooked: 1_234,
    averageCookMs: 1_500,
    nonsense: 0,
    nonsenseWords: null,
    jobId: JOB,
    agentId: 'host-1',
    boots: 1,
    openedAt: AT,
    heardAt: AT,
    uptime: 0.99,
    orders: [],
    closesWith: [],
    ...over,
  };
}

/** An order as the control plane shows it. */
export function sampleOrder(over: Partial<OrderView> = {}): OrderView {
  return {
    id: newId(),
    dish: 'ramen',
    place: { latitude: 60.171, longitude: 24.945 },
    priority: 0,
    state: 'received',
    epoch: 0,
    kitchen: null,
    run: null,
    waitsFor: '',
    failure: null,
    receivedAt: AT,
    assignedAt: null,
    startedAt: null,
    readyAt: null,
    endedAt: null,
    refusedBy: [],
    withoutReceipt: '',
    losses: 0,
    life: [{ at: AT, what: 'received', epoch: 0, kitchen: null }],
    receipts: [],
    ...over,
  };
}

/** A run that came to its end. */
export function sampleRun(over: Partial<KitchenRun> = {}): KitchenRun {
  return {
    id: newId(),
    scenario: 'lunch',
    seed: 1,
    kitchens: 2,
    speed: 2,
    policy: 'scored',
    weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
    migration: MIGRATION,
    silence: { lostAfterMs: 2_500 },
    state: 'done',
    reason: null,
    durationMs: 60_000,
    elapsedMs: 60_000,
    received: 300,
    ended: 300,
    result: {
      received: 300,
      delivered: 300,
      failed: 0,
      readyPerMinute: 290,
      responseMs: { mean: 2_000, p95: 4_000, p99: 5_000 },
      waitMs: { mean: 300, p95: 1_200, p99: 2_500 },
      balanceIndex: 0.996,
      migrationEfficiency: null,
      takenBack: 0,
      wastedDishes: 0,
      kitchens: [
        { kitchenId: 'kitchen-1', dishes: 160, utilisation: 0.81 },
        { kitchenId: 'kitchen-2', dishes: 140, utilisation: 0.79 },
      ],
    },
    startedBy: 'anna@example.org',
    createdAt: AT,
    startedAt: AT,
    endedAt: AT,
    ...over,
  };
}

/** Kitchens and orders as a played control plane has them. */
export class FakeKitchens {
  readonly kitchens: KitchenDetail[] = [];
  readonly orders: OrderView[] = [];
  readonly runs: KitchenRun[] = [];
  readonly changes: KitchenChanges['orders'] = [];
  readonly network: KitchenNetwork = {
    policy: 'scored',
    weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
    migration: { ...MIGRATION },
    silence: { lostAfterMs: 2_500 },
    city: { ...CITY, dishes: DISHES.map(({ name, cookMs }) => ({ name: name as 'soup', cookMs })) },
    waiting: 0,
    whyWaiting: '',
    notes: [],
  };
  /** Changes are told only as what is open by then. */
  forgetful = false;
  /** What becomes of an order as soon as it is placed. */
  onOrder: (order: OrderView) => void = () => undefined;
  /** What becomes of a run each time that somebody looks. */
  onLook: (run: KitchenRun) => void = () => undefined;

  reply(asked: Asked, noun: string, id: string, verb: string | undefined): Reply {
    switch (noun) {
      case 'kitchens':
        return this.#kitchens(asked, id, verb);
      case 'orders':
        return this.#orders(asked, id, verb);
      case 'kitchen-network':
        return this.#network(asked, id);
      default:
        return this.#runs(asked, id, verb);
    }
  }

  #kitchens({ method, body }: Asked, id: string, verb: string | undefined): Reply {
    if (id === '' && method === 'GET') return ok({ items: this.kitchens });
    if (id === '') {
      const parsed = openKitchenInput.safeParse(body);
      if (!parsed.success) return refused(parsed.error.issues);
      const id = parsed.data.id ?? this.#freeId();
      const there = this.kitchens.find((one) => one.id === id && one.state !== 'closed');
      if (there !== undefined) return problem(409, 'kitchen_is_open', `A kitchen ${id} is open, or opening.`);
      const kitchen = sampleKitchen({ ...parsed.data, id, held: 0, state: 'open' });
      this.kitchens.push(kitchen);
      return { status: 201, body: { id: kitchen.id, jobId: JOB } };
    }
    const kitchen = this.kitchens.find((one) => one.id === id);
    if (kitchen === undefined) return problem(404, 'not_found', `There is no kitchen ${id}.`);
    if (verb === undefined) return ok(kitchen);
    if (verb === 'close') this.#close([id, ...kitchen.closesWith]);
    else upsetInput.parse(body);
    return { status: 202, body: '' };
  }

  /** The first from kitchen-9 on. */
  #freeId(): string {
    for (let number = 9; ; number += 1) {
      if (!this.kitchens.some(({ id }) => id === `kitchen-${number}`)) return `kitchen-${number}`;
    }
  }

  #close(ids: readonly string[]): void {
    for (const one of this.kitchens) if (ids.includes(one.id)) one.state = 'closing';
  }

  #orders({ method, query, body }: Asked, id: string, verb: string | undefined): Reply {
    if (method === 'POST' && id === '') return this.#place([body], ([placed]) => ({ id: placed }));
    if (method === 'POST' && id === 'many') {
      return this.#place((body as { orders: unknown[] }).orders, (ids) => ({ ids: ordersInput.parse(body) && ids }));
    }
    if (id === '') {
      const states = query.get('state')?.split(',');
      const kitchen = query.get('kitchen');
      const items = this.orders
        .filter(({ state }) => states?.includes(state) ?? true)
        .filter((order) => kitchen === null || order.kitchen === kitchen);
      return ok({ items: items.toReversed(), next: null });
    }
    const order = this.orders.find((one) => one.id.startsWith(id));
    if (order === undefined) return problem(404, 'not_found', `There is no order ${id}.`);
    if (verb === undefined) return ok(order);
    if (order.state === 'delivered') return problem(409, 'order_ended', 'It was delivered.');
    order.state = 'failed';
    return { status: 202, body: '' };
  }

  #place(bodies: readonly unknown[], answer: (ids: string[]) => unknown): Reply {
    const parsed = bodies.map((body) => orderInput.safeParse(body));
    const bad = parsed.find(({ success }) => !success);
    if (bad?.error !== undefined) return refused(bad.error.issues);
    const placed = parsed.map(({ data }) => sampleOrder(data));
    for (const order of placed) {
      this.orders.push(order);
      this.onOrder(order);
      const { id, dish, place, priority, state, epoch, kitchen } = order;
      this.changes.push({
        id,
        dish,
        place,
        priority,
        state,
        epoch,
        kitchen,
        askedBack: false,
        ageMs: 0,
        deliveryMs: null,
      });
    }
    return { status: 201, body: answer(placed.map(({ id }) => id)) };
  }

  #network({ method, query, body }: Asked, id: string): Reply {
    if (id === 'changes') {
      const after = Number(query.get('after') ?? 0);
      const whole = after === 0 || this.forgetful;
      const orders = whole ? this.changes.filter(({ state }) => !orderHasEnded(state)) : this.changes.slice(after - 1);
      return ok({ next: this.changes.length + 1, more: false, whole, at: AT, orders });
    }
    if (method === 'PATCH') {
      const { policy, weights, migration, silence } = kitchenNetworkPatch.parse(body);
      if (policy !== undefined) this.network.policy = policy;
      Object.assign(this.network.weights, weights);
      Object.assign(this.network.migration, migration);
      Object.assign(this.network.silence, silence);
    }
    return ok(this.network);
  }

  #runs({ method, query, body }: Asked, id: string, verb: string | undefined): Reply {
    if (id === '' && method === 'GET') return ok({ items: this.runs.toReversed() });
    if (id === '') {
      const { policy = 'scored', keepOpen: _, ...wanted } = startRunInput.parse(body);
      const run = sampleRun({ ...wanted, policy, state: 'preparing', result: null, received: 0, ended: 0 });
      this.runs.push(run);
      return { status: 201, body: run };
    }
    if (id === 'compare') return this.#compared(query.get('ids')?.split(',') ?? []);
    const run = this.runs.find((one) => one.id.startsWith(id));
    if (run === undefined) return problem(404, 'not_found', `There is no run ${id}.`);
    if (verb === 'stop') {
      run.state = 'stopped';
      return { status: 202, body: '' };
    }
    this.onLook(run);
    return ok(run);
  }

  #compared(ids: readonly string[]): Reply {
    const runs = ids.flatMap((id) => this.runs.filter((run) => run.id.startsWith(id)));
    const means = runs.map(({ result }) => result?.responseMs.mean ?? null);
    const rows = [
      {
        measure: 'mean response',
        unit: 'ms',
        better: 'less',
        values: means,
        best: [means.indexOf(Math.min(...means.map(Number)))],
      },
    ];
    const speeds = runs.map(({ speed }) => `${speed} times`);
    const differences = new Set(speeds).size > 1 ? [{ setting: 'speed', values: speeds }] : [];
    return ok({ runs, differences, rows });
  }
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

function refused(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Reply {
  const errors = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const { status, body } = problem(422, 'invalid_request', 'refused');
  return { status, body: { ...(body as object), errors } };
}

function problem(status: number, code: string, detail: string): Reply {
  return { status, body: { type: 'about:blank', title: 'Refused', status, code, detail } };
}
