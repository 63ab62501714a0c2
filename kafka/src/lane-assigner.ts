import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';

/**
 * An assigner for a group of one that reads chosen partitions only. Should two members be in the group for a moment
 * (one that was killed is still counted until its session ends), the one that started last gets them all.
 *
 * @param partitions - what to read of each topic of the group
 * @param startedAtMs - when this member started, by its own clock; only members of one host are ever compared
 */
export function laneAssigner(partitions: readonly number[], startedAtMs: number): PartitionAssigner {
  return () => ({
    name: 'longshore-lane',
    version: 1,
    async assign({ members, topics }) {
      const started = members.map(({ memberId, memberMetadata }) => ({ memberId, at: startOf(memberMetadata) }));
      const newest = started.toSorted((a, b) => b.at - a.at)[0]?.memberId;
      return members.map(({ memberId }) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 1,
          assignment: memberId === newest ? Object.fromEntries(topics.map((topic) => [topic, [...partitions]])) : {},
          userData: Buffer.alloc(0),
        }),
      }));
    },
    protocol({ topics }) {
      return {
        name: 'longshore-lane',
        metadata: AssignerProtocol.MemberMetadata.encode({
          version: 1,
          topics: [...topics],
          userData: Buffer.from(String(startedAtMs)),
        }),
      };
    },
  });
}

function startOf(memberMetadata: Buffer): number {
  const decoded = AssignerProtocol.MemberMetadata.decode(memberMetadata);
  return decoded === null ? 0 : Number(decoded.userData.toString()) || 0;
}
