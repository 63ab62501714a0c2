'use client';
import type { StartRunInput } from '@longshore/schemas';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { Button } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { startRun } from '../change-kitchens.ts';
import { useKeyed } from '../controls/use-keyed.ts';

const LUNCH: StartRunInput = { scenario: 'lunch', seed: 1, kitchens: 5, speed: 1 };

/** Runs a lunch with five kitchens, and goes to its page. */
export function StartLunchButton() {
  const router = useRouter();
  const client = useQueryClient();
  const { keyFor } = useKeyed();
  const start = useMutation({
    mutationFn: () => startRun(LUNCH, keyFor(LUNCH)),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['kitchens', 'runs'] });
      router.push(`/kitchens/runs/${id}`);
    },
  });
  return (
    <>
      {start.error === null ? null : <ProblemNote error={start.error} />}
      <May permission="kitchens:write">
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={start.isPending || start.isSuccess}
          onClick={() => start.mutate()}
        >
          Run a lunch
        </Button>
      </May>
    </>
  );
}
