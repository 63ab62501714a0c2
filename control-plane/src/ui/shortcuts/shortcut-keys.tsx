'use client';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isForPage } from './is-for-page.ts';
import { type Begun, pressKey } from './key-sequence.ts';
import { SHORTCUTS, type ShortcutId, shortcut } from './shortcuts.ts';

type Act = () => void;

/** Who acts on which keys now; the one that came last goes before, and a stand-in after all others. */
class Bound {
  readonly #acts = new Map<string, Act[]>();

  /** @returns what takes it back */
  add(keys: string, act: Act, standsIn: boolean): () => void {
    const others = this.#acts.get(keys) ?? [];
    this.#acts.set(keys, standsIn ? [act, ...others] : [...others, act]);
    return () => {
      this.#acts.set(
        keys,
        (this.#acts.get(keys) ?? []).filter((other) => other !== act),
      );
    };
  }

  actOf(keys: string): Act | undefined {
    return this.#acts.get(keys)?.at(-1);
  }

  get sequences(): string[] {
    return [...this.#acts].filter(([, acts]) => acts.length > 0).map(([keys]) => keys);
  }
}

const BoundContext = createContext<Bound | null>(null);

const LEADING = SHORTCUTS.flatMap(({ keys, href }) => (href === undefined ? [] : [{ keys, href }]));

/** Listens for the shortcuts of the page within; those that lead somewhere work everywhere. */
export function ShortcutKeys({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [bound] = useState(() => new Bound());
  const begun = useRef<Begun | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPage(event)) {
      begun.current = null;
      return;
    }
    if (event.key === 'Shift') return;
    const sequences = [...bound.sequences, ...LEADING.map(({ keys }) => keys)];
    const press = pressKey(begun.current, event.key.toLowerCase(), event.timeStamp, sequences);
    begun.current = press.begun;
    if (press.done === null) return;
    event.preventDefault();
    const act = bound.actOf(press.done);
    const leads = LEADING.find(({ keys }) => keys === press.done);
    if (act !== undefined) act();
    else if (leads !== undefined) router.push(leads.href);
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return <BoundContext value={bound}>{children}</BoundContext>;
}

export interface ShortcutChoice {
  /** false: the keys mean nothing now, as the button beside does nothing. */
  enabled?: boolean;
  /** Acts only where no other part of the page does. */
  standsIn?: boolean;
}

/** Has a shortcut of the registry act while the component is shown. */
export function useShortcut(id: ShortcutId, act: Act, { enabled = true, standsIn = false }: ShortcutChoice = {}): void {
  const bound = useContext(BoundContext);
  const now = useEffectEvent(act);
  useEffect(
    () => (enabled ? bound?.add(shortcut(id).keys, () => now(), standsIn) : undefined),
    [bound, id, enabled, standsIn],
  );
}

/** Does what the keys of a shortcut would do, for a button that stands elsewhere. */
export function useShortcutAct(): (id: ShortcutId) => void {
  const bound = useContext(BoundContext);
  return (id) => bound?.actOf(shortcut(id).keys)?.();
}
