import { describe, expect, it } from 'vitest';
import type { ContainerFacts } from '../engine/engine.ts';
import { endOfContainer } from './end-of.ts';

const exited: ContainerFacts = {
  containerId: 'c',
  ours: true,
  engineState: 'exited',
  exitCode: 0,
  oomKilled: false,
  error: '',
  startedAtMs: 1_000,
  finishedAtMs: 2_000,
  imageDigest: null,
};
const wanted = {
  desired: 'RUN',
  stoppedForDeadline: false,
  engineWasAway: false,
  runningReported: true,
  startCalledFor: null,
  spec: { deadlineMs: null, stopGraceMs: 1 },
} as const;

function endOf(container: Partial<ContainerFacts>, view: Partial<Parameters<typeof endOfContainer>[0]> = {}) {
  const end = endOfContainer({ ...wanted, ...view }, { ...exited, ...container });
  return [end.observed, end.reason?.code ?? null];
}

describe('how an exited container’s attempt ended', () => {
  it('succeeded with exit code 0, also when the kernel killed a child of it', () => {
    expect(endOf({})).toEqual(['SUCCEEDED', null]);
    expect(endOf({ oomKilled: true })).toEqual(['SUCCEEDED', null]);
  });

  it('failed with any other exit code, of its own accord or for want of memory', () => {
    expect(endOf({ exitCode: 3 })).toEqual(['FAILED', 'EXIT_NON_ZERO']);
    expect(endOf({ exitCode: 137, oomKilled: true })).toEqual(['FAILED', 'OUT_OF_MEMORY']);
  });

  it('is stopped after a stop was wanted, whatever the program made of it', () => {
    for (const exitCode of [0, 1, 143])
      expect(endOf({ exitCode }, { desired: 'STOP' })).toEqual(['STOPPED', 'STOPPED_BY_REQUEST']);
  });

  it('exceeded its deadline if it was stopped for that, or ran for so long by the engine’s own clock', () => {
    expect(endOf({ exitCode: 143 }, { stoppedForDeadline: true })).toEqual(['FAILED', 'DEADLINE_EXCEEDED']);
    expect(endOf({ exitCode: 143 }, { spec: { deadlineMs: 1_000, stopGraceMs: 1 } })).toEqual([
      'FAILED',
      'DEADLINE_EXCEEDED',
    ]);
    expect(endOf({ exitCode: 0 }, { spec: { deadlineMs: 1_001, stopGraceMs: 1 } })).toEqual(['SUCCEEDED', null]);
  });

  it('is the engine’s doing, and may be tried again, when a signal ended it while the engine was away', () => {
    const away = { engineWasAway: true };
    expect(endOf({ exitCode: 143 }, away)).toEqual(['FAILED', 'ENGINE_UNREACHABLE']);
    expect(endOf({ exitCode: 137 }, away)).toEqual(['FAILED', 'ENGINE_UNREACHABLE']);
    expect(endOf({ exitCode: 137, oomKilled: true }, away)).toEqual(['FAILED', 'OUT_OF_MEMORY']);
    expect(endOf({ exitCode: 3 }, away)).toEqual(['FAILED', 'EXIT_NON_ZERO']);
    expect(endOf({ exitCode: 0 }, away)).toEqual(['SUCCEEDED', null]);
  });

  it('is the host’s doing, and may be tried again, when it was over before this boot and no program’s own exit', () => {
    const unseen = { runningReported: false };
    for (const exitCode of [137, 143, 255]) {
      expect(endOf({ exitCode }, unseen)).toEqual(['FAILED', 'ENGINE_UNREACHABLE']);
      expect(endOf({ exitCode })).toEqual(['FAILED', 'EXIT_NON_ZERO']);
      expect(endOf({ exitCode }, { ...unseen, startCalledFor: 'c' })).toEqual(['FAILED', 'EXIT_NON_ZERO']);
    }
    expect(endOf({ exitCode: 3 }, unseen)).toEqual(['FAILED', 'EXIT_NON_ZERO']);
    expect(endOf({ exitCode: 0 }, unseen)).toEqual(['SUCCEEDED', null]);
    expect(endOf({ exitCode: 255 }, { ...unseen, spec: { deadlineMs: 1_000, stopGraceMs: 1 } })).toEqual([
      'FAILED',
      'ENGINE_UNREACHABLE',
    ]);
  });

  it('could not be started if it has an exit code and never ran', () => {
    expect(endOf({ exitCode: 127, startedAtMs: null, error: 'no such file' })).toEqual(['FAILED', 'START_FAILED']);
  });

  it('says what an exit code means', () => {
    const message = (exitCode: number) => endOfContainer(wanted, { ...exited, exitCode }).reason?.message;
    expect(message(137)).toContain('SIGKILL');
    expect(message(127)).toContain('not found');
    expect(message(3)).toContain('exit code 3');
  });
});
