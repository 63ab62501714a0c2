import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

describe('agent confirm-dead', () => {
  it('takes the word for a silent agent, by its whole id, and is refused for one that is heard', async () => {
    plane.agents.push(sampleAgent(), sampleAgent({ id: 'host-2', state: 'SILENT' }));
    const heard = await runCli(plane, ['agent', 'confirm-dead', 'host-1']);
    expect(heard.exitCode).toBe(1);
    expect(heard.stderr).toContain('host-1 is heard');
    expect(heard.stderr).toContain('Only a silent agent can be confirmed dead');
    const start = await runCli(plane, ['agent', 'confirm-dead', 'host']);
    expect(start.stderr).toContain('There is no agent host');
    const dead = await runCli(plane, ['agent', 'confirm-dead', 'host-2']);
    expect(dead).toMatchObject({
      exitCode: 0,
      stdout: 'host-2: confirmed dead; what was open there is lost, and tried again elsewhere\n',
    });
    expect(plane.agents.map(({ deadConfirmed }) => deadConfirmed)).toEqual([false, true]);
    const json = await runCli(plane, ['agent', 'confirm-dead', 'host-2', '--json']);
    expect(JSON.parse(json.stdout)).toEqual({ id: 'host-2', confirmedDead: true });
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
    // Of an agent that is older than the question nothing is known of others.
    expect(stdout).toMatch(/Containers +1 of ours\n/);
    plane.agents[0] = sampleAgent({ otherContainers: 3 });
    expect((await runCli(plane, ['agent', 'show', 'host'], options)).stdout).toMatch(
      /Containers +0 of ours, 3 of others running\n/,
    );
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

describe('agent cordon and uncordon', () => {
  it('keeps new work away and lets it come again, several agents at once', async () => {
    plane.agents.push(sampleAgent(), sampleAgent({ id: 'other' }));
    const { stdout } = await runCli(plane, ['agent', 'cordon', 'host-1', 'oth']);
    expect(stdout).toBe(
      'host-1: cordoned: takes no new work; what runs there runs on\nother: cordoned: takes no new work; what runs there runs on\n',
    );
    expect(plane.agents.map(({ cordoned }) => cordoned)).toEqual([true, true]);
    const opened = await runCli(plane, ['agent', 'uncordon', 'host-1', '--json']);
    expect(JSON.parse(opened.stdout)).toMatchObject({ id: 'host-1', cordoned: false });
  });

  it('goes on with the others when one is not there, and ends with a failure', async () => {
    plane.agents.push(sampleAgent());
    const { exitCode, stderr } = await runCli(plane, ['agent', 'cordon', 'gone', 'host-1']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('no agent has the id "gone"');
    expect(plane.agents[0]?.cordoned).toBe(true);
  });
});

describe('agent label', () => {
  it('sets labels, takes some away, and goes back to the agent’s own', async () => {
    plane.agents.push(sampleAgent({ ownLabels: { zone: 'a', disk: 'ssd' } }));
    const { stdout } = await runCli(plane, ['agent', 'label', 'host-1', 'zone=b=c', 'gpu=', 'disk-']);
    expect(plane.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      body: { labels: { zone: 'b=c', gpu: '', disk: null } },
    });
    expect(stdout).toBe('host-1: zone=b=c gpu=\n');
    expect((await runCli(plane, ['agent', 'show', 'host-1'], options)).stdout).toMatch(/Set here +zone=b=c gpu= disk-/);
    await runCli(plane, ['agent', 'label', 'host-1', '--reset']);
    expect(plane.requests.at(-1)?.body).toEqual({ labels: null });
  });

  it.each([
    [['zone'], '"zone" is no change of a label'],
    [['=x'], '"=x" is no change of a label'],
    [['-'], '"-" is no change of a label'],
    [[], 'say which labels'],
    [['zone=a', '--reset'], '--reset stands alone'],
  ])('refuses %j in words and asks for nothing', async (changes, words) => {
    plane.agents.push(sampleAgent());
    const { exitCode, stderr } = await runCli(plane, ['agent', 'label', 'host-1', ...changes]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    expect(plane.requests).toEqual([]);
  });
});

describe('agent drain', () => {
  it('asks for ten minutes unless told otherwise, and says what will happen', async () => {
    plane.agents.push(sampleAgent());
    const { stdout } = await runCli(plane, ['agent', 'drain', 'host-1']);
    expect(plane.requests.at(-1)?.body).toEqual({ deadlineMs: 600_000, whenDeadline: 'stop' });
    expect(stdout).toBe(
      'host-1: » Draining · 1 task left; what still runs in 10 min is stopped and started elsewhere\n',
    );
    await runCli(plane, ['agent', 'drain', 'host-1', '--deadline', 'none', '--when-deadline', 'leave']);
    expect(plane.requests.at(-1)?.body).toEqual({ deadlineMs: null, whenDeadline: 'leave' });
  });

  it('waits until the agent is empty', async () => {
    plane.agents.push(sampleAgent());
    plane.onDrain = async (agent) => {
      await vi.waitFor(() => expect(plane.requests.at(-1)?.method).toBe('GET'), { interval: 5, timeout: 10_000 });
      Object.assign(agent, { drain: { ...agent.drain, state: 'DRAINED', left: 0 } });
      plane.hint('agents');
    };
    const { exitCode, stdout, stderr } = await runCli(plane, ['agent', 'drain', 'host-1', '--wait']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('1 task left');
    expect(stdout).toBe('host-1: ✓ Drained · Empty: nothing that Longshore placed runs here any more\n');
  });

  it('ends with a failure when what ran was left to run, or the drain was called off', async () => {
    plane.agents.push(sampleAgent());
    plane.onDrain = (agent) => Object.assign(agent, { drain: { ...agent.drain, state: 'LEFT' } });
    const left = await runCli(plane, ['agent', 'drain', 'host-1', '--wait']);
    expect([left.exitCode, left.stderr]).toEqual([1, expect.stringContaining('host-1 is not empty')]);
    plane.onDrain = (agent) => Object.assign(agent, { drain: null });
    const calledOff = await runCli(plane, ['agent', 'drain', 'host-1', '--wait']);
    expect([calledOff.exitCode, calledOff.stderr]).toEqual([1, expect.stringContaining('was called off')]);
  });

  it('refuses what is no duration and no known end of one', async () => {
    plane.agents.push(sampleAgent());
    expect((await runCli(plane, ['agent', 'drain', 'host-1', '--deadline', 'soon'])).stderr).toContain('a duration');
    expect((await runCli(plane, ['agent', 'drain', 'host-1', '--when-deadline', 'x'])).stderr).toContain(
      'stop or leave',
    );
  });
});
