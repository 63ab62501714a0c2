'use client';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { Button } from '../../parts/button/button.tsx';
import { IconButton } from '../../parts/button/icon-button.tsx';
import { hint } from '../../parts/hint/hint.ts';
import { shortcut } from '../../shortcuts/shortcuts.ts';
import classes from './story.module.css';
import type { StoryPlayer } from './use-story-player.ts';

export interface StoryControlsProps {
  player: StoryPlayer;
  isFirst: boolean;
  isLast: boolean;
  /** How far through the scene, from 0 to 1. */
  share: number;
  lastScene: number;
}

/** Plays, pauses, and goes beat by beat. */
export function StoryControls({ player, isFirst, isLast, share, lastScene }: StoryControlsProps) {
  return (
    <div className={classes.controls}>
      <IconButton
        size={36}
        variant="default"
        aria-label="To the first scene"
        onClick={() => player.goTo(0)}
        {...hint('To the first scene', { keys: shortcut('story-start').keys })}
      >
        <IconPlayerSkipBack size={18} aria-hidden />
      </IconButton>
      <IconButton
        size={36}
        variant="default"
        aria-label="A step back"
        disabled={isFirst}
        onClick={() => player.step(-1)}
        {...hint('A step back', { keys: shortcut('story-back').keys })}
      >
        <IconPlayerTrackPrev size={18} aria-hidden />
      </IconButton>
      <Button
        className={classes.play ?? ''}
        onClick={player.toggle}
        leftSection={
          player.playing ? (
            <IconPlayerPauseFilled size={16} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={16} aria-hidden />
          )
        }
      >
        {player.playing ? 'Pause' : isLast && share >= 1 ? 'Again' : 'Play'}
      </Button>
      <IconButton
        size={36}
        variant="default"
        aria-label="A step on"
        disabled={isLast}
        onClick={() => player.step(1)}
        {...hint('A step on', { keys: shortcut('story-step').keys })}
      >
        <IconPlayerTrackNext size={18} aria-hidden />
      </IconButton>
      <IconButton
        size={36}
        variant="default"
        aria-label="To the last scene"
        onClick={() => player.goTo(lastScene)}
        {...hint('To the last scene', { keys: shortcut('story-end').keys })}
      >
        <IconPlayerSkipForward size={18} aria-hidden />
      </IconButton>
      <div className={classes.progress} aria-hidden>
        <i style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
