import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleAttempt, sampleJob, sampleReceipt, sampleTask } from '../../../test/fakes/control-plane/samples.ts';

const NOW = Date.parse('2026-03-01T12:04:00Z');
const IDS = [
  '0198a1b2-c3d4-7000-8000-000000000001',
  '0198a1b2-c3d4-7000-8000-000000000002',
  '0198ffff-0000-7000-8000-000000000003',
];

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

const cli = (args: string[], options = {}) => runCli(plane, args, { nowMs: NOW, ...options });

function threeJobs(): void {
  plane.change(IDS[0]!, sampleJob({ id: IDS[0]!, name: 'people' }));
  plane.change(IDS[1]!, sampleJob({ id: IDS[1]!, name: 'people', state: 'RUNNING', agents: ['host-1'] }));
  plane.change(
    IDS[2]!,
    sampleJob({
      id: IDS[2]!,
      name: 'nightly',
      state: 'FAILED',
      exitCode: 3,
      reason: { code: 'EXIT_NON_ZERO', message: 'exit code 3', retryable: false },
    }),
  );
}

describe('job list', () => {
  it('shows jobs newest first, with state, age, short id and where or why', async () => {
    threeJobs();
    const { exitCode, stdout, stderr } = await cli(['job', 'list']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'Name     State      Done  Submitted  Took  Id                                    Image   Where or why',
      'nightly  ✗ Failed      –  4 min ago     –  0198ffff-0000-7000-8000-000000000003  tool:1  exit 3',
      'people   ▶ Running     –  4 min ago     –  0198a1b2-c3d4-7000-8000-000000000002  tool:1  host-1',
      'people   · Queued      –  4 min ago     –  0198a1b2-c3d4-7000-8000-000000000001  tool:1',
      '',
    ]);
  });

  it('says what to do when there is nothing to show', async () => {
    expect((await cli(['job', 'list'])).stderr).toContain('no jobs yet · longshore job run --topic people');
    expect((await cli(['job', 'list', '--state', 'running'])).stderr).toContain('no job fits');
  });

  it('goes through all pages, and says when it stops before the end', async () => {
    for (let index = 0; index < 7; index += 1) plane.change(`id-${index}`, {});
    plane.pageSize = 3;
    const all = await cli(['job', 'list', '--all', '--json']);
    expect(JSON.parse(all.stdout)).toHaveLength(7);
    const some = await cli(['job', 'list', '-n', '5']);
    expect(some.stdout.trim().split('\n')).toHaveLength(6);
    expect(some.stderr).toContain('only the newest 5 jobs');
  });

  it('asks for what was asked for', async () => {
    await cli([
      'job',
      'list',
      'night',
      '--state',
      'running,queued',
      '--agent',
      'host-1',
      '--topic',
      't',
      '--kind',
      'container',
    ]);
    expect(Object.fromEntries(plane.requests[0]!.query)).toEqual({
      q: 'night',
      state: 'RUNNING,QUEUED',
      agent: 'host-1',
      topic: 't',
      kind: 'container',
      limit: '30',
    });
  });
});

describe('naming a job', () => {
  it('takes a whole id, the start of one, or a name that only one has', async () => {
    threeJobs();
    for (const given of [IDS[2]!, IDS[2]!.toUpperCase(), '0198ff', 'nightly']) {
      const { stdout } = await cli(['job', 'show', given, '--json']);
      expect(JSON.parse(stdout).id).toBe(IDS[2]);
    }
  });

  it('lists the candidates when more than one fits', async () => {
    threeJobs();
    const { exitCode, stderr } = await cli(['job', 'show', 'people']);
    expect(exitCode).toBe(1);
    expect(stderr.split('\n')).toEqual([
      `2 jobs fit "people" · ${plane.url} · give more of the id`,
      `  ${IDS[1]}  ▶ Running  4 min ago  people`,
      `  ${IDS[0]}  · Queued  4 min ago  people`,
      '',
    ]);
    expect((await cli(['job', 'stop', '0198a'])).stderr).toContain('2 jobs fit "0198a"');
  });

  it('says that nothing fits, and where to look', async () => {
    for (const given of ['gone', '0198a1b2-c3d4-7000-8000-00000000000f']) {
      const { exitCode, stderr } = await cli(['job', 'show', given]);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^(no job has the id or the name "gone"|There is no job 0198)/);
    }
  });
});

describe('job show', () => {
  it('shows state, reason, facts, timeline, tries and placement', async () => {
    threeJobs();
    const id = IDS[2]!;
    const attempt = sampleAttempt({
      observed: 'FAILED',
      exitCode: 3,
      endedAt: '2026-03-01T12:00:12.000Z',
      receipt: sampleReceipt(),
      reason: { code: 'EXIT_NON_ZERO', message: 'exit code 3', retryable: false },
    });
    plane.change(id, { tasks: [sampleTask({ state: 'FAILED', attempts: [attempt] })] });
    plane.events.set(id, [
      {
        id: '1',
        jobId: id,
        attemptId: null,
        taskIndex: null,
        attempt: null,
        agentId: null,
        type: 'JobSubmitted',
        message: 'Submitted.',
        reason: null,
        at: '2026-03-01T12:00:00.000Z',
      },
      {
        id: '2',
        jobId: id,
        attemptId: attempt.id,
        taskIndex: 0,
        attempt: 1,
        agentId: 'host-1',
        type: 'AttemptEnded',
        message: 'Exit code 3.',
        reason: null,
        at: '2026-03-01T12:00:12.400Z',
      },
    ]);
    const { stdout } = await cli(['job', 'show', 'nightly']);
    expect(stdout).toContain(
      'nightly  ✗ Failed\nThe program ended with an exit code other than 0: exit code 3 · Look at the last lines of its log\n',
    );
    expect(stdout).toContain('Size       1 task of 0.25 cores and 256 MiB');
    expect(stdout).toMatch(
      /Timeline\nAfter {2}What .*\n\+0 ms {2}JobSubmitted .*\n\+12 s {2}AttemptEnded +0, try 1 {2}host-1 {2}Exit code 3\./,
    );
    expect(stdout).toMatch(/Tries\n.*\n +0 +1 {2}✗ Failed {2}host-1 +12 s +3 {2}c0ffee5eed00/);
    expect(stdout).toContain('Placement\nTask 0: host-1 has the most room.');
  });
});

describe('job logs', () => {
  it('prints stdout to stdout and the rest to stderr, each line once', async () => {
    plane.change('j', { id: IDS[0]!, name: 'people', state: 'SUCCEEDED' });
    plane.jobs.set(IDS[0]!, plane.jobs.get('j')!);
    plane.jobs.delete('j');
    for (const always of [true, false]) {
      plane.logsAlwaysHaveNext = always;
      plane.logs.delete(IDS[0]!);
      plane.write(
        IDS[0]!,
        { text: 'one' },
        { text: 'oops', stream: 'STDERR' },
        { text: '3 lines dropped', stream: 'LONGSHORE' },
      );
      const { stdout, stderr, exitCode } = await cli(['job', 'logs', 'people']);
      expect({ stdout, stderr, exitCode }).toEqual({
        stdout: 'one\n',
        stderr: 'oops\nlongshore: 3 lines dropped\n',
        exitCode: 0,
      });
    }
  });

  it('obey nothing of it but colours on a terminal, and pass it on as it is elsewhere', async () => {
    const text = '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m bell \u0007';
    plane.change(IDS[0]!, sampleJob({ id: IDS[0]!, name: 'people', state: 'SUCCEEDED' }));
    plane.write(IDS[0]!, { text }, { text, stream: 'STDERR' });
    const elsewhere = await cli(['job', 'logs', 'people']);
    expect([elsewhere.stdout, elsewhere.stderr]).toEqual([`${text}\n`, `${text}\n`]);
    const coloured = await cli(['job', 'logs', 'people'], { columns: 80 });
    const safe = '\u001b[31mred\u001b[0m bell \\x07\u001b[0m\n';
    expect([coloured.stdout, coloured.stderr]).toEqual([safe, safe]);
    const plain = await cli(['job', 'logs', 'people'], { columns: 80, environment: { NO_COLOR: '1' } });
    expect([plain.stdout, plain.stderr]).toEqual(['red bell \\x07\n', 'red bell \\x07\n']);
    plane.write(IDS[0]!, { text: '\u009b2J\u007f' });
    const json = (await cli(['job', 'logs', 'people', '--json'], { columns: 80 })).stdout;
    expect(json).toContain('"text":"\\u009b2J\\u007f"');
    const followed = await cli(['job', 'attach', 'people'], { columns: 80 });
    expect(followed.stdout).toBe(`${safe}\\x9b2J\\x7f\n`);
  });

  it('says which task a line is from when there are several', async () => {
    plane.change(IDS[0]!, sampleJob({ id: IDS[0]!, name: 'people', state: 'SUCCEEDED', taskCount: 2 }));
    plane.write(IDS[0]!, { text: 'one', taskIndex: 1 });
    expect((await cli(['job', 'logs', 'people'])).stdout).toBe('1 │ one\n');
    expect((await cli(['job', 'logs', 'people', '--task', '1'])).stdout).toBe('one\n');
  });

  it('are of one try where a try is named, as long as it is clear of which task', async () => {
    const tasks = [0, 1].map((index) =>
      sampleTask({ index, attempts: [1, 2].map((attempt) => sampleAttempt({ attempt, taskIndex: index })) }),
    );
    plane.change(IDS[0]!, sampleJob({ id: IDS[0]!, name: 'people', state: 'SUCCEEDED', taskCount: 2, tasks }));
    await cli(['job', 'logs', 'people', '--task', '1', '--try', '2']);
    expect(plane.requests.at(-1)?.query.get('attemptId')).toBe(tasks[1]?.attempts[1]?.id);
    expect((await cli(['job', 'logs', 'people', '--try', '2'])).stderr).toContain(
      '2 tasks have a try 2 · people · say',
    );
    expect((await cli(['job', 'logs', 'people', '--task', '1', '--try', '3'])).stderr).toContain('there is no try 3');
  });

  it('says so when nothing was written', async () => {
    plane.change(IDS[0]!, sampleJob({ id: IDS[0]!, name: 'people', state: 'SUCCEEDED' }));
    expect((await cli(['job', 'logs', 'people'])).stderr).toBe('the job wrote nothing\n');
  });
});

describe('stopping and forgetting jobs', () => {
  it('stops several, and goes on when one of them cannot be', async () => {
    threeJobs();
    const { exitCode, stdout, stderr } = await cli(['job', 'stop', 'nightly', IDS[1]!, '--wait']);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('people: ■ Stopped\n');
    expect(stderr).toMatch(/^The job has already ended: FAILED · POST .*\/stop\n$/);
  });

  it('forgets an ended job', async () => {
    threeJobs();
    const { exitCode, stdout } = await cli(['job', 'rm', 'nightly']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${IDS[2]} deleted\n` });
    expect(plane.jobs.has(IDS[2]!)).toBe(false);
  });
});
