import type { JobEvent } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { attemptPhases } from './attempt-phases.ts';

const at = (ms: number) => new Date(1_700_000_000_000 + ms).toISOString();
const event = (type: string, ms: number, attemptId = 'a'): JobEvent => ({
  id: `${ms}`,
  jobId: 'job',
  attemptId,
  taskIndex: 0,
  attempt: 1,
  agentId: 'eu-1',
  type,
  message: '',
  reason: null,
  at: at(ms),
});

const spans = (phases: ReturnType<typeof attemptPhases>) =>
  phases.map(({ name, fromMs, toMs }) => [name, toMs === null ? null : toMs - fromMs]);

test('each stretch lasts until the next one', () => {
  const phases = attemptPhases({ id: 'a', createdAt: at(0), endedAt: at(1_000) }, [
    event('TaskPlaced', 0),
    event('InstructionPublished', 20),
    event('ImagePulling', 50),
    event('ImagePulling', 60, 'another'),
    event('ContainerStarting', 300),
    event('ContainerRunning', 480),
  ]);
  expect(spans(phases)).toEqual([
    ['waited', 20],
    ['dispatched', 30],
    ['pulling', 250],
    ['starting', 180],
    ['running', 520],
  ]);
});

test('the last stretch of an open attempt has no end', () => {
  const phases = attemptPhases({ id: 'a', createdAt: at(0), endedAt: null }, [event('ContainerRunning', 480)]);
  expect(spans(phases)).toEqual([
    ['waited', 480],
    ['running', null],
  ]);
});

test('clocks that disagree never make a stretch negative', () => {
  const phases = attemptPhases({ id: 'a', createdAt: at(100), endedAt: at(200) }, [event('ContainerRunning', 40)]);
  expect(spans(phases)).toEqual([
    ['waited', 0],
    ['running', 160],
  ]);
});
