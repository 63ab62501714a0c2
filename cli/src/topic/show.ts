import type { TopicDetail } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { getTopic } from '../api/topics.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { type Column, formatTable } from '../output/table.ts';
import { oneLine } from '../output/width.ts';

type Partition = TopicDetail['partitionOffsets'][number];

/** `longshore topic show` */
export async function topicShow(cli: Cli, name: string, options: { json?: boolean }): Promise<void> {
  const topic = await getTopic(cli.api, name);
  if (options.json) return cli.printJson(topic);
  const facts = formatFacts(
    [
      ['Records', formatCount(topic.records)],
      ['Partitions', String(topic.partitions)],
      ['Replication', String(topic.replication)],
      ['Use', topic.internal ? 'Longshore’s own' : 'of jobs'],
    ],
    cli.style,
  );
  const columns: Column<Partition>[] = [
    { header: 'Partition', align: 'right', text: ({ partition }) => String(partition) },
    { header: 'Records', align: 'right', text: ({ start, end }) => formatCount(end - start) },
    { header: 'First offset', align: 'right', text: ({ start }) => formatCount(start) },
    { header: 'Next offset', align: 'right', text: ({ end }) => formatCount(end) },
    { header: 'Leader', align: 'right', text: ({ leader }) => String(leader) },
  ];
  const offsets = [...topic.partitionOffsets].sort((left, right) => left.partition - right.partition);
  const table = formatTable(columns, offsets, { width: cli.terminal.out.columns, style: cli.style });
  await cli.print(`${cli.style.bold(oneLine(topic.name))}\n\n${facts}\n${table}`);
}
