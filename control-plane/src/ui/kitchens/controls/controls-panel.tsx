'use client';
import type { KitchenNetwork } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';
import { useState } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { BalancerControls } from './balancer-controls.tsx';
import classes from './controls.module.css';
import { OpenControls } from './open-controls.tsx';
import { OrderControls } from './order-controls.tsx';
import { ScenarioControls } from './scenario-controls.tsx';

const TABS = [
  { id: 'orders', words: 'Orders' },
  { id: 'balancer', words: 'Balancer' },
  { id: 'scenario', words: 'Scenario' },
  { id: 'kitchens', words: 'Kitchens' },
] as const;

export interface ControlsPanelProps {
  network: KitchenNetwork;
  /** Where the next order is placed from. */
  place: Location;
  onPlace: (place: Location) => void;
}

/** What can be done: place orders, change how kitchens are chosen, start a scenario, open kitchens. */
export function ControlsPanel({ network, place, onPlace }: ControlsPanelProps) {
  const [open, setOpen] = useState<(typeof TABS)[number]['id']>('orders');
  return (
    <Panel title="Controls">
      <Tabs label="What to do" tabs={TABS} open={open} onOpen={setOpen}>
        <div className={classes.tab}>
          {open === 'orders' ? <OrderControls city={network.city} place={place} onPlace={onPlace} /> : null}
          {open === 'balancer' ? <BalancerControls network={network} /> : null}
          {open === 'scenario' ? <ScenarioControls /> : null}
          {open === 'kitchens' ? <OpenControls /> : null}
        </div>
      </Tabs>
    </Panel>
  );
}
