import { CopyIcon } from '../../parts/copy-icon.tsx';
import classes from '../items/item.module.css';

/** A digest in full, with copy. */
export function DigestText({ digest, algorithm }: { digest: string; algorithm: string }) {
  return (
    <div className={classes.digest}>
      <code>{digest}</code>
      <CopyIcon value={digest} what={`${algorithm} digest`} />
    </div>
  );
}
