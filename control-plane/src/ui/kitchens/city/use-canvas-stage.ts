'use client';
import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Palette, readPalette } from './palette.ts';

/**
 * Draws one picture.
 *
 * @param nowMs - as `performance.now()` counts
 * @returns whether something moves: then it is drawn again for the next frame
 */
export type Draw = (context: CanvasRenderingContext2D, palette: Palette, nowMs: number) => boolean;

export interface CanvasStage {
  canvas: RefObject<HTMLCanvasElement | null>;
  /** Of the canvas on the page; 0 before it is known. */
  width: number;
  height: number;
  /** Has it drawn anew: something has changed. */
  wake: () => void;
}

/**
 * A canvas that is drawn while something moves in it and somebody can see it, sharp on every screen, in the colours of
 * the theme. What stands still costs nothing.
 */
export function useCanvasStage(draw: Draw): CanvasStage {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ask = useRef<() => void>(() => undefined);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  const drawNow = useEffectEvent(draw);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    if (element === null || context === null) return;
    let palette = readPalette(element);
    let isSeen = true;
    let frame = 0;
    const paint = (nowMs: number) => {
      frame = 0;
      sharpen(element, context);
      if (drawNow(context, palette, nowMs)) askForFrame();
    };
    const askForFrame = () => {
      if (frame === 0 && isSeen && !document.hidden) frame = requestAnimationFrame(paint);
    };
    ask.current = askForFrame;
    const sizes = new ResizeObserver(() => {
      setSize({ width: element.clientWidth, height: element.clientHeight });
      askForFrame();
    });
    const sight = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting !== false;
      askForFrame();
    });
    const themes = new MutationObserver(() => {
      palette = readPalette(element);
      askForFrame();
    });
    sizes.observe(element);
    sight.observe(element);
    themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    document.addEventListener('visibilitychange', askForFrame);
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      sight.disconnect();
      themes.disconnect();
      document.removeEventListener('visibilitychange', askForFrame);
    };
  }, []);
  const wake = useCallback(() => ask.current(), []);
  return { canvas, width, height, wake };
}

/** As many points as the screen has, which changes as one zooms or moves the window to another screen. */
function sharpen(element: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(element.clientWidth * ratio), Math.round(element.clientHeight * ratio)];
  if (element.width !== width || element.height !== height) {
    element.width = width;
    element.height = height;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}
