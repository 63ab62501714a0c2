import type { TopicAdmin } from '@longshore/kafka';

export type ReaderName = 'projector' | 'dead-letters' | 'logs' | 'kitchens';

/**
 * The group in which the leader of an epoch reads. Each leadership has groups of its own, so that none waits for a dead
 * predecessor's membership to run out; where reading goes on is stored in PostgreSQL.
 */
export function readerGroup(topicPrefix: string, reader: ReaderName, epoch: number): string {
  return `${topicPrefix}longshore-${reader}-${epoch}`;
}

/** Those of `groupIds` in which leaders of earlier epochs read. */
export function groupsOfEarlierEpochs(groupIds: readonly string[], topicPrefix: string, epoch: number): string[] {
  return groupIds.filter((groupId) => {
    if (!groupId.startsWith(`${topicPrefix}longshore-`)) return false;
    const match = /^longshore-(?:projector|dead-letters|logs|kitchens)-(\d+)$/.exec(groupId.slice(topicPrefix.length));
    return match !== null && Number(match[1]) < epoch;
  });
}

/** Deletes the groups of earlier leaders; one that still has a member is left for the next time. */
export async function forgetEarlierGroups(admin: TopicAdmin, topicPrefix: string, epoch: number): Promise<void> {
  const groups = await admin.listGroups();
  const earlier = groupsOfEarlierEpochs(
    groups.map(({ groupId }) => groupId),
    topicPrefix,
    epoch,
  );
  for (const groupId of earlier) await admin.deleteGroups([groupId]);
}
