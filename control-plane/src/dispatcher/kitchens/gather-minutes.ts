import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';
import { Figures, type KeptFigures } from '../../kitchens/figures.ts';

const MINUTES_AT_ONCE = 60;

// From the first second after the last minute that was gathered, up to minutes that are over for good.
const SECONDS = `
WITH from_at AS (
  SELECT coalesce((SELECT max(at) + interval '1 minute' FROM kitchen_measure WHERE span_seconds = 60),
                  (SELECT date_trunc('minute', min(at)) FROM kitchen_measure WHERE span_seconds = 1)) AS at)
SELECT (extract(epoch FROM date_trunc('minute', m.at)) * 1000)::float8 AS "minuteMs", m.figures
FROM kitchen_measure m, from_at f
WHERE m.span_seconds = 1 AND m.at >= f.at AND m.at < date_trunc('minute', now() - interval '5 seconds')
  AND m.at < (SELECT date_trunc('minute', min(n.at)) + ${MINUTES_AT_ONCE} * interval '1 minute'
              FROM kitchen_measure n WHERE n.span_seconds = 1 AND n.at >= f.at)
ORDER BY m.at, m.epoch`;

const WRITE = `
INSERT INTO kitchen_measure (span_seconds, at, epoch, figures)
SELECT 60, to_timestamp(m."minuteMs" / 1000), 0, m.figures FROM jsonb_to_recordset($1::jsonb) AS m("minuteMs" float8, figures jsonb)
ON CONFLICT DO NOTHING`;

/** Puts the figures of seconds together to those of minutes, for long ranges. What was not gathered in its time is later. */
export async function gatherMinutes(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ minuteMs: number; figures: KeptFigures }>(SECONDS);
  const minutes = new Map<number, Figures>();
  for (const { minuteMs, figures } of rows) {
    const minute = minutes.get(minuteMs) ?? new Figures();
    minute.add(figures);
    minutes.set(minuteMs, minute);
  }
  const gathered = [...minutes].map(([minuteMs, figures]) => ({ minuteMs, figures: figures.kept() }));
  if (gathered.length > 0) await pool.query(WRITE, [toJson(gathered)]);
}
