import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { createCli } from '../cli.ts';
import { runWorkDemo } from './run-work-demo.ts';

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-demo-'));
  await writeFile(join(folder, 'fox.txt'), 'fox');
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true });
});

async function demo() {
  const terminal = new FakeTerminal({ environment: { LONGSHORE_URL: plane.url } });
  const exitCode = await runWorkDemo(createCli(terminal), join(folder, 'fox.txt'));
  return { exitCode, stdout: terminal.out.text };
}

const end = { endedAt: '2026-03-01T12:00:01.000Z' };

describe('the demo of work', () => {
  it('ends with 0 when one of each type was completed and the chain is whole', async () => {
    plane.work.onSubmit = (item) => Object.assign(item, { ...end, status: 'completed', result: { valid: true } });
    const { exitCode, stdout } = await demo();
    expect(exitCode).toBe(0);
    for (const type of ['compute', 'file', 'data', 'blockchain']) {
      expect(stdout).toMatch(new RegExp(`✓ Completed  ${type}: .*, 1\\.0 s`));
    }
    expect(stdout).toContain('The queues');
  });

  it('says what failed and why, and ends with 1', async () => {
    plane.work.onSubmit = (item) =>
      Object.assign(
        item,
        end,
        item.type === 'file'
          ? { status: 'failed', failure: { code: 'FETCH_FAILED', message: 'nobody there' } }
          : { status: 'completed', result: { valid: true } },
      );
    const { exitCode, stdout } = await demo();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('nobody there');
  });

  it('ends with 1 when the chain is not whole', async () => {
    plane.work.onSubmit = (item) => Object.assign(item, { ...end, status: 'completed', result: { valid: false } });
    expect((await demo()).exitCode).toBe(1);
  });
});
