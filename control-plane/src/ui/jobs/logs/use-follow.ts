'use client';
import { type RefObject, useRef } from 'react';

/** This near the end one is at the end. */
const NEAR_PX = 40;
/** A scroll this soon after a hand moved is the hand's. */
const HAND_MS = 1_000;

export interface FollowHandlers {
  onScroll: () => void;
  onWheel: (event: { deltaY: number }) => void;
  onTouchMove: () => void;
  onPointerDown: (event: { nativeEvent: PointerEvent }) => void;
  onKeyDown: (event: { key: string }) => void;
}

/**
 * The reader's own scrolling decides whether the end is followed: up leaves it, down to the end goes on with it. What
 * the page scrolls by itself decides nothing.
 *
 * @param atEnd - the last line of the list is the last that there is
 */
export function useFollow(
  box: RefObject<HTMLDivElement | null>,
  { follow, atEnd, onFollow }: { follow: boolean; atEnd: boolean; onFollow: (follow: boolean) => void },
): FollowHandlers {
  const hand = useRef({ movedAt: Number.NEGATIVE_INFINITY, top: 0 });
  const moved = () => {
    hand.current.movedAt = performance.now();
  };
  const leave = () => {
    moved();
    if (follow) onFollow(false);
  };
  return {
    onScroll: () => {
      const element = box.current;
      if (element === null) return;
      const up = element.scrollTop < hand.current.top;
      hand.current.top = element.scrollTop;
      if (performance.now() - hand.current.movedAt > HAND_MS) return;
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (up && follow && !near) onFollow(false);
      if (!up && near && atEnd && !follow) onFollow(true);
    },
    onWheel: ({ deltaY }) => (deltaY < 0 ? leave() : moved()),
    onTouchMove: moved,
    // Beside the lines is the scroll bar.
    onPointerDown: ({ nativeEvent: { target, offsetX } }) => {
      if (target === box.current && offsetX >= box.current.clientWidth) moved();
    },
    onKeyDown: ({ key }) => {
      if (['ArrowUp', 'PageUp', 'Home'].includes(key)) leave();
      else if (['ArrowDown', 'PageDown', ' '].includes(key)) moved();
    },
  };
}
