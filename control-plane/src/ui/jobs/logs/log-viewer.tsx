'use client';
import type { JobDetail } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { Button, Select, Skeleton, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileText } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../api/api-problem.ts';
import { Empty } from '../../parts/empty.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { findInLines } from './find-in-lines.ts';
import { jobLogQuery, wholeLog } from './job-logs-query.ts';
import { LogLines } from './log-lines.tsx';
import { LogSearch } from './log-search.tsx';
import classes from './log-viewer.module.css';

/** What the job's containers wrote: follows, searches, and hands it over as a file. */
export function LogViewer({ job }: { job: JobDetail }) {
  const client = useQueryClient();
  const [task, setTask] = useState<number | null>(null);
  const [follow, setFollow] = useState(true);
  const [wrap, setWrap] = useState(false);
  const [words, setWords] = useState('');
  const [match, setMatch] = useState(0);
  const { data, error, refetch } = useQuery(jobLogQuery(client, job.id, task));
  const download = useMutation({
    mutationFn: () => wholeLog(job.id, task),
    onSuccess: (text) => save(`${job.name}-${job.id.slice(-8)}.log`, text),
    onError: (failure) =>
      notifications.show({ color: 'red', title: 'No download', message: problemOf(failure).detail }),
  });
  const lines = data?.lines ?? [];
  const found = findInLines(lines, words);

  if (error !== null && data === undefined) return <ProblemNote error={error} retry={() => void refetch()} />;
  return (
    <section className={classes.viewer} aria-label="Logs">
      <div className={classes.toolbar}>
        <LogSearch
          words={words}
          found={found.length}
          current={match}
          onWords={(next) => {
            setWords(next);
            setMatch(0);
            if (next !== '') setFollow(false);
          }}
          onStep={(step) => setMatch((match + step + Math.max(1, found.length)) % Math.max(1, found.length))}
        />
        {job.taskCount > 1 ? (
          <Select
            aria-label="Task"
            placeholder="All tasks"
            size="xs"
            w={130}
            clearable
            searchable
            data={job.tasks.map(({ index }) => ({ value: String(index), label: `Task ${index}` }))}
            value={task === null ? null : String(task)}
            onChange={(value) => setTask(value === null ? null : Number(value))}
          />
        ) : null}
        <Switch
          size="xs"
          label="Follow"
          checked={follow}
          onChange={(event) => setFollow(event.currentTarget.checked)}
        />
        <Switch size="xs" label="Wrap" checked={wrap} onChange={(event) => setWrap(event.currentTarget.checked)} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={download.isPending}
          disabled={lines.length === 0}
          onClick={() => download.mutate()}
        >
          Download
        </Button>
      </div>
      {data === undefined ? (
        <Skeleton height={320} />
      ) : lines.length === 0 ? (
        <Empty
          icon={<IconFileText size={22} />}
          title="Nothing was written yet"
          command={`./longshore job logs ${job.id}`}
        >
          What the containers write to stdout and stderr stands here as it is written.
        </Empty>
      ) : (
        <>
          <LogLines
            lines={lines}
            several={job.taskCount > 1}
            follow={follow}
            onFollow={setFollow}
            wrap={wrap}
            words={words}
            target={found[match] ?? null}
          />
          <p className={classes.foot}>
            {data.cut
              ? `The last ${formatCount(lines.length)} lines; older ones are in the download.`
              : `${plural(lines.length, 'line')}.`}
          </p>
        </>
      )}
    </section>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
