import type { TopicSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { listTopics } from '../api/topics.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';

/** `longshore topic list`: the topics of jobs; with `--internal` also Longshore's own. */
export async function topicList(cli: Cli, options: { internal?: boolean; json?: boolean }): Promise<void> {
  const { items } = await listTopics(cli.api);
  const topics = items
    .filter(({ internal }) => options.internal || !internal)
    .sort((left, right) => left.name.localeCompare(right.name));
  if (options.json) return cli.printJson(topics);
  if (topics.length === 0) {
    return cli.note('no topics yet · longshore job run --topic people fills the first\n');
  }
  const columns: Column<TopicSummary>[] = [
    { header: 'Topic', text: ({ name }) => name, paint: (text) => cli.style.bold(text), shrinkTo: 20 },
    { header: 'Records', align: 'right', text: ({ records }) => formatCount(records) },
    { header: 'Partitions', align: 'right', text: ({ partitions }) => String(partitions) },
    { header: 'Replication', align: 'right', text: ({ replication }) => String(replication), dropOrder: 1 },
    { header: '', text: ({ internal }) => (internal ? 'Longshore’s own' : ''), dropOrder: 2 },
  ];
  await cli.print(formatTable(columns, topics, { width: cli.terminal.out.columns, style: cli.style }));
}
