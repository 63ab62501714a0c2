import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane, sampleMessage } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { createCli } from '../cli.ts';
import { MANAGEMENT_SUBJECTS } from './registry-subjects.ts';
import { runDemo } from './run-demo.ts';

let plane: FakeControlPlane;
let registry: Server;
let subjects: string[];

beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  subjects = [...MANAGEMENT_SUBJECTS, 'other-value'];
  registry = createServer((_, response) => response.end(JSON.stringify(subjects)));
  await new Promise<void>((resolve) => {
    registry.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  await plane.stop();
  registry.closeAllConnections();
  registry.close();
});

function addTopic(name: string, keys: string[]): void {
  plane.topics.push({
    name,
    partitions: 1,
    replication: 1,
    records: keys.length,
    internal: false,
    partitionOffsets: [],
  });
  plane.messages.set(
    name,
    keys.map((key, offset) => sampleMessage({ key, offset, value: `{"id":${offset}}` })),
  );
}

/** The job writes these keys and ends. */
function jobWrites(keys: string[], state: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED'): void {
  plane.pageSize = 5_000;
  plane.onSubmit = (job) => {
    addTopic(job.topic ?? '', keys);
    plane.change(job.id, { state });
  };
}

async function demo() {
  const terminal = new FakeTerminal({ environment: { LONGSHORE_URL: plane.url } });
  const registryUrl = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  const exitCode = await runDemo(createCli(terminal), { registryUrl, bootstrapServers: '127.0.0.1:9092' });
  return { exitCode, stdout: terminal.out.text };
}

const tenThousand = Array.from({ length: 10_000 }, (_, n) => `0:${n}`);

describe('the demo', () => {
  it('ends with 0 when every record is in the topic, the job succeeded and the schemas are registered', async () => {
    jobWrites([...tenThousand, '0:7']);
    const { exitCode, stdout } = await demo();
    expect(stdout).toContain('✓ 10,000 of 10,000 distinct records in the topic (10,001 records, read in ');
    expect(stdout).toContain('0:0  {"id":0}\n');
    expect(stdout).toContain(`✓ ${MANAGEMENT_SUBJECTS.join(', ')}`);
    expect(stdout).toContain(`web page   ${plane.url}/jobs/`);
    expect(stdout).toContain('kcat -C -q -e -b 127.0.0.1:9092 -t demo.people -o beginning');
    expect(exitCode).toBe(0);
  });

  it('takes a topic of its own at each run, so that counts are exact', async () => {
    addTopic('demo.people', ['old']);
    addTopic('demo.people-2', ['old']);
    jobWrites(tenThousand);
    expect((await demo()).stdout).toContain('in the topic demo.people-3');
  });

  it('says what was not so, and ends with another code', async () => {
    jobWrites(tenThousand.slice(1));
    let shown = await demo();
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toContain('✗ 9,999 of 10,000 distinct records');

    jobWrites(tenThousand, 'FAILED');
    shown = await demo();
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toMatch(/✗ the job [0-9a-f-]+: Failed/);

    jobWrites(tenThousand);
    subjects = ['Job_Status-value'];
    shown = await demo();
    expect(shown.exitCode).toBe(1);
    expect(shown.stdout).toContain('✗ missing: Agent_Status-value, Job_Handling-value, Job_Logs-value');
  });
});
