import { parseLabelExpression, TASK_STATE_NAMES, taskHasEnded } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPlaces, GIB, place, request } from '../../../test/fakes/places.ts';
import { decidePerHost, type HostTask, matchingPlaces } from './decide-per-host.ts';

const inEurope = request({ constraints: [parseLabelExpression('zone = eu')] });
const eu = (id: string) => place(id, { labels: { zone: 'eu' } });
const nobody = new Set<string>();

describe('deciding about a per-host job', () => {
  it('adds a task for each matching agent that has none, a late joiner among them', () => {
    const tasks: HostTask[] = [{ id: 't1', agentId: 'a', state: 'ACTIVE' }];
    const decision = decidePerHost(inEurope, [eu('a'), eu('late'), place('elsewhere')], nobody, tasks);
    expect(decision).toEqual({ add: ['late'], end: [], leave: [] });
  });

  it('adds one also where it has to wait: the agent is full, closed or not heard for the moment', () => {
    const full = { ...eu('full'), reserved: { cpuMillis: 4_000, memoryBytes: 8 * GIB, slots: 10 } };
    const closed = { ...eu('closed'), cordoned: true };
    const silent = { ...eu('silent'), unfit: { filter: 'health' as const, words: 'silent' } };
    expect(decidePerHost(inEurope, [full, closed, silent], nobody, []).add).toEqual(['closed', 'full', 'silent']);
  });

  it('ends what waits for an agent that was lost, and leaves what may run there to the watch', () => {
    const tasks: HostTask[] = [
      { id: 'waits', agentId: 'a', state: 'QUEUED' },
      { id: 'runs', agentId: 'b', state: 'ACTIVE' },
    ];
    expect(decidePerHost(inEurope, [eu('a'), eu('b')], new Set(['a', 'b']), tasks)).toEqual({
      add: [],
      end: [{ taskId: 'waits', why: 'a was lost' }],
      leave: [],
    });
  });

  it('leaves an agent whose labels no longer match, and none for having grown too small', () => {
    const small = { ...eu('small'), capacity: { cpuMillis: 1, memoryBytes: 1, slots: 1 } };
    const tasks: HostTask[] = [
      { id: 'moved', agentId: 'us', state: 'ACTIVE' },
      { id: 'waits', agentId: 'us2', state: 'BACKOFF' },
      { id: 'small', agentId: 'small', state: 'ACTIVE' },
    ];
    const places = [place('us', { labels: { zone: 'us' } }), place('us2'), small];
    expect(decidePerHost(inEurope, places, nobody, tasks)).toEqual({
      add: [],
      end: [{ taskId: 'waits', why: 'us2 no longer matches: needs zone = eu, has no label zone' }],
      leave: [{ taskId: 'moved', why: 'us no longer matches: needs zone = eu, has zone=us' }],
    });
  });

  it('never gives an agent a second task, and once carried out has nothing more to decide', () => {
    const anyTasks = fc.array(fc.constantFrom(...TASK_STATE_NAMES.filter((state) => !taskHasEnded(state))), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyPlaces, anyTasks, fc.array(fc.boolean(), { maxLength: 5 }), (places, states, lostFlags) => {
        const wanted = request({ labels: { zone: 'a' } });
        const lost = new Set(places.filter((_, index) => lostFlags[index] === true).map(({ id }) => id));
        const tasks = states.flatMap((state, index): HostTask[] => {
          const agentId = places[index]?.id;
          return agentId === undefined ? [] : [{ id: `t${index}`, agentId, state }];
        });
        const first = decidePerHost(wanted, places, lost, tasks);
        for (const agentId of first.add) expect(tasks.some((task) => task.agentId === agentId)).toBe(false);
        const gone = new Set([...first.end, ...first.leave].map(({ taskId }) => taskId));
        const after: HostTask[] = [
          ...tasks.filter(({ id }) => !gone.has(id)),
          ...first.add.map((agentId): HostTask => ({ id: `new-${agentId}`, agentId, state: 'QUEUED' })),
        ];
        expect(decidePerHost(wanted, places, lost, after)).toEqual({ add: [], end: [], leave: [] });
        const covered = new Set(after.map(({ agentId }) => agentId));
        for (const { id } of matchingPlaces(wanted, places, lost)) expect(covered.has(id)).toBe(true);
      }),
    );
  });
});
