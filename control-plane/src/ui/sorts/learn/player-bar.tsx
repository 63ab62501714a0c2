import { ActionIcon, Group, SegmentedControl, Slider, Tooltip } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  type TablerIcon,
} from '@tabler/icons-react';
import classes from './learn.module.css';
import type { Player, Speed } from './use-player.ts';

const SPEED_WORDS: readonly { value: Speed; label: string }[] = [
  { value: 'slow', label: 'Slow' },
  { value: 'normal', label: 'Normal' },
  { value: 'fast', label: 'Fast' },
];

/** Plays, steps and winds. */
export function PlayerBar({ player, last }: { player: Player; last: number }) {
  const { at, isPlaying, goTo, toggle, speed, setSpeed } = player;
  return (
    <div className={classes.player}>
      <Group gap={4} wrap="nowrap">
        <Act label="To the start" icon={IconPlayerSkipBack} disabled={at === 0} onClick={() => goTo(0)} />
        <Act label="One step back" icon={IconPlayerTrackPrev} disabled={at === 0} onClick={() => goTo(at - 1)} />
        <Act
          label={isPlaying ? 'Pause' : 'Play'}
          icon={isPlaying ? IconPlayerPause : IconPlayerPlay}
          onClick={toggle}
        />
        <Act label="One step on" icon={IconPlayerTrackNext} disabled={at === last} onClick={() => goTo(at + 1)} />
        <Act label="To the end" icon={IconPlayerSkipForward} disabled={at === last} onClick={() => goTo(last)} />
      </Group>
      <Slider
        className={classes.slider}
        value={at}
        max={last}
        label={null}
        onChange={goTo}
        thumbLabel="Step"
        thumbProps={{ 'aria-valuetext': `step ${at} of ${last}` }}
      />
      <span className={classes.step}>
        {at} of {last}
      </span>
      <SegmentedControl
        size="xs"
        aria-label="Speed"
        data={[...SPEED_WORDS]}
        value={speed}
        onChange={(chosen) => setSpeed(chosen as Speed)}
      />
    </div>
  );
}

interface ActProps {
  label: string;
  icon: TablerIcon;
  disabled?: boolean;
  onClick: () => void;
}

function Act({ label, icon: Icon, disabled = false, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick} size="lg">
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
