import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { laneAssigner } from './lane-assigner.ts';

/** Lets members assign among themselves, as the leader of a group does; by name, what each one reads. */
async function assignments(members: Array<{ memberId: string; startedAtMs: number }>, partitions = [4]) {
  const made = members.map(({ memberId, startedAtMs }) => {
    const assigner = laneAssigner(partitions, startedAtMs)({} as Parameters<PartitionAssigner>[0]);
    return { memberId, memberMetadata: assigner.protocol({ topics: ['t'] }).metadata, assigner };
  });
  const assigned = (await made[0]?.assigner.assign({ members: made, topics: ['t'] })) ?? [];
  return Object.fromEntries(
    assigned.map(({ memberId, memberAssignment }) => [
      memberId,
      AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment,
    ]),
  );
}

describe('the assigner of lanes', () => {
  it('gives the only member its partitions, and no others', async () => {
    expect(await assignments([{ memberId: 'a', startedAtMs: 1 }], [4, 7])).toEqual({ a: { t: [4, 7] } });
  });

  it('gives them to the member that started last, whoever leads', async () => {
    const old = { memberId: 'old', startedAtMs: 1 };
    const young = { memberId: 'young', startedAtMs: 2 };
    expect(await assignments([old, young])).toEqual({ old: {}, young: { t: [4] } });
    expect(await assignments([young, old])).toEqual({ old: {}, young: { t: [4] } });
  });
});
