import classes from './meter.module.css';

export interface MeterProps {
  /** What is measured: `Cpu of eu-1`. */
  label: string;
  capacity: number;
  reserved: number;
  /** Measured now; left out where nothing is measured. */
  use?: number;
  format: (value: number) => string;
  stale?: boolean;
  /** The words beside the bar; `none` where the row says them. */
  words?: 'below' | 'none';
}

/** What is reserved of a capacity as a bar, and what is used as a mark on it. */
export function Meter({ label, capacity, reserved, use, format, stale = false, words = 'below' }: MeterProps) {
  const share = (value: number) => (capacity <= 0 ? 0 : Math.min(1, Math.max(0, value / capacity)));
  const said = [
    `${format(reserved)} of ${format(capacity)} reserved`,
    ...(use === undefined ? [] : [`${format(use)} in use`]),
    ...(stale ? ['when last heard'] : []),
  ].join(', ');
  return (
    <div className={classes.meter}>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element shows one value, this shows two */}
      <div
        className={classes.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share(reserved) * 100)}
        aria-valuetext={said}
        title={said}
        data-stale={stale || undefined}
      >
        <div
          className={classes.reserved}
          style={{ width: `${share(reserved) * 100}%` }}
          data-full={share(reserved) > 0.9 || undefined}
        />
        {use === undefined ? null : <div className={classes.use} style={{ width: `${share(use) * 100}%` }} />}
      </div>
      {words === 'none' ? null : (
        <div className={classes.words}>
          <span className={classes.key} data-of="reserved">
            {format(reserved)} reserved
          </span>
          {use === undefined ? null : (
            <span className={classes.key} data-of="use">
              {format(use)} used
            </span>
          )}
          <span className={classes.whole}>of {format(capacity)}</span>
        </div>
      )}
    </div>
  );
}
