'use client';
import { newId, type OpenKitchenInput } from '@longshore/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { openKitchen } from './change-kitchens.ts';

/** Opens kitchens one after the other: each is a job of its own. What is left out of them is chosen. */
export function useOpenKitchens(onOpened: () => void = () => undefined) {
  const client = useQueryClient();
  // Another try after an answer that got lost opens no second kitchen in the place of one.
  const keys = useRef<string[]>([]);
  return useMutation({
    mutationFn: async ({ count, kitchen }: { count: number; kitchen: OpenKitchenInput }) => {
      while (keys.current.length < count) keys.current.push(newId());
      for (let index = 0; index < count; index += 1) await openKitchen(kitchen, keys.current[index] as string);
      return count;
    },
    onSuccess: () => {
      keys.current = [];
      onOpened();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['kitchens'] }),
  });
}
