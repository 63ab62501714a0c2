import { describe, expect, it } from 'vitest';
import { sortOfTopic, sortTopicCatalogue, sortTopics } from './sort-topics.ts';

const id = '01999999-9999-7999-8999-999999999999';

describe('the topics of a sort', () => {
  it('are known by their names, with the deployment’s prefix and no other', () => {
    for (const topic of Object.values(sortTopics(id, 'eu-'))) expect(sortOfTopic(topic, 'eu-')).toBe(id);
    for (const topic of [
      `sort.${id}.result`,
      'eu-orders',
      `eu-sort.${id}.other`,
      'eu-sort.mine.result',
      `xeu-sort.${id}.result`,
    ]) {
      expect(sortOfTopic(topic, 'eu-'), topic).toBeNull();
    }
  });

  it('keep everything until they are removed, and take a chunk of any size', () => {
    const topics = sortTopicCatalogue(id, { topicPrefix: '', replication: 3, partitions: 8 });
    expect(topics.map(({ name, partitions }) => [name.split('.').at(-1), partitions])).toEqual([
      ['input', 8],
      ['control', 2],
      ['exchange', 8],
      ['result', 8],
    ]);
    for (const { config } of topics) {
      expect(config).toMatchObject({
        'retention.ms': '-1',
        'max.message.bytes': '8388608',
        'min.insync.replicas': '2',
      });
    }
  });
});
