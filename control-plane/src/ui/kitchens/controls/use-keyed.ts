'use client';
import { newId } from '@longshore/schemas';
import { useRef } from 'react';

/**
 * A key for a request that creates something: the same while the same is asked for and no answer came, so that another
 * try after an answer that got lost does nothing twice.
 */
export function useKeyed(): { keyFor: (asked: unknown) => string; done: () => void } {
  const last = useRef({ asked: '', key: '' });
  return {
    keyFor: (asked) => {
      const text = JSON.stringify(asked);
      if (last.current.asked !== text) last.current = { asked: text, key: newId() };
      return last.current.key;
    },
    done: () => {
      last.current = { asked: '', key: '' };
    },
  };
}
