'use client';
import type { Location } from '@longshore/schemas/placement';
import { IconMovie } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { kitchenNetworkQuery, kitchensQuery } from '../api/kitchen-queries.ts';
import { ButtonLink } from '../parts/button/button.tsx';
import { late } from '../parts/late.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { CityView } from './city/city-view.tsx';
import classes from './kitchens.module.css';
import { KitchensBar } from './kitchens-bar.tsx';
import { kitchensSentence } from './kitchens-sentence.ts';
import { KitchensPanel } from './list/kitchens-panel.tsx';
import { RunNote } from './run-note.tsx';

// Forms come after the picture.
const ControlsPanel = late(
  async () => (await import('./controls/controls-panel.tsx')).ControlsPanel,
  <Panel title="Controls">
    <Skeleton height={420} />
  </Panel>,
);

// What one scrolls to, and what stands there only before the first kitchen.
const MeasuresPanel = late(
  async () => (await import('./measures/measures-panel.tsx')).MeasuresPanel,
  <Skeleton height={420} />,
);
const NoKitchens = late(async () => (await import('./no-kitchens.tsx')).NoKitchens);

/** The city of kitchens as it is now, how it does, and what can be done to it. */
export function KitchensPage() {
  const kitchens = useQuery(kitchensQuery());
  const network = useQuery(kitchenNetworkQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  const [pin, setPin] = useState<Location | null>(null);
  const items = kitchens.data?.items;
  const shown = items?.filter(({ state }) => state !== 'closed');
  const error = kitchens.error ?? network.error;
  const isEmpty = shown?.length === 0;
  return (
    <PageBody wide>
      <KitchensBar />
      <PageHead
        title="Kitchens"
        answer={
          <span className={classes.answer}>
            {shown === undefined ? '\u00a0' : kitchensSentence(shown, network.data)}
          </span>
        }
        actions={
          <ButtonLink href="/kitchens/story" variant="default" leftSection={<IconMovie size={16} aria-hidden />}>
            Tell the story
          </ButtonLink>
        }
      />
      {error === null ? null : (
        <ProblemNote
          error={error}
          retry={() => {
            void kitchens.refetch();
            void network.refetch();
          }}
        />
      )}
      {error !== null && shown === undefined ? null : (
        <div className={classes.columns}>
          <Panel title="The city">
            <CityView
              kitchens={shown ?? NOBODY}
              circle={network.data?.city}
              chosen={chosen}
              onChoose={setChosen}
              pin={pin}
              onPlace={setPin}
              over={isEmpty ? <NoKitchens /> : null}
            />
            <RunNote />
          </Panel>
          {network.data === undefined ? (
            <Panel title="Controls">
              <Skeleton height={420} />
            </Panel>
          ) : (
            <ControlsPanel network={network.data} place={pin ?? network.data.city.centre} onPlace={setPin} />
          )}
        </div>
      )}
      <MeasuresPanel />
      {isEmpty ? null : <KitchensPanel kitchens={items} />}
    </PageBody>
  );
}

/** One list of none: another with each look would be another picture. */
const NOBODY: never[] = [];
