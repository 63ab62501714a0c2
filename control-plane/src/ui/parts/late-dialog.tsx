'use client';
import { type ComponentType, useEffect, useState } from 'react';
import { type Late, late } from './late.tsx';

/** What every dialog is told. */
interface Dialog {
  opened: boolean;
}

/**
 * A dialog whose code comes when it is opened first, or ahead of that. It stays then, closed: it comes closed as well, so
 * that it knows what had the focus, and gives it back.
 *
 * @param load - imports it
 */
export function lateDialog<Props extends Dialog>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  const Coming = late<Props>(async () => {
    const Loaded = await load();
    return function Come(props: Props) {
      const [there, setThere] = useState(false);
      useEffect(() => setThere(true), []);
      return <Loaded {...props} opened={there && props.opened} />;
    };
  });
  const LateDialog = (props: Props) => {
    const [wanted, setWanted] = useState(props.opened);
    if (props.opened && !wanted) setWanted(true);
    return wanted ? <Coming {...props} /> : null;
  };
  return Object.assign(LateDialog, { fetchAhead: Coming.fetchAhead });
}
