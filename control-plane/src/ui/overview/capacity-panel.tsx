import type { Overview } from '@longshore/schemas';
import { formatBytes, formatCores, formatCount } from '@longshore/schemas/words';
import { Meter } from '../parts/meter.tsx';
import { Panel } from '../parts/panel.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import classes from './overview.module.css';

/** What room the ready agents have, what is reserved of it, and what is used. */
export function CapacityPanel({ overview }: { overview: Overview | undefined }) {
  return (
    <Panel title="Room">
      {overview === undefined ? (
        <Skeleton height={195} />
      ) : (
        <div className={classes.meters}>
          <Row label="Cpu" free={`${formatCores(overview.capacity.cpuMillis - overview.reserved.cpuMillis)} free`}>
            <Meter
              label="Cpu of ready agents"
              capacity={overview.capacity.cpuMillis}
              reserved={overview.reserved.cpuMillis}
              use={overview.use.cpuMillis}
              format={formatCores}
            />
          </Row>
          <Row
            label="Memory"
            free={`${formatBytes(overview.capacity.memoryBytes - overview.reserved.memoryBytes)} free`}
          >
            <Meter
              label="Memory of ready agents"
              capacity={overview.capacity.memoryBytes}
              reserved={overview.reserved.memoryBytes}
              use={overview.use.memoryBytes}
              format={formatBytes}
            />
          </Row>
          <Row label="Slots" free={`${formatCount(overview.capacity.slots - overview.reserved.slots)} free`}>
            <Meter
              label="Slots of ready agents"
              capacity={overview.capacity.slots}
              reserved={overview.reserved.slots}
              format={formatCount}
            />
          </Row>
        </div>
      )}
    </Panel>
  );
}

function Row({ label, free, children }: { label: string; free: string; children: React.ReactNode }) {
  return (
    <div>
      <div className={classes['meter-label']}>
        <span>{label}</span>
        <span>{free}</span>
      </div>
      {children}
    </div>
  );
}
