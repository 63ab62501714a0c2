import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobDetail } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli, startCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleAttempt, samplePlan, sampleReceipt, sampleTask } from '../../../test/fakes/control-plane/samples.ts';

const STARTED = '2026-03-01T12:00:00.000Z';
const ENDED = '2026-03-01T12:00:02.000Z';

/** Nothing here waits long, but the machine may be busy with other things. */
vi.setConfig({ testTimeout: 30_000 });

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

function running(job: JobDetail, over: Partial<JobDetail> = {}): void {
  const task = sampleTask({ state: 'ACTIVE', attempts: [sampleAttempt()] });
  plane.change(job.id, { state: 'RUNNING', startedAt: STARTED, agents: ['host-1'], tasks: [task], ...over });
}

/** Every job runs, writes a line on each stream, and ends as told. */
function everyJobEnds(over: Partial<JobDetail>): void {
  plane.onSubmit = (job) => {
    running(job);
    plane.write(job.id, { text: 'hello' }, { text: 'careful', stream: 'STDERR' });
    plane.change(job.id, { endedAt: ENDED, agents: [], ...over });
  };
}

const onlyJob = () => [...plane.jobs.values()][0]!;
const looks = () => plane.requests.filter(({ path }) => path === `/jobs/${onlyJob().id}`).length;
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 10 });

describe('job run', () => {
  it('follows the job, passes on its output, and ends with 0 when it succeeded', async () => {
    everyJobEnds({ state: 'SUCCEEDED', exitCode: 0 });
    const { exitCode, stdout, stderr } = await runCli(plane, [
      'job',
      'run',
      '--image',
      'tool:1',
      '--',
      'echo',
      '-n',
      'x',
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'hello\n' });
    expect(stderr).toMatch(/^submitted [0-9a-f-]{36}\ncareful\n✓ Succeeded · tool · ran 2\.0 s\n$/);
    expect(plane.requests.find(({ path, method }) => path === '/jobs' && method === 'POST')?.body).toEqual({
      kind: 'container',
      image: 'tool:1',
      command: ['echo', '-n', 'x'],
    });
  });

  it.each([
    [{ state: 'FAILED', exitCode: 42 } as const, 42],
    [{ state: 'FAILED', exitCode: null } as const, 1],
    [{ state: 'FAILED', exitCode: 0 } as const, 1],
    [{ state: 'STOPPED', exitCode: 143 } as const, 143],
    [{ state: 'STOPPED', exitCode: null } as const, 1],
  ])('after %j it ends with %d', async (over, expected) => {
    everyJobEnds({ ...over, reason: { code: 'EXIT_NON_ZERO', message: '', retryable: false } });
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1']);
    expect(exitCode).toBe(expected);
    expect(stderr).toContain('The program ended with an exit code other than 0 · Look at the last lines of its log\n');
    expect(stderr).toContain(`longshore job show ${onlyJob().id} tells more`);
  });

  it('waits a moment for lines that are stored after the end was seen', async () => {
    plane.onSubmit = (job) => {
      plane.change(job.id, { state: 'SUCCEEDED', exitCode: 0 });
      setTimeout(() => plane.write(job.id, { text: 'late' }), 150);
    };
    expect((await runCli(plane, ['job', 'run', '--image', 'tool:1'])).stdout).toBe('late\n');
  });

  it('hears of changes by events, without waiting for the poll', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1', '--name', 'watched']);
    await until(() => expect(terminal.err.text).toContain('· Queued'));
    await until(() => expect(plane.listeners).toBe(1));
    const since = performance.now();
    running(onlyJob());
    await until(() => expect(terminal.err.text).toContain('▶ Running · on host-1'));
    plane.write(onlyJob().id, { text: 'line' });
    await until(() => expect(terminal.out.text).toBe('line\n'));
    plane.change(onlyJob().id, { state: 'SUCCEEDED', exitCode: 0 });
    expect(await ended).toBe(0);
    expect(performance.now() - since).toBeLessThan(4_500);
    await until(() => expect(plane.listeners).toBe(0));
  });

  it('writes progress as plain lines where there is no terminal', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--topic', 'people']);
    await until(() => expect(terminal.err.text).toContain('· Queued'));
    for (const done of [1_000, 1_050, 6_000, 10_000]) {
      const looksBefore = looks();
      running(onlyJob(), { progress: { done, total: 10_000, unit: 'records' } });
      await until(() => expect(looks()).toBeGreaterThan(looksBefore));
    }
    plane.change(onlyJob().id, { state: 'SUCCEEDED', exitCode: 0 });
    expect(await ended).toBe(0);
    expect(terminal.err.text).toMatch(/ {2}1,000 of 10,000 records · 10 %/);
    expect(terminal.err.text).toMatch(/ {2}6,000 of 10,000 records · 60 % · [\d,]+\/s/);
    expect(terminal.err.text).not.toContain('1,050');
  });

  it('rewrites one line on a terminal, no wider than it', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--topic', 'people', '--name', 'a-long-name-of-a-job'], {
      columns: 60,
      environment: { NO_COLOR: '1' },
    });
    await until(() => expect(terminal.err.text).toContain('· Queued'));
    running(onlyJob(), { progress: { done: 5_000, total: 10_000, unit: 'records' } });
    await until(() => expect(terminal.err.text).toContain('[█████░░░░░]  5,000 of 10,000'));
    plane.write(onlyJob().id, { text: 'hello' });
    await until(() => expect(terminal.out.text).toBe('hello\n'));
    plane.change(onlyJob().id, { state: 'SUCCEEDED', exitCode: 0 });
    expect(await ended).toBe(0);
    for (const drawn of terminal.err.text.split('\r\u001b[2K')) {
      if (!drawn.includes('\n')) expect(drawn.length).toBeLessThan(60);
    }
  });

  it('prints the id and nothing else on stdout when it only submits', async () => {
    const { exitCode, stdout, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1', '--detach']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${onlyJob().id}\n`);
    expect(stderr).toContain('· Queued');
    const json = await runCli(plane, ['job', 'run', '--image', 'tool:1', '-d', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ state: 'QUEUED', image: 'tool:1' });
  });

  it('writes one JSON object a line for programs, and ends with the end', async () => {
    everyJobEnds({ state: 'FAILED', exitCode: 7 });
    const { exitCode, stdout, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1', '--json']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exitCode).toBe(7);
    expect(stderr).toBe('');
    expect(events.map(({ event }) => event)).toEqual(['job', 'log', 'log', 'end']);
    expect(events[1]).toMatchObject({ text: 'hello', stream: 'STDOUT' });
    expect(events.at(-1)).toMatchObject({ exitCode: 7, job: { state: 'FAILED' } });
  });
});

describe('interrupting job run', () => {
  it('stops the job at the first interrupt, waits for its end, and ends with 130', async () => {
    plane.onStop = () => undefined;
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1']);
    await until(() => expect(terminal.err.text).toContain('· Queued'));
    terminal.interrupt();
    await until(() => expect(terminal.err.text).toContain('» Stopping'));
    expect(onlyJob().stopWanted).toBe(true);
    plane.change(onlyJob().id, { state: 'STOPPED', endedAt: ENDED });
    expect(await ended).toBe(130);
    expect(terminal.err.text).toContain('■ Stopped');
  });

  it('leaves the job at the second, and says how to follow it again', async () => {
    plane.onStop = () => undefined;
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1']);
    await until(() => expect(terminal.err.text).toContain('· Queued'));
    terminal.interrupt();
    await until(() => expect(terminal.err.text).toContain('» Stopping'));
    terminal.interrupt();
    expect(await ended).toBe(130);
    expect(terminal.err.text).toContain(`detached · stopping when left · longshore job attach ${onlyJob().id}`);
    expect(onlyJob().state).toBe('STOPPING');
  });

  it('takes a job that ended meanwhile for ended', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1']);
    await until(() => expect(plane.listeners).toBe(1));
    const job = onlyJob();
    plane.jobs.set(job.id, { ...job, state: 'SUCCEEDED', exitCode: 0 });
    terminal.interrupt();
    expect(await ended).toBe(130);
    expect(terminal.err.text).toContain('✓ Succeeded');
  });
});

describe('a control plane that restarts', () => {
  it('is waited for while attached, which is said once, and so is its return', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1']);
    await until(() => expect(plane.listeners).toBe(1));
    await plane.stop();
    await until(() => expect(terminal.err.text).toContain('the control plane does not answer'));
    await plane.start();
    await until(() => expect(terminal.err.text).toContain('the control plane answers again after'));
    running(onlyJob());
    plane.change(onlyJob().id, { state: 'SUCCEEDED', exitCode: 0 });
    expect(await ended).toBe(0);
    expect(terminal.err.text.match(/does not answer/g)).toHaveLength(1);
    expect(terminal.err.text.match(/answers again/g)).toHaveLength(1);
  });

  it('can be left by two interrupts while it is away', async () => {
    const { terminal, ended } = startCli(plane, ['job', 'run', '--image', 'tool:1']);
    await until(() => expect(plane.listeners).toBe(1));
    await plane.stop();
    await until(() => expect(terminal.err.text).toContain('the control plane does not answer'));
    terminal.interrupt();
    terminal.interrupt();
    expect(await ended).toBe(130);
    expect(terminal.err.text).toContain('detached');
  });
});

describe('a job that does not fit', () => {
  const impossible = samplePlan({
    fits: false,
    possible: false,
    receipts: [sampleReceipt({ winner: null, summary: 'No agent has 8 GiB.', wouldFit: ['ask for at most 1 GiB'] })],
  });

  it('is not submitted when no agent could ever hold it, ends with 2, and says what would fit', async () => {
    plane.plan = impossible;
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1', '--memory', '8GiB']);
    expect(exitCode).toBe(2);
    expect(plane.jobs.size).toBe(0);
    expect(stderr).toContain('would fit: ask for at most 1 GiB');
    expect(stderr).toContain('No agent could ever hold it · the options given · Ask for less\n');
    expect(stderr).toContain('  --memory (resources.memoryBytes): host-3: needs 8 GiB, has 1 GiB\n');
  });

  it('is stopped when it was not placed in the time given, and ends with 2', async () => {
    plane.onSubmit = (job) => void plane.change(job.id, { waitsFor: 'memory on host-1' });
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1', '--place-within', '1ms']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('not placed in time · memory on host-1');
    expect(onlyJob().state).toBe('STOPPED');
  });

  it('is shown with its receipt by job plan, which ends with 2', async () => {
    plane.plan = impossible;
    const { exitCode, stdout } = await runCli(plane, ['job', 'plan', '--image', 'tool:1']);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('✗ cannot be placed');
    expect(plane.jobs.size).toBe(0);
  });
});

describe('a job that is refused', () => {
  it.each([
    [['--image', 'Not An Image'], '--image: not an image name'],
    [['--image', 'tool:1', '--memory', '-1MiB'], '--memory (resources.memoryBytes): at least 6 MiB'],
    [['--image', 'tool:1', '--cpu', '1000000'], '--cpu (resources.cpuMillis): at most 1024000'],
    [['--topic', 'no spaces'], '--topic: Kafka takes letters'],
    [['--topic', 'people', '--rate', '-5'], '--rate (generator.ratePerSecond): more than 0'],
    [['--topic', 'people', '--count', '-5'], '--count (generator.count): at least 1'],
    [['--topic', 'people', '--count', '1.5'], '--count (generator.count): a whole number'],
    [['--topic', 'people', '--env', 'LONGSHORE_X=1'], '--env (environment): names that start with LONGSHORE_'],
  ])('%j names the flag and says what would be right', async (args, expected) => {
    const { exitCode, stdout, stderr } = await runCli(plane, ['job', 'run', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^the job is not accepted · the options given · correct what is named below\n/);
    expect(stderr).toContain(`  ${expected}`);
  });

  it.each([
    [['--memory', 'lots'], '--memory does not take "lots" · longshore job run · expected an amount of memory'],
    [['--deadline', '5'], '--deadline does not take "5" · longshore job run · expected a duration with its unit'],
    [['--env', 'A'], '--env does not take "A" · longshore job run · expected KEY=VALUE'],
    [['--kind', 'magic'], '--kind does not take "magic"'],
    [['--imagee', 'x'], "unknown option '--imagee' · longshore job run · Did you mean --image?"],
    [[], 'nothing to run was named'],
  ])('%j is wrong usage, without a word to the control plane', async (args, expected) => {
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(expected);
    expect(plane.requests).toEqual([]);
  });
});

describe('a job from a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longshore-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  }

  it('is read from YAML, from JSON and from stdin alike, with flags laid over it', async () => {
    const yaml = await file('job.yaml', 'kind: container\nimage: tool:1\nresources: { cpuMillis: 100 }\n');
    const json = await file('job.json', '{"kind":"container","image":"tool:1","resources":{"cpuMillis":100}}');
    const stdin = 'image: tool:1\nresources:\n  cpuMillis: 100\n';
    for (const [path, options] of [
      [yaml, {}],
      [json, {}],
      ['-', { stdin }],
    ] as const) {
      plane.requests.length = 0;
      await runCli(plane, ['job', 'plan', '-f', path, '--memory', '64MiB'], options);
      expect(plane.requests[0]?.body).toEqual({
        kind: 'container',
        image: 'tool:1',
        resources: { cpuMillis: 100, memoryBytes: 64 * 2 ** 20 },
      });
    }
  });

  it.each([
    ['broken.json', '{"image": "tool:1",}', 'malformed JSON: '],
    ['broken.yaml', 'image: tool:1\n  kind: [', 'malformed YAML: '],
    ['list.yaml', '- image: tool:1\n', 'a list where a job was expected'],
    ['empty.yaml', '\n', 'nothing where a job was expected'],
    ['two.yaml', 'image: a\n---\nimage: b\n', 'more than one document'],
    ['large.yaml', `name: ${'x'.repeat(1_100_000)}\n`, '1.05 MiB, and at most 1 MiB is accepted'],
  ])('%s is refused with file and reason', async (name, text, expected) => {
    const path = await file(name, text);
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '-f', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${expected}`);
    expect(stderr).toContain(path);
    expect(plane.requests).toEqual([]);
  });

  it('names a file that is not there', async () => {
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '-f', join(folder, 'gone.yaml')]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(`no such file · ${join(folder, 'gone.yaml')} · give a readable file, or - for stdin\n`);
  });

  it('names the unknown field of a file that the control plane refuses', async () => {
    const path = await file('job.yaml', 'image: tool:1\nimge: x\n');
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '-f', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`the job is not accepted · ${path} · `);
    expect(stderr).toContain('imge');
  });
});
