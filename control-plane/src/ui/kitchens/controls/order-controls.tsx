'use client';
import { DISHES, KITCHEN_LIMITS, type KitchenNetwork, type OrderInput } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';
import { formatDuration, plural } from '@longshore/schemas/words';
import { NumberInput, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { placeOrder, placeOrders } from '../change-kitchens.ts';
import { anyPlace, burstOf } from './burst.ts';
import classes from './controls.module.css';
import { placeWords } from './place-words.ts';
import { useKeyed } from './use-keyed.ts';

export interface OrderControlsProps {
  city: KitchenNetwork['city'];
  place: Location;
  onPlace: (place: Location) => void;
}

/** Places one order from a place that is clicked or typed, or many from anywhere. */
export function OrderControls({ city, place, onPlace }: OrderControlsProps) {
  return (
    <>
      <OneOrder city={city} place={place} onPlace={onPlace} />
      <Burst city={city} />
    </>
  );
}

function OneOrder({ city, place, onPlace }: OrderControlsProps) {
  const client = useQueryClient();
  const [dish, setDish] = useState<string>(DISHES[0]?.name ?? '');
  const [priority, setPriority] = useState<number | string>(0);
  const { keyFor, done } = useKeyed();
  const order: OrderInput = { dish, place, priority: Number(priority) };
  const ordering = useMutation({
    mutationFn: () => placeOrder(order, keyFor(order)),
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ['kitchens'] });
    },
  });
  const round = (value: number) => Number(value.toFixed(4));
  return (
    <form
      className={classes.form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ordering.isPending) ordering.mutate();
      }}
    >
      <div className={classes.pair}>
        <Select
          label="Dish"
          allowDeselect={false}
          data={city.dishes.map(({ name, cookMs }) => ({ value: name, label: `${name}, ${formatDuration(cookMs)}` }))}
          value={dish}
          onChange={(next) => setDish(next ?? dish)}
        />
        <NumberInput
          label="Priority"
          min={0}
          max={KITCHEN_LIMITS.priorityMax}
          allowDecimal={false}
          value={priority}
          onChange={setPriority}
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label="Latitude"
          decimalScale={4}
          step={0.005}
          value={round(place.latitude)}
          onChange={(value) => {
            if (value !== '') onPlace({ ...place, latitude: Number(value) });
          }}
        />
        <NumberInput
          label="Longitude"
          decimalScale={4}
          step={0.005}
          value={round(place.longitude)}
          onChange={(value) => {
            if (value !== '') onPlace({ ...place, longitude: Number(value) });
          }}
        />
      </div>
      <p className={classes.words}>
        From {placeWords(place, city.centre)}; a click in the city chooses another place.{' '}
        <button type="button" className={classes.text} onClick={() => onPlace(anyPlace(city, Math.random))}>
          Anywhere
        </button>
      </p>
      {ordering.error === null ? null : <ProblemNote error={ordering.error} />}
      <div className={classes.acts}>
        <May permission="kitchens:write">
          <Button type="submit" loading={ordering.isPending}>
            Place the order
          </Button>
        </May>
        <span role="status" className={classes.words}>
          {ordering.data === undefined ? null : (
            <>
              Placed.{' '}
              <PageLink href={`/kitchens/orders/${ordering.data.id}`} className={classes.link}>
                Follow it
              </PageLink>
            </>
          )}
        </span>
      </div>
    </form>
  );
}

const BURSTS = [10, 100, 500];

function Burst({ city }: { city: KitchenNetwork['city'] }) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number | string>(100);
  const { keyFor, done } = useKeyed();
  const count = Number(wanted);
  const most = KITCHEN_LIMITS.ordersAtOnceMax;
  const fault = Number.isInteger(count) && count >= 1 && count <= most ? null : `a whole number from 1 to ${most}`;
  const bursting = useMutation({
    mutationFn: async (howMany: number) => {
      const orders = burstOf(howMany, city, Math.random);
      return placeOrders(orders, keyFor(orders));
    },
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ['kitchens'] });
    },
  });
  return (
    <form
      className={classes.form}
      data-next
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null && !bursting.isPending) bursting.mutate(count);
      }}
    >
      <div className={classes.row}>
        <NumberInput
          label="A burst of so many orders"
          min={1}
          max={most}
          allowDecimal={false}
          clampBehavior="none"
          value={wanted}
          onChange={setWanted}
          error={fault}
        />
        {BURSTS.map((each) => (
          <Button key={each} size="xs" variant="default" onClick={() => setWanted(each)}>
            {each}
          </Button>
        ))}
      </div>
      {bursting.error === null ? null : <ProblemNote error={bursting.error} />}
      <div className={classes.acts}>
        <May permission="kitchens:write">
          <Button type="submit" variant="default" loading={bursting.isPending}>
            Send the burst
          </Button>
        </May>
        <span role="status" className={classes.words}>
          {bursting.data === undefined ? null : `${plural(bursting.data.ids.length, 'order')} placed.`}
        </span>
      </div>
    </form>
  );
}
