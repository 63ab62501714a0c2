import { describe, expect, it } from 'vitest';
import { installCommands } from './install-commands.ts';

const installation = {
  bootstrapServers: ['kafka-1:9092', 'kafka-2:9092'],
  registryUrl: 'http://registry:8081/apis/ccompat/v7',
  topicPrefix: '',
  loopback: [],
};

describe('the commands that install an agent', () => {
  it('each carry the addresses, and a prefix of topics only where there is one', () => {
    const ways = installCommands(installation);
    expect(ways.map(({ id }) => id)).toEqual(['package', 'executable', 'container']);
    for (const { command } of ways) {
      expect(command).toContain('KAFKA_BOOTSTRAP_SERVERS=kafka-1:9092,kafka-2:9092');
      expect(command).toContain('SCHEMA_REGISTRY_URL=http://registry:8081/apis/ccompat/v7');
      expect(command).not.toContain('PREFIX');
    }
    for (const { command } of installCommands({ ...installation, topicPrefix: 'eu-' })) {
      expect(command).toContain('LONGSHORE_TOPIC_PREFIX=eu-');
    }
  });

  it('keep a shell from reading anything into an address', () => {
    const [way] = installCommands({ ...installation, registryUrl: "http://registry/?a=1&b='$(x)" });
    expect(way?.command).toContain(String.raw`SCHEMA_REGISTRY_URL='http://registry/?a=1&b='\''$(x)'`);
  });
});
