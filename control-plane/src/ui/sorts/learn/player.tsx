'use client';
import { formatCount } from '@longshore/schemas/words';
import { ActionIcon, Button, SegmentedControl, Slider } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { Panel } from '../../parts/panel.tsx';
import { usePlayerKeys } from '../../parts/use-player-keys.ts';
import { Bars } from './bars.tsx';
import classes from './learn.module.css';
import type { Frame } from './play-trace.ts';
import { captionOf, lineOf, QUICKSORT_LINES } from './trace-words.ts';
import { SPEEDS, usePlayer } from './use-player.ts';

/** Quicksort over a few numbers, forwards and backwards, with what happens and why. */
export function QuicksortPlayer({ frames, values }: { frames: readonly Frame[]; values: readonly number[] }) {
  const player = usePlayer(frames.length);
  const last = frames.length - 1;
  usePlayerKeys(player, last);
  const frame = frames[Math.min(player.index, last)] as Frame;
  const { what, why } = captionOf(frame, values);
  const line = lineOf(frame);
  return (
    <div className={classes.player}>
      <Panel
        title="The numbers"
        aside={
          <span className="ls-tabular">
            step {formatCount(player.index)} of {formatCount(last)}
          </span>
        }
      >
        <Bars frame={frame} values={values} />
        {/* What plays by itself would be talked over. */}
        <div className={classes.caption} aria-live={player.playing ? 'off' : 'polite'}>
          <strong>{what}</strong>
          <span>{why}</span>
        </div>
        <Slider
          className={classes.slider ?? ''}
          thumbLabel="Step"
          thumbValueText={() => `step ${player.index} of ${last}`}
          label={null}
          min={0}
          max={last}
          value={player.index}
          onChange={player.goTo}
        />
        <div className={classes.controls}>
          <ActionIcon size={36} variant="default" aria-label="To the beginning" onClick={() => player.goTo(0)}>
            <IconPlayerSkipBack size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={36}
            variant="default"
            aria-label="A step back"
            disabled={player.index === 0}
            onClick={() => player.step(-1)}
          >
            <IconPlayerTrackPrev size={18} aria-hidden />
          </ActionIcon>
          <Button
            className={classes.play ?? ''}
            leftSection={
              player.playing ? (
                <IconPlayerPauseFilled size={16} aria-hidden />
              ) : (
                <IconPlayerPlayFilled size={16} aria-hidden />
              )
            }
            onClick={player.toggle}
          >
            {player.playing ? 'Pause' : player.index >= last ? 'Again' : 'Play'}
          </Button>
          <ActionIcon
            size={36}
            variant="default"
            aria-label="A step on"
            disabled={player.index >= last}
            onClick={() => player.step(1)}
          >
            <IconPlayerTrackNext size={18} aria-hidden />
          </ActionIcon>
          <SegmentedControl
            size="xs"
            className={classes.speeds ?? ''}
            aria-label="Steps a second"
            value={String(player.speed)}
            onChange={(speed) => player.setSpeed(Number(speed))}
            data={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}/s` }))}
          />
        </div>
      </Panel>
      <div className={classes.side}>
        <Panel title="So far">
          <dl className={classes.figures}>
            <div>
              <dt>Comparisons</dt>
              <dd>{formatCount(frame.comparisons)}</dd>
            </div>
            <div>
              <dt>Swaps</dt>
              <dd>{formatCount(frame.swaps)}</dd>
            </div>
            <div>
              <dt>Ranges divided</dt>
              <dd>{formatCount(frame.ranges)}</dd>
            </div>
            <div>
              <dt>Where they belong</dt>
              <dd>
                {formatCount(frame.placed.filter(Boolean).length)} of {formatCount(values.length)}
              </dd>
            </div>
          </dl>
        </Panel>
        <Panel title="What quicksort does">
          <ol className={classes.lines}>
            {QUICKSORT_LINES.map((words, index) => (
              <li key={words} aria-current={index === line ? 'step' : undefined}>
                {words}
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </div>
  );
}
