import { avroSchemas, WORK_TYPES } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { MANAGEMENT_TOPIC_NAMES, subjectOfRecord, topicCatalogue, topicOfRecord } from './catalogue.ts';

const deployment = { topicPrefix: 'x.', partitions: 12, replication: 1 };

describe('the catalogue of topics', () => {
  it('has each management topic, each work queue, and their dead letters, under the prefix', () => {
    expect(topicCatalogue(deployment).map(({ name }) => name)).toEqual(
      [...MANAGEMENT_TOPIC_NAMES, ...WORK_TYPES.map((type) => `jobs.${type}`)].flatMap((name) => [
        `x.${name}`,
        `x.${name}.dlq`,
      ]),
    );
  });

  it('carries every record of the schemas on exactly one topic', () => {
    const carried = topicCatalogue(deployment).flatMap(({ record }) => (record === null ? [] : [record]));
    expect(carried.toSorted()).toEqual(Object.keys(avroSchemas).toSorted());
  });

  it('names subjects after topics', () => {
    expect(topicOfRecord('JobInstruction')).toBe('Job_Handling');
    expect(subjectOfRecord('JobInstruction', 'x.')).toBe('x.Job_Handling-value');
    expect(subjectOfRecord('JobStatus')).toBe('Job_Status-value');
    expect(subjectOfRecord('OrderInstructions')).toBe('Order_Handling-value');
  });

  it('wants two copies in sync where there are three, and takes any dead letter that its topic took', () => {
    const three = topicCatalogue({ ...deployment, replication: 3 });
    expect(three.every(({ config }) => config['min.insync.replicas'] === '2')).toBe(true);
    expect(topicCatalogue(deployment).every(({ config }) => config['min.insync.replicas'] === '1')).toBe(true);
    for (const name of MANAGEMENT_TOPIC_NAMES) {
      const most = (topic: string) => Number(three.find((one) => one.name === topic)?.config['max.message.bytes']);
      expect(most(`x.${name}.dlq`)).toBeGreaterThan(most(`x.${name}`));
    }
  });
});
