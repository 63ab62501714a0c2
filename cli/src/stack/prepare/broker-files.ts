import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BrokerDescription, formatProperties } from '../plan/kafka-service.ts';
import type { StackLayout } from '../plan/stack-layout.ts';

/** Writes a broker's properties, and gives it formatted storage unless it has some. */
export function writeBrokerFiles(broker: BrokerDescription, layout: StackLayout): void {
  mkdirSync(dirname(broker.propertiesFile), { recursive: true });
  writeFileSync(broker.propertiesFile, formatProperties(broker.properties));
  if (existsSync(join(broker.storageDirectory, 'meta.properties'))) return;
  const partial = `${broker.storageDirectory}.new`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(layout.programs.kafkaStorageTemplate, partial, { recursive: true });
  writeFileSync(
    join(partial, 'meta.properties'),
    formatProperties({
      version: 1,
      'cluster.id': layout.clusterId,
      'node.id': broker.nodeId,
      'directory.id': kafkaId(`${layout.clusterId}/${broker.nodeId}`),
    }),
  );
  rmSync(broker.storageDirectory, { recursive: true, force: true });
  renameSync(partial, broker.storageDirectory);
}

/** An id of the kind that Kafka uses, made from a name: 16 bytes as URL-safe base64, not beginning with a dash. */
export function kafkaId(name: string): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  return bytes.toString('base64url').replace(/^-/, 'A');
}
