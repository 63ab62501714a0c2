import { SCENARIO_NAMES } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleRun } from '../../../test/fakes/control-plane/fake-kitchens.ts';
import { runCli, startCli } from '../../../test/fakes/control-plane/run-cli.ts';

const options = { nowMs: Date.parse('2026-03-01T12:05:00Z') };

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

const run = (...args: string[]) => runCli(plane, ['kitchen', ...args], options);

/** A run that is further each time that somebody looks. */
function goesOn(end: 'done' | 'failed' = 'done'): void {
  plane.kitchens.onLook = (each) => {
    if (each.state === 'preparing')
      Object.assign(each, { state: 'running', elapsedMs: 15_000, received: 70, ended: 60 });
    else if (each.state === 'running') {
      const { result, received, ended } = sampleRun();
      Object.assign(each, { state: end, received, ended, result: end === 'done' ? result : null });
      if (end === 'failed') each.reason = 'no agent has room for its kitchens';
    }
    plane.hint('jobs');
  };
}

describe('kitchen scenario', () => {
  it('lists those there are', async () => {
    const { stdout } = await run('scenario');
    for (const name of SCENARIO_NAMES) expect(stdout).toContain(`${name} `);
  });

  it('starts one, follows it, and prints what came of it, kitchen by kitchen', async () => {
    goesOn();
    const { stdout, stderr, exitCode } = await run(
      'scenario',
      'lunch',
      '--kitchens',
      '5',
      '--speed',
      '2',
      '--seed',
      '9',
    );
    expect(exitCode).toBe(0);
    expect(plane.requests[0]).toMatchObject({ body: { scenario: 'lunch', kitchens: 5, speed: 2, seed: 9 } });
    expect(stderr).toMatch(/lunch: running \[█+░+\] 15 s of 1 min · 70 orders, 60 ended\n/);
    expect(stderr).toContain('lunch: done · 300 orders, 300 ended\n');
    expect(stdout).toMatch(/Delivered +300 of 300/);
    expect(stdout).toMatch(/Response +2\.0 s on average, 95 % within 4\.0 s, 99 % within 5\.0 s/);
    expect(stdout).toMatch(/Balance +0\.996/);
    expect(stdout).toMatch(/kitchen-1 +160 +81 %/);
  });

  it('gives all of it in JSON, and only that on stdout', async () => {
    goesOn();
    const { stdout } = await run('scenario', 'rush', '--policy', 'random', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'rush', policy: 'random', state: 'done' });
  });

  it('ends with 1 and the reason when it failed', async () => {
    goesOn('failed');
    const { stdout, exitCode } = await run('scenario', 'fire');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('no agent has room for its kitchens');
  });

  it('does not wait when it is told so', async () => {
    const { stdout } = await run('scenario', 'lunch', '--detach');
    expect(stdout).toBe(`${plane.kitchens.runs[0]?.id}\n`);
  });

  it('stops it at Ctrl-C, and ends with 130', async () => {
    const { terminal, ended } = startCli(plane, ['kitchen', 'scenario', 'lunch'], { ...options, columns: 100 });
    await vi.waitFor(() => expect(terminal.err.text).toContain('preparing'));
    terminal.interrupt('SIGINT');
    expect(await ended).toBe(130);
    expect(plane.kitchens.runs[0]?.state).toBe('stopped');
  });

  it.each([
    [['dinner'], 'dinner'],
    [['lunch', '--policy', 'fairest'], 'fairest'],
    [['lunch', '--kitchens', '0'], 'at least 1'],
  ])('refuses %j in words', async (args, words) => {
    const { exitCode, stderr } = await run('scenario', ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('kitchen runs and compare', () => {
  it('list runs, show one, and stop one', async () => {
    plane.kitchens.runs.push(sampleRun(), sampleRun({ scenario: 'fire', state: 'running', result: null }));
    const [first = '', second = ''] = plane.kitchens.runs.map(({ id }) => id);
    const { stdout } = await run('runs');
    expect(stdout).toMatch(/lunch +scored +1 +✓ Done +300 +2\.0 s +0\.996 +5 min ago/);
    expect(stdout).toMatch(/fire +scored +1 +▶ Running +300 +– +–/);
    expect((await run('runs', first)).stdout).toMatch(/Wait +300 ms on average/);
    expect((await run('runs', second, '--stop')).stdout).toBe(`${second}: told to stop\n`);
    expect((await run('runs', '--stop')).exitCode).toBe(2);
    expect((await run('runs', 'ffff')).exitCode).toBe(1);
  });

  it('say how one is started where there is none', async () => {
    expect((await run('runs')).stderr).toContain('longshore kitchen scenario lunch');
  });

  it('put runs side by side and mark the best of each measure', async () => {
    const slower = sampleRun({ policy: 'random' });
    if (slower.result !== null) slower.result.responseMs.mean = 3_500;
    plane.kitchens.runs.push(sampleRun(), slower);
    const { stdout } = await run('compare', ...plane.kitchens.runs.map(({ id }) => id));
    expect(stdout).toMatch(/mean response +▶ 2\.0 s +3\.5 s/);
  });

  it('say what else differs between runs, and tell scored ones of other weights apart by their heads', async () => {
    const weights = { load: 0.1, specialty: 0.3, time: 0.2, distance: 0.4 };
    plane.kitchens.runs.push(sampleRun(), sampleRun({ weights, speed: 20 }));
    const { stdout, stderr } = await run('compare', ...plane.kitchens.runs.map(({ id }) => id));
    expect(stdout).toMatch(/scored 0\.4\/0\.3\/0\.2\/0\.1 .*scored 0\.1\/0\.3\/0\.2\/0\.4 /i);
    expect(stdout).toMatch(/speed +2 times +20 times/);
    expect(stderr).toContain('the runs differ in more than their policies: speed\n');
  });
});
