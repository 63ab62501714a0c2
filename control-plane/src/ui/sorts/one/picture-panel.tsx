'use client';
import { type ReactNode, useState } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { AsSwitch, type ShownAs } from './as-switch.tsx';
import classes from './sort-page.module.css';

export interface PicturePanelProps {
  title: string;
  /** The figures that the picture comes to. */
  figures: ReactNode;
  picture: ReactNode;
  /** The same in rows. */
  table: ReactNode;
}

/** A picture with its figures, and the same as a table for whoever would rather read. */
export function PicturePanel({ title, figures, picture, table }: PicturePanelProps) {
  const [as, setAs] = useState<ShownAs>('picture');
  return (
    <Panel
      title={title}
      aside={
        <span className={classes.aside}>
          {figures}
          <AsSwitch label={`${title}: as`} shown={as} onChange={setAs} />
        </span>
      }
    >
      {as === 'picture' ? picture : table}
    </Panel>
  );
}
