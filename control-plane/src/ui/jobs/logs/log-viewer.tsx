'use client';
import type { JobDetail } from '@longshore/schemas';
import { IconFileText } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Empty } from '../../parts/empty.tsx';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { isSameLine, type LineName } from './line-name.ts';
import { LogFoot } from './log-foot.tsx';
import { LogLines } from './log-lines.tsx';
import { logList } from './log-list.ts';
import type { LogRow } from './log-row.ts';
import { LogToolbar } from './log-toolbar.tsx';
import classes from './log-viewer.module.css';
import { NewestButton } from './newest-button.tsx';
import { useDownload } from './use-download.ts';
import { useLineLink } from './use-line-link.ts';
import { useLogReader } from './use-log-reader.ts';
import { useLogSearch } from './use-log-search.ts';
import { useLogSettings } from './use-log-settings.ts';
import { useReadNearby } from './use-read-nearby.ts';

const onFailure = notifyFailure('No further lines');

/** What the job's containers wrote: follows, searches, and hands it over as a file. */
export function LogViewer({ job }: { job: JobDetail }) {
  const [task, setTask] = useState<number | null>(null);
  const [settings, setSettings] = useLogSettings();
  const opened = useRef<(line: LineName) => void>(() => undefined);
  const { linked, link } = useLineLink(useCallback((line) => opened.current(line), []));
  const [following, setFollowing] = useState(linked === null);
  const { reader, log, error, retry } = useLogReader(job.id, task, linked);
  const { window } = log;
  const seen = useRef(0);
  const search = useLogSearch({ reader, window, firstSeen: () => seen.current, onFailure });
  const readNearby = useReadNearby(reader, search.sifted.shown === null, onFailure);
  const download = useDownload(job, task);
  const list = useMemo(() => logList(window, search.sifted.shown), [window, search.sifted.shown]);
  const linkedOrdinal = useMemo(() => {
    const index = linked === null ? -1 : window.rows.findIndex((row) => isSameLine(row, linked));
    return index === -1 ? null : window.first + index;
  }, [linked, window]);
  const startedAt = Date.parse(job.startedAt ?? job.createdAt);

  const onFollow = useCallback(
    (follow: boolean) => {
      reader.following = follow;
      setFollowing(follow);
      if (follow) reader.moveTo('end').catch(onFailure);
    },
    [reader],
  );
  const onLink = useCallback(
    (row: LogRow) => {
      onFollow(false);
      link(row);
    },
    [onFollow, link],
  );
  const open = (line: LineName) => {
    onFollow(false);
    if (task !== null && task !== line.task) setTask(null);
    search.showAll();
    reader.bring(line).catch(onFailure);
  };
  useEffect(() => {
    // A reader for another task follows as the one before did.
    reader.following = following;
    opened.current = open;
  });
  const onMoveTo = (side: 'start' | 'end') => {
    if (side === 'end') onFollow(true);
    else {
      onFollow(false);
      reader.moveTo('start').catch(onFailure);
    }
  };

  if (error !== null && !log.loaded) return <ProblemNote error={error} retry={retry} />;
  return (
    <section className={classes.viewer} aria-label="Logs">
      <LogToolbar
        search={{
          ...search,
          setText: (text) => {
            if (text !== '' && following) onFollow(false);
            search.setText(text);
          },
        }}
        choices={{
          tasks: job.tasks.map(({ index }) => index),
          task,
          onTask: setTask,
          stream: search.stream,
          onStream: search.setStream,
          settings,
          onSettings: setSettings,
        }}
        follow={following}
        onFollow={onFollow}
        downloading={download.lines}
        onDownload={window.rows.length === 0 ? undefined : download.start}
      />
      {error === null ? null : <ProblemNote error={error} retry={retry} />}
      {!log.loaded ? (
        <Skeleton height={320} />
      ) : window.rows.length === 0 ? (
        <Empty
          icon={<IconFileText size={22} />}
          title="Nothing was written yet"
          command={`./longshore job logs ${job.id}`}
        >
          What the containers write to stdout and stderr stands here as it is written.
        </Empty>
      ) : (
        <>
          <div className={classes.frame}>
            <LogLines
              list={list}
              several={job.taskCount > 1}
              wrap={settings.wrap}
              time={settings.time}
              startedAt={startedAt}
              sieve={search.sifted.sieve}
              linked={linkedOrdinal}
              current={search.current}
              follow={following}
              atEnd={window.atEnd}
              onFollow={onFollow}
              onNear={readNearby}
              onSeen={(ordinal) => {
                seen.current = ordinal;
              }}
              onLink={onLink}
              onMoveTo={onMoveTo}
            />
            {following ? null : <NewestButton window={window} onClick={() => onFollow(true)} />}
          </div>
          <LogFoot log={log} search={search} onStart={() => onMoveTo('start')} />
        </>
      )}
    </section>
  );
}
