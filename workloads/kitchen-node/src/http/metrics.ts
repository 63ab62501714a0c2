import type { KitchenOfTask } from '@longshore/schemas';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Kitchen } from '../cook/kitchen.ts';
import type { LaneReader } from '../hear/lane-reader.ts';
import type { Speech } from '../say/speech.ts';

/** What is looked at when somebody scrapes. */
export interface Readings {
  plan: Pick<KitchenOfTask, 'id' | 'capacity' | 'railMax'>;
  kitchen: Pick<Kitchen, 'cooking' | 'waiting' | 'boots' | 'closing'>;
  speech: Pick<Speech, 'unsaid'>;
  reader: Pick<LaneReader, 'lane' | 'records'>;
}

/** The kitchen's metrics, on a registry of their own. */
export function createMetrics(readings: Readings) {
  const registry = new Registry();
  registry.setDefaultLabels({ kitchen: readings.plan.id });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const { plan, kitchen, speech, reader } = readings;
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `longshore_kitchen_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('capacity', 'Dishes that it cooks at once', () => plan.capacity);
  gauge('rail_max', 'Orders that may wait in it for a free cook', () => plan.railMax);
  gauge('cooking', 'Dishes that are being cooked', () => kitchen.cooking);
  gauge('waiting', 'Orders that wait for a free cook', () => kitchen.waiting);
  gauge('closing', '1 while it takes no more orders', () => Number(kitchen.closing));
  gauge('boots', 'How often it began as a stranger to its orders, the first time included', () => kitchen.boots);
  gauge('unsaid_reports', 'Reports on orders that Kafka does not have yet', () => speech.unsaid);
  gauge('hears', '1 while it reads what it is told', () => Number(reader.lane !== null));
  gauge('heard_records', 'Records of its lane that were for it', () => reader.records.heard);
  gauge('poisoned_records', 'Records of its lane that it could not read', () => reader.records.poisoned);
  return {
    registry,
    reports: new Counter({
      name: 'longshore_kitchen_reports_total',
      help: 'What it said of orders, by what was said',
      labelNames: ['said'],
      registers,
    }),
    cookSeconds: new Histogram({
      name: 'longshore_kitchen_cook_seconds',
      help: 'How long dishes took that became ready',
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 2, 3, 5, 10, 30],
      registers,
    }),
    upsets: new Counter({
      name: 'longshore_kitchen_upsets_total',
      help: 'How often it failed for a trial, by how',
      labelNames: ['upset'],
      registers,
    }),
  };
}

export type KitchenMetrics = ReturnType<typeof createMetrics>;
