import { JOB_STATES, SCHEDULE_RUN_OUTCOMES, type ScheduleDetail, type ScheduleRun } from '@longshore/schemas';
import { formatInZone } from '@longshore/schemas/words';
import Link from 'next/link';
import { Panel } from '../parts/panel.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './schedules.module.css';

/** What became of the last times: the job that was started, or why none was. */
export function RunsPanel({ schedule }: { schedule: ScheduleDetail }) {
  return (
    <Panel title="Last times" flush={schedule.runs.length > 0}>
      {schedule.runs.length === 0 ? (
        <p className={classes.quiet}>None of its times has come yet.</p>
      ) : (
        <ul className={classes.runs}>
          {schedule.runs.map((run) => (
            <li key={run.nominalAt} className={classes.run}>
              <time dateTime={run.nominalAt}>{formatInZone(run.nominalAt, schedule.zone)}</time>
              {run.job === null ? (
                <StateBadge view={SCHEDULE_RUN_OUTCOMES[run.outcome]} />
              ) : (
                <StateBadge view={JOB_STATES[run.job.state]} />
              )}
              <span className={classes.dim}>
                <RunWords run={run} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunWords({ run }: { run: ScheduleRun }) {
  if (run.job !== null) {
    return (
      <Link href={`/jobs/${run.job.id}`} className={classes.name}>
        {run.job.name}
      </Link>
    );
  }
  return run.outcome === 'STARTED' ? 'Its job was deleted' : run.detail;
}
