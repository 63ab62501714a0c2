'use client';
import { IconChefHat } from '@tabler/icons-react';
import { Button } from '../parts/button/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { May } from '../parts/may.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { OPEN_FIVE_COMMAND } from './open-five-command.ts';
import { useOpenKitchens } from './use-open-kitchens.ts';

/** No kitchen is open: what will stand here, and what opens some. */
export function NoKitchens() {
  const open = useOpenKitchens();
  return (
    <>
      {open.error === null ? null : <ProblemNote error={open.error} />}
      <Empty
        icon={<IconChefHat size={22} />}
        title="No kitchen is open"
        command={OPEN_FIVE_COMMAND}
        action={
          <May permission="kitchens:write">
            <Button loading={open.isPending || open.isSuccess} onClick={() => open.mutate({ count: 5, kitchen: {} })}>
              Open five kitchens
            </Button>
          </May>
        }
      >
        Each kitchen is a container that an agent runs. Here stands the city with its kitchens and with every order on
        its way, and beside it what one can do to them: place orders, set one on fire, change how they are chosen.
      </Empty>
    </>
  );
}
