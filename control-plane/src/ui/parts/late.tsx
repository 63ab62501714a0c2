'use client';
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/** A part of a page whose code comes when it is shown first, or ahead of that. */
export interface Late<Props> {
  (props: Props): ReactNode;
  /** Fetches its code, so that it is there at once when it is shown. */
  fetchAhead: () => void;
}

/**
 * Leaves a part out of what a page must fetch before it shows anything.
 *
 * @param load - imports it
 * @param before - stands there until it is there; as large as it
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  before: ReactNode = null,
): Late<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  const fetchOnce = () => {
    loading ??= load().then(
      (part) => {
        loaded = part;
        return { default: part };
      },
      (error: unknown) => {
        // What could not be fetched ahead may be fetched when it is shown.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  // A lazy component keeps its properties to itself, which TypeScript cannot tell.
  const Part = lazy(fetchOnce) as unknown as ComponentType<Props>;
  const Late = (props: Props) => {
    // Asked once: what is there already is shown at once, and what came after it was asked for stays what it is.
    const [There] = useState(() => loaded);
    if (There !== undefined) return <There {...props} />;
    return (
      <Suspense fallback={before}>
        <Part {...props} />
      </Suspense>
    );
  };
  // Where it fails, whoever shows it is told.
  return Object.assign(Late, { fetchAhead: () => void Promise.allSettled([fetchOnce()]) });
}
