import { BusError, type OutgoingRecord } from '@longshore/kafka';
import type { OrderReport, OrderReports } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonCodec } from '../../../../test/fakes/json-codec.ts';
import { realClock } from '../clock.ts';
import { Speech } from './speech.ts';

const report = (n: number): OrderReport => ({
  orderId: `o${n}`,
  epoch: 1,
  said: 'COOKING',
  tookMs: null,
  repeated: false,
});
const away = () => new BusError('Kafka is away', { code: 'KAFKA_UNREACHABLE', retryable: true, where: '', advice: '' });

describe('what is said of orders', () => {
  let records: OrderReports[];
  let kafkaDown: boolean;
  let tooMuch: number;
  let failures: unknown[];
  let acknowledge: Promise<void>;

  const speech = (unsaidMax = 100) =>
    new Speech(
      {
        codec: jsonCodec(),
        producer: {
          send: async ([record]: readonly OutgoingRecord[]) => {
            if (kafkaDown) throw away();
            await acknowledge;
            records.push(JSON.parse(String(record?.value)) as OrderReports);
          },
        },
        clock: { ...realClock, after: (delayMs, run) => realClock.after(delayMs / 20, run) },
        topic: 'Order_Status',
        kitchenId: 'quay',
        unsaidMax,
        say: () => undefined,
        onTooMuch: () => {
          tooMuch += 1;
        },
        onAllSaid: () => undefined,
        onFailure: (error) => failures.push(error),
      },
      'boot-1',
    );
  const saidOrders = () => records.flatMap(({ reports }) => reports.map(({ orderId }) => orderId));
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 2 });

  beforeEach(() => {
    records = [];
    kafkaDown = false;
    tooMuch = 0;
    failures = [];
    acknowledge = Promise.resolve();
  });
  afterEach(() => expect(failures).toEqual([]));

  it('is one record for a turn, and one for all that happens while another is on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    acknowledge = promise;
    const said = speech();
    said.add([report(1), report(2)]);
    for (const n of [3, 4, 5]) said.add([report(n)]);
    expect(said.unsaid).toBe(5);
    resolve();
    await eventually(() => expect(said.unsaid).toBe(0));
    expect(records.map(({ sequence, reports }) => [sequence, reports.length])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it('is kept while Kafka is away, and said in order when it is back', async () => {
    kafkaDown = true;
    const said = speech();
    for (let n = 0; n < 50; n += 1) said.add([report(n)]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([records, said.unsaid]).toEqual([[], 50]);
    kafkaDown = false;
    await eventually(() => expect(said.unsaid).toBe(0));
    expect(saidOrders()).toEqual(Array.from({ length: 50 }, (_, n) => `o${n}`));
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('is kept while it is held, and said when that is over', async () => {
    const said = speech();
    said.hold();
    said.add([report(1)]);
    expect(said.unsaid).toBe(1);
    said.release();
    await eventually(() => expect(saidOrders()).toEqual(['o1']));
  });

  it('is bounded: of more than can be kept, nothing is taken and the kitchen is told', () => {
    const said = speech(3);
    said.hold();
    said.add([report(1), report(2)]);
    said.add([report(3), report(4)]);
    expect([tooMuch, said.unsaid]).toEqual([1, 2]);
  });

  it('is forgotten with the boot that it was of', async () => {
    const said = speech();
    said.hold();
    said.add([report(1)]);
    said.startAnew('boot-2');
    said.add([report(2)]);
    said.release();
    await eventually(() => expect(said.unsaid).toBe(0));
    expect(records).toMatchObject([{ bootId: 'boot-2', sequence: 1, reports: [{ orderId: 'o2' }] }]);
  });
});
