import type { CSSProperties } from 'react';
import classes from './skeleton.module.css';

export interface SkeletonProps {
  height: number | string;
  width?: number | string;
  maw?: number;
  radius?: number;
  /** Space above and below it. */
  my?: number;
  mt?: number;
  mb?: number;
  'aria-busy'?: boolean;
}

/** Stands for what is not known yet, as large as it will be. */
export function Skeleton({ height, width, maw, radius, my, mt = my, mb = my, ...props }: SkeletonProps) {
  const style: CSSProperties = {
    height,
    width,
    maxWidth: maw,
    borderRadius: radius,
    marginTop: mt,
    marginBottom: mb,
  };
  return <div {...props} className={classes.skeleton} data-skeleton style={style} />;
}
