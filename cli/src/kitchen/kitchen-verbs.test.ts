import { isInCity } from '@longshore/kitchens';
import { CITY, DISHES, KITCHEN_LIMITS, newId, type OpenKitchenInput, type OrderInput } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleKitchen, sampleOrder } from '../../../test/fakes/control-plane/fake-kitchens.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { DISH_NAMES } from './register-order-verbs.ts';

const options = { nowMs: Date.parse('2026-03-01T12:05:00Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

const run = (...args: string[]) => runCli(plane, ['kitchen', ...args], options);
const lastBody = () => plane.requests.at(-1)?.body;

describe('kitchen list and show', () => {
  it('say how full each is, what it does, and why orders wait', async () => {
    plane.kitchens.kitchens.push(sampleKitchen(), sampleKitchen({ id: 'harbour', state: 'lost', averageCookMs: 0 }));
    Object.assign(plane.kitchens.network, { waiting: 1_200, whyWaiting: 'all kitchens are full' });
    const { stdout, stderr } = await run('list');
    expect(stdout).toMatch(/quay +The Quay +▶ Open +2\/3 +0\/1 +50 % +1,234 +1\.5 s +5 min ago +host-1 +ramen/);
    expect(stdout).toMatch(/harbour .*✗ Lost .* – /);
    expect(stderr).toBe('1,200 waiting: all kitchens are full\n');
    expect(JSON.parse((await run('list', '--json')).stdout)).toMatchObject({
      items: [{ id: 'quay' }, { id: 'harbour' }],
    });
  });

  it('say how one is opened where there is none', async () => {
    expect((await run('list')).stderr).toContain('longshore kitchen open');
  });

  it('show one with its orders, and what it reported that cannot be', async () => {
    const order = { id: sampleOrder().id, dish: 'soup', state: 'cooking' as const, priority: 2 };
    const over = { orders: [order], nonsense: 3, nonsenseWords: 'cooking must be a whole number from 0 to 3' };
    plane.kitchens.kitchens.push(sampleKitchen(over));
    const { stdout } = await run('show', 'quay');
    expect(stdout).toContain('The Quay  ▶ Open');
    expect(stdout).toMatch(/Cooked +1,234 dishes, 1\.5 s each/);
    expect(stdout).toMatch(/Nonsense +3, the last: cooking must be/);
    expect(stdout).toContain(`${order.id}  soup  » Cooking         2`);
    expect((await run('show', 'nowhere')).exitCode).toBe(1);
  });
});

describe('kitchen open, close and upset', () => {
  it('open one with what is given, and leave the rest to be chosen', async () => {
    const { stdout, stderr } = await run(
      ...['open', 'quay', '--at', '60.17,24.95', '--capacity', '6', '--best-at', 'ramen,sushi', '--rail', '0'],
    );
    expect(stdout).toBe('quay\n');
    expect(stderr).toContain('longshore kitchen list');
    expect(lastBody()).toEqual({
      id: 'quay',
      location: { latitude: 60.17, longitude: 24.95 },
      capacity: 6,
      railMax: 0,
      specialties: ['ramen', 'sushi'],
    });
    await run('open');
    expect(lastBody()).toEqual({});
  });

  it('wait until it takes orders', async () => {
    expect((await run('open', '--wait')).stdout).toBe('kitchen-9\n');
  });

  it('refuse a kitchen of no cooks by the field', async () => {
    const { exitCode, stderr } = await run('open', '--capacity', '-1');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a kitchen without cooks is none');
  });

  it('close what is named, or all that are open, and one of the two', async () => {
    plane.kitchens.kitchens.push(
      sampleKitchen(),
      sampleKitchen({ id: 'b' }),
      sampleKitchen({ id: 'c', state: 'closed' }),
    );
    expect((await run('close', 'quay')).stdout).toBe('quay: closing\n');
    expect((await run('close', '--all')).stdout).toBe('b: closing\n');
    expect((await run('close', 'nowhere')).exitCode).toBe(1);
    expect((await run('close')).exitCode).toBe(2);
    expect((await run('close', 'b', '--all')).exitCode).toBe(2);
  });

  it('open several at once, one id a line', async () => {
    const { stdout, stderr } = await run('open', '--count', '3', '--capacity', '2');
    expect(stdout).toBe('kitchen-9\nkitchen-10\nkitchen-11\n');
    expect(stderr).toContain('longshore kitchen list');
    expect(plane.requests.map(({ body }) => body)).toEqual(Array(3).fill({ capacity: 2 }));
    expect(new Set(plane.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
    const { stdout: lines } = await run('open', '--count', '2', '--wait', '--json');
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: 'kitchen-12', state: 'open' },
      { id: 'kitchen-13', state: 'open' },
    ]);
  });

  it('number several of one id, around one place, and open the rest where one is open already', async () => {
    plane.kitchens.kitchens.push(sampleKitchen({ id: 'quay-2' }));
    const args = ['open', 'quay', '--name', 'Quay', '--at', '60.17,24.95', '--count', '3'];
    const { stdout, stderr, exitCode } = await run(...args);
    expect(stdout).toBe('quay-1\nquay-3\n');
    expect(stderr).toContain('A kitchen quay-2 is open');
    expect(exitCode).not.toBe(0);
    const bodies = plane.requests.map(({ body }) => body as OpenKitchenInput);
    expect(bodies.map(({ id, name }) => [id, name])).toEqual([1, 2, 3].map((n) => [`quay-${n}`, `Quay ${n}`]));
    expect(new Set(bodies.map(({ location }) => location?.latitude)).size).toBe(3);
  });

  it('open none of several once one is refused, and not more than twenty at once', async () => {
    const refused = await run('open', '--count', '5', '--capacity', '-1');
    expect([refused.exitCode, plane.requests.length]).toEqual([2, 1]);
    const many = await run('open', '--count', '21');
    expect(many.exitCode).toBe(2);
    expect(many.stderr).toContain('from 1 to 20');
    expect((await run('open', '--count', '0')).exitCode).toBe(2);
    expect(plane.requests.length).toBe(1);
  });

  it('close none that was not named, without saying so and being told to', async () => {
    const ids = ['quay-1', 'quay-2', 'quay-3'];
    const others = (own: string) => ids.filter((id) => id !== own);
    plane.kitchens.kitchens.push(...ids.map((id) => sampleKitchen({ id, closesWith: others(id) })));
    const refused = await run('close', 'quay-1');
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('quay-2 and quay-3 of the same job would close with quay-1');
    expect(plane.requests.every(({ method }) => method === 'GET')).toBe(true);
    const meant = await run('close', 'quay-1', '--yes');
    expect(meant.stderr).toBe('quay-1: quay-2 and quay-3 of the same job close with it\n');
    expect(meant.stdout).toBe('quay-1: closing\n');
    expect((await run('close', ...ids)).stderr).toBe('');
    expect((await run('show', 'quay-1')).stdout).toMatch(/Of one job with +quay-2 and quay-3/);
  });

  it('have one fail in a way that there is', async () => {
    plane.kitchens.kitchens.push(sampleKitchen());
    const { stdout } = await run('upset', 'quay', 'cut-off', '--for', '10s');
    expect(stdout).toBe('quay: told to be cut off\n');
    expect(lastBody()).toEqual({ upset: 'cut-off', durationMs: 10_000 });
    expect((await run('upset', 'quay', 'sing')).exitCode).toBe(2);
  });
});

describe('kitchen scale', () => {
  const three = () => {
    const holding = [3, 0, 1].map((held, index) => ({ id: `kitchen-${index + 1}`, held, jobId: newId() }));
    plane.kitchens.kitchens.push(...holding.map((over) => sampleKitchen(over)));
  };

  it('only says what it would do, until it is told to', async () => {
    three();
    plane.kitchens.kitchens.push(sampleKitchen({ id: 'harbour', state: 'lost' }));
    const { stdout, stderr } = await run('scale', '1');
    expect(stdout).toBe('');
    expect(stderr).toBe(
      '3 kitchens are open: kitchen-2 and kitchen-3 would close; 1 kitchen is lost and not counted\n' +
        'nothing was done · --yes does it\n',
    );
    expect(plane.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(JSON.parse((await run('scale', '5', '--json')).stdout)).toMatchObject({ open: 3, opens: 2, closes: [] });
  });

  it('opens what is missing, with everything chosen', async () => {
    three();
    const { stdout, stderr } = await run('scale', '5', '--yes');
    expect(stderr).toBe('3 kitchens are open: 2 more open\n');
    expect(stdout).toBe('kitchen-9: opening\nkitchen-10: opening\n');
    expect(lastBody()).toEqual({});
    expect((await run('scale', '5', '--yes')).stderr).toBe('5 kitchens are open: nothing to do\n');
  });

  it('closes those that hold the fewest orders', async () => {
    three();
    const { stdout } = await run('scale', '1', '--yes');
    expect(stdout).toBe('kitchen-2: closing\nkitchen-3: closing\n');
    const again = await run('scale', '1', '--yes');
    expect([again.stderr, again.stdout]).toEqual(['1 kitchen is open: nothing to do\n', '']);
  });

  it('stops a job once for all its kitchens, and says what it cannot close', async () => {
    const job = newId();
    const ids = ['quay-1', 'quay-2'];
    plane.kitchens.kitchens.push(...ids.map((id) => sampleKitchen({ id, jobId: job, closesWith: ids })));
    const { stderr } = await run('scale', '1', '--yes');
    expect(stderr).toContain('nothing to do; 1 kitchen is too many, but of a job with others or of none');
    const { stdout } = await run('scale', '0', '--yes');
    expect(stdout).toBe('quay-1: closing\nquay-2: closing\n');
    expect(plane.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each([['-1'], ['1.5'], ['1001'], ['many']])('refuses %s', async (count) => {
    expect((await run('scale', '--', count)).exitCode).toBe(2);
  });
});

describe('kitchen order', () => {
  const delivered = (): void => {
    plane.kitchens.onOrder = (order) =>
      Object.assign(order, {
        state: 'delivered',
        kitchen: 'quay',
        life: [
          ...order.life,
          { at: '2026-03-01T12:00:00.300Z', what: 'assigned', epoch: 1, kitchen: 'quay' },
          { at: '2026-03-01T12:00:02.000Z', what: 'delivered', epoch: 1, kitchen: 'quay' },
        ],
      });
  };

  it('knows every dish of the city', () => {
    expect(DISH_NAMES).toEqual(DISHES.map(({ name }) => name));
  });

  it('prints the id alone, for what is wanted where it is wanted', async () => {
    const { stdout } = await run('order', 'ramen', '--near', '60.17,24.94', '--priority', '3');
    expect(stdout).toBe(`${plane.kitchens.orders[0]?.id}\n`);
    expect(plane.requests[0]).toMatchObject({
      path: '/orders',
      body: { dish: 'ramen', place: { latitude: 60.17, longitude: 24.94 }, priority: 3 },
      idempotencyKey: expect.any(String),
    });
  });

  it('draws dishes and places within the city, the same again for the same seed', async () => {
    const drawn = async (): Promise<OrderInput[]> => {
      await run('order', '--count', '40', '--seed', '7');
      return (lastBody() as { orders: OrderInput[] }).orders;
    };
    const [first, second] = [await drawn(), await drawn()];
    expect(first).toEqual(second);
    expect(first.every(({ place }) => isInCity(CITY, place))).toBe(true);
    expect(new Set(first.map(({ dish }) => dish)).size).toBeGreaterThan(5);
    expect(new Set(first.map(({ place }) => place.latitude)).size).toBe(40);
  });

  it('sends as many at once as are taken at once', async () => {
    const { stdout } = await run('order', 'soup', '--count', '1500');
    expect(stdout).toBe('1,500 orders placed\n');
    const sizes = plane.requests.map(({ body }) => (body as { orders: unknown[] }).orders.length);
    expect(sizes).toEqual([KITCHEN_LIMITS.ordersAtOnceMax, 500]);
  });

  it('follows one to its end, line by line', async () => {
    delivered();
    const { stdout, exitCode } = await run('order', 'ramen', '--watch');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/300 ms {2}› assigned {4}quay\n +2\.0 s {2}✓ delivered {3}quay\n/);
  });

  it('says why one failed and what to do, and ends with 1', async () => {
    plane.kitchens.onOrder = (order) =>
      Object.assign(order, {
        state: 'failed',
        failure: { code: 'lost-too-often', message: 'four kitchens were lost' },
      });
    const { stdout, exitCode } = await run('order', '--watch');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Kitchen after kitchen was lost with it: four kitchens were lost\nLook at why');
  });

  it('follows many in one line, also those delivered before anybody could look', async () => {
    delivered();
    const { stdout, stderr, exitCode } = await run('order', '--count', '20', '--watch');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^20 of 20 delivered in /);
    expect(stderr).toBe('20 delivered\n');
  });

  it('asks for each of many when it cannot be told what happened meanwhile', async () => {
    delivered();
    plane.kitchens.forgetful = true;
    const { stdout, exitCode } = await run('order', '--count', '3', '--watch');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^3 of 3 delivered in /);
  });

  it.each([
    [['gravel'], 'gravel'],
    [['--near', '60.1'], 'latitude,longitude'],
    [['--near', '60.1,24.9', '--random'], 'one of --near and --random'],
    [['--count', '0'], 'at least 1'],
    [['--priority', '10'], 'at most 9'],
  ])('refuses %j in words', async (args, words) => {
    const { exitCode, stderr } = await run('order', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('kitchen orders and call-off', () => {
  it('list orders by state and kitchen, with where they are or why they failed', async () => {
    plane.kitchens.orders.push(
      sampleOrder({ state: 'cooking', kitchen: 'quay' }),
      sampleOrder({ state: 'received', waitsFor: 'all kitchens are full' }),
      sampleOrder({ state: 'failed', failure: { code: 'called-off', message: 'by anna' } }),
    );
    const { stdout } = await run('orders');
    expect(stdout).toMatch(/» Cooking .*quay/);
    expect(stdout).toMatch(/· Received .*all kitchens are full/);
    expect(stdout).toMatch(/✗ Failed .*It was called off: by anna/);
    expect((await run('orders', '--state', 'failed', '--kitchen', 'quay')).stderr).toContain('no such orders');
  });

  it('show one with its life and the scores that decided', async () => {
    const term = (name: 'load' | 'distance', weighted: number) => ({ name, value: 1, weight: 1, weighted, detail: '' });
    const order = sampleOrder({
      state: 'cooking',
      kitchen: 'quay',
      receipts: [
        {
          at: '2026-03-01T12:00:00.000Z',
          epoch: 0,
          policy: 'scored',
          weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
          winner: 'quay',
          runnerUp: null,
          summary: 'quay: the freest',
          considered: 2,
          excluded: { closed: 0, full: 1, refused: 0 },
          candidates: [
            { kitchenId: 'quay', held: 1, room: 4, excludedBy: null, terms: [term('load', 0.3)], score: 0.3 },
            {
              kitchenId: 'harbour',
              held: 4,
              room: 4,
              excludedBy: { filter: 'room', required: '1 place', available: 'none' },
              terms: [],
              score: null,
            },
          ],
        },
      ],
    });
    plane.kitchens.orders.push(order);
    const { stdout } = await run('orders', order.id.slice(0, 13));
    expect(stdout).toContain(`${order.id}  » Cooking`);
    expect(stdout).toContain('Why there: quay: the freest');
    expect(stdout).toMatch(/quay +1\/4 +0\.300 +0\.300/);
    expect(stdout).toContain('room: needs 1 place, has none');
  });

  it('call off what can be, and say what cannot', async () => {
    plane.kitchens.orders.push(sampleOrder(), sampleOrder({ state: 'delivered' }));
    const [open = '', done = ''] = plane.kitchens.orders.map(({ id }) => id);
    const { stdout, stderr, exitCode } = await run('call-off', open, done);
    expect(stdout).toBe(`${open}: called off\n`);
    expect(stderr).toContain('It was delivered');
    expect(exitCode).not.toBe(0);
  });
});

describe('kitchen policy and weights', () => {
  it('show what holds and what there is', async () => {
    const { stdout } = await run('policy');
    expect(stdout).toContain('▶ scored');
    expect(stdout).toContain('  power-of-two         the one that holds fewer of two drawn by chance');
    expect(stdout).toMatch(/Moves +at most 2 orders in 1\.0 s/);
    expect(plane.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('change only what is given', async () => {
    expect((await run('policy', 'random', '--high', '80', '--lost-after', '4s')).stdout).toContain('▶ random');
    expect(lastBody()).toEqual({ policy: 'random', migration: { highPercent: 80 }, silence: { lostAfterMs: 4_000 } });
    await run('weights', '--distance', '0.4');
    expect(lastBody()).toEqual({ weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.4 } });
    expect((await run('policy', 'fairest')).exitCode).toBe(2);
  });

  it('pass on what was changed in what was given', async () => {
    plane.kitchens.network.notes.push('The weights were brought to a sum of 1.');
    const { stdout, stderr } = await run('weights', '--load', '4');
    expect(stdout).toMatch(/Load +4\.00/);
    expect(stderr).toContain('brought to a sum of 1');
  });
});
