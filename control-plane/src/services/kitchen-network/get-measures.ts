import { balanceIndex } from '@longshore/kitchens';
import type { KitchenMeasure, KitchenMeasures, kitchenMeasuresQuery } from '@longshore/schemas';
import type { z } from 'zod';
import { invalidRequest } from '../../http/problem-error.ts';
import { Figures, type KeptFigures, type Standing } from '../../kitchens/figures.ts';
import { requirePermission } from '../require-permission.ts';
import { databaseNowMs } from '../schedule/read-times.ts';
import type { ServiceContext } from '../service-context.ts';

const RANGE_MS = 5 * 60_000;
/** Longer ranges are read by the minute. */
const BY_SECONDS_MS = 2 * 3_600_000;
const RANGE_MAX_MS = 8 * 24 * 3_600_000;

const READ = `
SELECT (extract(epoch FROM at) * 1000)::float8 AS "atMs", figures FROM kitchen_measure
WHERE span_seconds = $1 AND at >= to_timestamp($2::float8 / 1000) AND at < to_timestamp($3::float8 / 1000) ORDER BY at, epoch`;

// A row is left out where nothing was: how things stood before is how they stood.
const BEFORE = `
SELECT figures FROM kitchen_measure
WHERE span_seconds = 1 AND at < to_timestamp($1::float8 / 1000) AND at >= to_timestamp($1::float8 / 1000) - interval '1 minute'
ORDER BY at DESC, epoch DESC LIMIT 1`;

const NOTHING: Standing = { waiting: 0, cooks: 0, busyCooks: 0, open: 0, wanted: 0 };

function measureOf(figures: Figures, atMs: number, standing: Standing): KitchenMeasure {
  return {
    at: new Date(atMs).toISOString(),
    received: figures.of('received'),
    ready: figures.of('ready'),
    delivered: figures.of('delivered'),
    failed: figures.of('failed'),
    moved: figures.of('moved'),
    takenBack: figures.of('takenBack'),
    responseMs: figures.response.spread(),
    waitMs: figures.wait.spread(),
    waiting: standing.waiting,
    cooks: standing.cooks,
    busyCooks: standing.busyCooks,
  };
}

function wholeOf(figures: Figures, rangeMs: number): KitchenMeasures['whole'] {
  const shares = [...figures.work.values()].map(({ busyMs, cookMs }) => (cookMs <= 0 ? 0 : busyMs / cookMs));
  const asked = figures.of('asked');
  return {
    received: figures.of('received'),
    ready: figures.of('ready'),
    delivered: figures.of('delivered'),
    failed: figures.of('failed'),
    readyPerMinute: rangeMs <= 0 ? 0 : (figures.of('ready') * 60_000) / rangeMs,
    responseMs: figures.response.spread(),
    waitMs: figures.wait.spread(),
    balanceIndex: shares.length === 0 ? null : Math.min(1, balanceIndex(shares)),
    migration: {
      asked,
      givenBack: figures.of('givenBack'),
      tooLate: figures.of('tooLate'),
      sooner: figures.of('sooner'),
      savedMs: figures.of('savedMs'),
      efficiency: asked === 0 ? null : Math.min(1, figures.of('sooner') / asked),
    },
    takenBack: figures.of('takenBack'),
    wastedDishes: figures.of('wasted'),
    uptime: figures.uptime,
  };
}

/**
 * What happened in a time, piece by piece and as a whole. Percentiles are of the times themselves, counted in buckets, and
 * not of percentiles.
 *
 * @throws ProblemError 422 when the range is none, or longer than figures are kept
 */
export async function getMeasures(
  ctx: ServiceContext,
  query: z.output<typeof kitchenMeasuresQuery>,
): Promise<KitchenMeasures> {
  requirePermission(ctx, 'kitchens:read');
  const nowMs = await databaseNowMs(ctx.pool);
  const untilMs = query.until === undefined ? nowMs : Date.parse(query.until);
  const fromMs = query.from === undefined ? untilMs - RANGE_MS : Date.parse(query.from);
  const rangeMs = untilMs - fromMs;
  if (rangeMs <= 0) throw invalidRequest([{ path: 'until', message: 'must be after from' }]);
  if (rangeMs > RANGE_MAX_MS) throw invalidRequest([{ path: 'from', message: 'at most eight days before until' }]);
  const span = rangeMs > BY_SECONDS_MS ? 60 : 1;
  const { rows } = await ctx.pool.query<{ atMs: number; figures: KeptFigures }>(READ, [span, fromMs, untilMs]);
  const before = await ctx.pool.query<{ figures: KeptFigures }>(BEFORE, [fromMs]);
  const pieceMs = rangeMs / query.pieces;
  const whole = new Figures();
  const pieces = Array.from({ length: query.pieces }, () => new Figures());
  for (const { atMs, figures } of rows) {
    whole.add(figures);
    pieces[Math.min(query.pieces - 1, Math.floor((atMs - fromMs) / pieceMs))]?.add(figures);
  }
  let standing = before.rows[0]?.figures.standing ?? NOTHING;
  const measures = pieces.map((figures, index) => {
    standing = figures.standing ?? standing;
    return measureOf(figures, fromMs + index * pieceMs, standing);
  });
  return { pieces: measures, whole: wholeOf(whole, Math.min(untilMs, nowMs) - fromMs) };
}
