import { type Bus, type Codec, type Consumer, laneOf, type Producer, topicName } from '@longshore/kafka';
import { CITY, type KitchenStatus, newId, type OrderInstructions, type OrderReport } from '@longshore/schemas';
import { CookingLine, type LineReport } from '../../kitchens/src/kitchen/cooking-line.ts';
import { until } from './until.ts';

export interface PlayedKitchenOptions {
  bus: Bus;
  codec: Codec;
  topicPrefix: string;
  partitions: number;
  id: string;
  capacity?: number;
  railMax?: number;
  attemptId?: string;
  jobId?: string;
  /** What cooking takes of the time that the order says. @default 0.01 */
  pace?: number;
  beatMs?: number;
}

const SAID = { cooking: 'COOKING', ready: 'READY', released: 'RELEASED', refused: 'REFUSED' } as const;

/** A kitchen played by a test: a cooking line that speaks the real topics, and fails as the test wants it to. */
export class PlayedKitchen {
  readonly id: string;
  bootId = newId();
  /** Everything that this kitchen was told, whatever boot it was for. */
  readonly told: OrderInstructions[] = [];
  /** How often it began to cook each order. */
  readonly cooked = new Map<string, number>();
  /** Changes to every status that it sends. */
  status: Partial<KitchenStatus> = {};
  readonly #options: Required<Omit<PlayedKitchenOptions, 'status'>>;
  #line: CookingLine;
  #sequence = 0;
  #producer: Producer | null = null;
  #consumer: Consumer | null = null;
  #beat: NodeJS.Timeout | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isSilent = false;
  #closing = false;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(options: PlayedKitchenOptions) {
    this.#options = { capacity: 3, railMax: 1, attemptId: '', jobId: '', pace: 0.01, beatMs: 100, ...options };
    this.id = options.id;
    this.#line = this.#newLine();
  }

  /** Opens: reads its lane, and says that it is there. */
  async start(): Promise<this> {
    const { bus, topicPrefix, beatMs } = this.#options;
    this.#producer = await bus.producer();
    let assigned = false;
    this.#consumer = await bus.consumer({
      groupId: `${topicPrefix}played-${this.id}-${this.bootId}`,
      topics: [topicName('Order_Handling', topicPrefix)],
      partitions: [laneOf(this.id, this.#options.partitions)],
      startAt: 'end',
      maxWaitMs: 50,
      onAssigned: () => {
        assigned = true;
      },
      onBatch: async ({ records }) => {
        for (const { key, value } of records) if (key === this.id && value !== null) await this.#hear(value);
      },
    });
    await until(() => assigned, 'the played kitchen reads its lane');
    await this.say();
    this.#beat = setInterval(() => void this.say(), beatMs);
    return this;
  }

  /** It is gone at once, with what it cooked. */
  async kill(): Promise<void> {
    this.#isSilent = true;
    if (this.#beat !== null) clearInterval(this.#beat);
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sending;
    await this.#consumer?.close();
    await this.#producer?.close();
  }

  /** It cooks on, but is not heard, until it is let speak again. */
  muffle(isSilent: boolean): void {
    this.#isSilent = isSilent;
  }

  /** Gives back what has not begun, and takes no more. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.say();
    await this.report(this.#line.close(performance.now()));
  }

  async say(): Promise<void> {
    if (this.#isSilent) return;
    this.#sequence += 1;
    const { capacity, railMax, attemptId, jobId, partitions } = this.#options;
    await this.#send('Kitchen_Status', 'KitchenStatus', {
      kitchenId: this.id,
      bootId: this.bootId,
      sequence: this.#sequence,
      lane: laneOf(this.id, partitions),
      jobId,
      attemptId,
      agentId: '',
      name: this.id,
      ...CITY.centre,
      capacity,
      railMax,
      specialties: [],
      clockFactor: 1_000,
      closing: this.#closing,
      cooking: this.#line.cookingCount,
      waiting: this.#line.waiting.length,
      cooked: 0,
      averageCookMs: 0,
      occurredAt: Date.now(),
      ...this.status,
    });
  }

  /** Says something of orders, whether or not it is so. */
  async sayOf(reports: readonly OrderReport[], bootId = this.bootId): Promise<void> {
    if (reports.length === 0 || this.#isSilent) return;
    this.#sequence += 1;
    const said = {
      kitchenId: this.id,
      bootId,
      sequence: this.#sequence,
      reports: [...reports],
      occurredAt: Date.now(),
    };
    await this.#send('Order_Status', 'OrderReports', said);
  }

  async report(reports: readonly LineReport[]): Promise<void> {
    for (const { orderId, said, repeated } of reports) {
      if (said === 'cooking' && !repeated) this.cooked.set(orderId, (this.cooked.get(orderId) ?? 0) + 1);
    }
    this.#wakeForNext();
    await this.sayOf(
      reports.map(({ orderId, epoch, said, tookMs, repeated }) => ({
        orderId,
        epoch,
        said: SAID[said],
        tookMs: tookMs ?? null,
        repeated: repeated ?? false,
      })),
    );
  }

  #newLine(): CookingLine {
    return new CookingLine({ capacity: this.#options.capacity, railMax: this.#options.railMax });
  }

  #wakeForNext(): void {
    const atMs = this.#line.nextReadyAtMs;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (atMs === null) return;
    this.#timer = setTimeout(
      () => void this.report(this.#line.advance(performance.now())),
      Math.max(0, Math.ceil(atMs - performance.now())),
    );
  }

  async #hear(value: Buffer): Promise<void> {
    const record = await this.#options.codec.decode('OrderInstructions', value);
    this.told.push(record);
    if (record.bootId !== this.bootId || this.#isSilent) return;
    const nowMs = performance.now();
    const reports = record.instructions.flatMap((instruction): LineReport[] => {
      switch (instruction.type) {
        case 'Cook':
          return this.#line.take({ ...instruction, cookMs: instruction.cookMs * this.#options.pace }, nowMs);
        case 'GiveBack':
          return this.#line.giveBack(instruction.orderId, instruction.epoch, nowMs);
        case 'Drop':
          return this.#line.drop(instruction.orderId, instruction.epoch, nowMs);
        case 'StartAnew':
          this.bootId = newId();
          this.#line = this.#newLine();
          return [];
        default:
          return [];
      }
    });
    await this.report(reports);
  }

  #send(
    topic: 'Kitchen_Status' | 'Order_Status',
    name: 'KitchenStatus' | 'OrderReports',
    value: never | object,
  ): Promise<void> {
    const turn = async (): Promise<void> => {
      const bytes = await this.#options.codec.encode(name, value as never);
      await this.#producer?.send([{ topic: topicName(topic, this.#options.topicPrefix), key: this.id, value: bytes }]);
    };
    const sent = this.#sending.then(turn, turn);
    // Whoever asked is told; what comes after is sent whatever became of it.
    this.#sending = sent.catch((error: unknown) => error);
    return sent;
  }
}
