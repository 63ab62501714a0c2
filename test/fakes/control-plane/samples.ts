import {
  type AgentDetail,
  type AttemptView,
  type JobDetail,
  type JobSpecInput,
  jobSpecSchema,
  newId,
  type Plan,
  type Receipt,
  type TaskView,
} from '@longshore/schemas';

const AT = '2026-03-01T12:00:00.000Z';

/** A job as the control plane shows it, queued with one task unless told otherwise. */
export function sampleJob(over: Partial<JobDetail> = {}, input: JobSpecInput = { kind: 'container', image: 'tool:1' }) {
  const spec = jobSpecSchema.parse(input);
  const id = over.id ?? newId();
  const job: JobDetail = {
    id,
    name: spec.name ?? 'tool',
    kind: spec.kind,
    image: spec.image,
    topic: spec.topic ?? null,
    state: 'QUEUED',
    priority: spec.priority,
    taskCount: spec.parallelism,
    tasksEnded: 0,
    agents: [],
    progress: null,
    reason: null,
    waitsFor: null,
    exitCode: null,
    schedule: null,
    createdAt: AT,
    startedAt: null,
    endedAt: null,
    spec,
    stopWanted: false,
    tasks: Array.from({ length: spec.parallelism }, (_, index) => sampleTask({ index })),
    ...over,
  };
  return job;
}

export function sampleTask(over: Partial<TaskView> = {}): TaskView {
  return {
    id: newId(),
    index: 0,
    state: 'QUEUED',
    waitsFor: null,
    retryAt: null,
    receipt: null,
    attempts: [],
    ...over,
  };
}

export function sampleAttempt(over: Partial<AttemptView> = {}): AttemptView {
  return {
    id: newId(),
    taskId: newId(),
    taskIndex: 0,
    attempt: 1,
    agentId: 'host-1',
    desired: 'RUN',
    observed: 'RUNNING',
    unreachable: false,
    exitCode: null,
    reason: null,
    containerId: 'c0ffee5eed00deadbeef',
    imageDigest: null,
    progress: null,
    detail: null,
    createdAt: AT,
    startedAt: AT,
    endedAt: null,
    receipt: null,
    ...over,
  };
}

export function sampleReceipt(over: Partial<Receipt> = {}): Receipt {
  return {
    taskIndex: 0,
    decidedAt: AT,
    winner: 'host-1',
    runnerUp: 'host-2',
    summary: 'host-1 has the most room.',
    wouldFit: [],
    candidates: [
      {
        agentId: 'host-1',
        excludedBy: [],
        score: 0.84,
        terms: [
          { name: 'load', value: 0.9, weight: 0.4, weighted: 0.36, detail: '90 % free' },
          { name: 'specialty', value: 1, weight: 0.3, weighted: 0.3, detail: 'image is there' },
          { name: 'time', value: 0.4, weight: 0.2, weighted: 0.08, detail: '' },
          { name: 'distance', value: 1, weight: 0.1, weighted: 0.1, detail: '' },
        ],
      },
      {
        agentId: 'host-2',
        excludedBy: [],
        score: 0.5,
        terms: [{ name: 'load', value: 0.5, weight: 0.4, weighted: 0.2, detail: '50 % free' }],
      },
      {
        agentId: 'host-3',
        excludedBy: [{ filter: 'memory', required: '8 GiB', available: '1 GiB free', everPossible: false }],
        score: null,
        terms: [],
      },
    ],
    ...over,
  };
}

export function samplePlan(over: Partial<Plan> = {}): Plan {
  return {
    fits: true,
    possible: true,
    spec: jobSpecSchema.parse({ kind: 'container', image: 'tool:1' }),
    receipts: [sampleReceipt()],
    ...over,
  };
}

export function sampleAgent(over: Partial<AgentDetail> = {}): AgentDetail {
  const capacity = { cpuMillis: 2_000, memoryBytes: 4 * 1024 ** 3, slots: 16 };
  return {
    id: 'host-1',
    state: 'READY',
    stateDetail: 'Takes work.',
    hostname: 'host-1.local',
    version: '0.1.0',
    engineVersion: '20.10.24',
    platform: 'linux/amd64',
    labels: { zone: 'a' },
    ownLabels: { zone: 'a' },
    labelOverrides: {},
    location: null,
    cordoned: false,
    drain: null,
    capacity,
    reserved: { cpuMillis: 250, memoryBytes: 256 * 1024 ** 2, slots: 1 },
    use: { cpuMillis: 130, memoryBytes: 90 * 1024 ** 2 },
    runningContainers: 1,
    lane: 3,
    healthy: true,
    handlerBlocked: false,
    healthIntervalMs: 5_000,
    lastHeardAt: AT,
    bootId: newId(),
    checks: [{ name: 'ping', ok: true, detail: '2 ms' }],
    engine: { id: 'ENGINE', version: '20.10.24', apiVersion: '1.41', latencyMs: 2.4 },
    containers: [],
    otherContainers: null,
    deadConfirmed: false,
    images: ['longshore/base:24'],
    states: [],
    historyStepMs: 5_000,
    history: [],
    ...over,
  };
}
