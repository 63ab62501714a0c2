'use client';
import { type RefObject, useRef } from 'react';

/** This near the end one is at the end. */
const NEAR_PX = 40;

export interface FollowOptions {
  follow: boolean;
  /** The last line of the list is the last that there is. */
  atEnd: boolean;
  onFollow: (follow: boolean) => void;
  /** Where the page itself scrolled to last. */
  ownTop: RefObject<number>;
}

export interface FollowHandlers {
  onScroll: () => void;
  onWheel: (event: { deltaY: number }) => void;
  onKeyDown: (event: { key: string }) => void;
}

/**
 * The reader's own scrolling decides whether the end is followed: up leaves it, down to the end goes on with it. What
 * the page scrolls by itself decides nothing.
 */
export function useFollow(
  box: RefObject<HTMLDivElement | null>,
  { follow, atEnd, onFollow, ownTop }: FollowOptions,
): FollowHandlers {
  const before = useRef(0);
  const leave = () => follow && onFollow(false);
  return {
    onScroll: () => {
      const element = box.current;
      if (element === null) return;
      const top = element.scrollTop;
      const up = top < before.current;
      before.current = top;
      if (Math.abs(top - ownTop.current) < 1) return;
      const near = element.scrollHeight - top - element.clientHeight < NEAR_PX;
      if (up && !near) leave();
      if (!up && near && atEnd && !follow) onFollow(true);
    },
    // Before anything moves: the next line would else move it back.
    onWheel: ({ deltaY }) => deltaY < 0 && leave(),
    onKeyDown: ({ key }) => ['ArrowUp', 'PageUp', 'Home'].includes(key) && leave(),
  };
}
