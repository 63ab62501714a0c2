'use client';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Bars } from './bars.tsx';
import { spreadValues } from './given-values.ts';
import classes from './learn.module.css';
import { lessonOf, type Moment } from './lesson.ts';
import { PlayerBar } from './player-bar.tsx';
import { type Player, usePlayer } from './use-player.ts';
import { ValuesForm } from './values-form.tsx';

/** The values that one finds: the same each time, so that what is told of them can be told again. */
const AT_FIRST = spreadValues('uniform', 24, 1);

/** Quicksort, step by step: what the code that sorts on the fleet does to a few values. */
export function LearnPage() {
  const [values, setValues] = useState<readonly number[]>(AT_FIRST);
  const lesson = useMemo(() => lessonOf(values), [values]);
  const player = usePlayer(lesson);
  const moment = lesson[player.at] as Moment;
  return (
    <PageBody>
      <PageHead title="Quicksort, step by step" answer="What the code that sorts does to a few values." />
      <Panel title="Bars" aside={`${moment.comparisons} comparisons · ${moment.swaps} swaps`}>
        <div className={classes.stage}>
          <button
            type="button"
            aria-label={player.isPlaying ? 'Pause quicksort' : 'Play quicksort; the arrow keys step'}
            className={classes.picture}
            onClick={player.toggle}
            onKeyDown={(event) => onKey(event, player, lesson.length - 1)}
          >
            <Bars values={values} moment={moment} />
          </button>
          <p className={classes.words} aria-live={player.isPlaying ? 'off' : 'polite'}>
            {moment.words}
          </p>
          <PlayerBar player={player} last={lesson.length - 1} />
        </div>
        <Legend />
        <ValuesForm onValues={setValues} />
      </Panel>
    </PageBody>
  );
}

const LOOKS = [
  ['pivot', 'pivot'],
  ['compare', 'compared'],
  ['swap', 'changing places'],
  ['placed', 'in place for good'],
  ['waiting', 'not looked at now'],
] as const;

function Legend() {
  return (
    <ul className={classes.legend} aria-label="Colours">
      {LOOKS.map(([look, word]) => (
        <li key={look}>
          <span className={classes.swatch} data-look={look} aria-hidden />
          {word}
        </li>
      ))}
    </ul>
  );
}

/** Keys of the picture; space and Enter press it, as any button. */
function onKey(event: KeyboardEvent, player: Player, last: number): void {
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: player.at - 1,
    ArrowRight: player.at + 1,
    Home: 0,
    End: last,
  };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  player.goTo(place);
}
