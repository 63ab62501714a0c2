import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleAgent } from '../../../test/fakes/control-plane/samples.ts';

const options = { nowMs: Date.parse('2026-03-01T12:00:04Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

describe('agent list', () => {
  it('shows state, last word and room of each agent', async () => {
    plane.agents.push(
      sampleAgent(),
      sampleAgent({ id: 'host-2', state: 'BLOCKED', cordoned: true, labels: {}, runningContainers: 0 }),
    );
    const { stdout } = await runCli(plane, ['agent', 'list'], options);
    expect(stdout.split('\n')).toEqual([
      'Agent   State                           Heard    Running  Cpu reserved   Memory reserved    Slots  Engine    Labels',
      'host-1  ✓ Ready                         4 s ago        1     0.25 of 2  256 MiB of 4 GiB  1 of 16  20.10.24  zone=a',
      'host-2  ✗ Engine unreachable, cordoned  4 s ago        0     0.25 of 2  256 MiB of 4 GiB  1 of 16  20.10.24',
      '',
    ]);
  });

  it('says what to do when there are none', async () => {
    expect((await runCli(plane, ['agent', 'list'])).stderr).toBe(
      'no agents yet · ./longshore up starts one on this machine\n',
    );
  });
});

describe('agent show', () => {
  it('shows checks, the blocked handler and containers', async () => {
    plane.agents.push(
      sampleAgent({
        state: 'BLOCKED',
        stateDetail: 'The engine does not answer.',
        handlerBlocked: true,
        checks: [{ name: 'ping', ok: false, detail: 'no answer within 2 s' }],
        containers: [
          {
            attemptId: 'a',
            jobId: 'j',
            jobName: 'people',
            taskIndex: 0,
            containerId: 'c0ffee5eed00deadbeef',
            engineState: 'running',
            exitCode: null,
            cpuMillis: 120,
            memoryBytes: 64 * 2 ** 20,
          },
        ],
      }),
    );
    const { stdout } = await runCli(plane, ['agent', 'show', 'host'], options);
    expect(stdout).toContain('host-1  ✗ Engine unreachable\nThe engine does not answer.\n');
    expect(stdout).toContain('✗ blocked: takes no instructions');
    expect(stdout).toContain('✗ ping  no answer within 2 s');
    expect(stdout).toMatch(/c0ffee5eed00 {2}people +0 {2}running +– {2}0\.12 {2}64 MiB/);
  });

  it('names the candidates when the start of an id fits several, and says when none does', async () => {
    plane.agents.push(sampleAgent(), sampleAgent({ id: 'host-2' }));
    expect((await runCli(plane, ['agent', 'show', 'host'])).stderr).toContain(
      `2 agents fit "host" · ${plane.url} · give more of the id\n  host-1\n  host-2\n`,
    );
    const none = await runCli(plane, ['agent', 'show', 'gone']);
    expect(none.exitCode).toBe(1);
    expect(none.stderr).toContain('no agent has the id "gone"');
  });

  it('is the same for programs as the API gives it', async () => {
    plane.agents.push(sampleAgent());
    const { stdout } = await runCli(plane, ['agent', 'show', 'host-1', '--json']);
    expect(JSON.parse(stdout)).toEqual(plane.agents[0]);
  });
});
