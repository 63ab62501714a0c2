import { formatBytes, formatShare } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import bar from '../parts/progress-bar.module.css';
import classes from './upload-bar.module.css';
import type { UploadStanding } from './use-upload.ts';

/** How much of a file has left; what has left is read there as it comes. */
export function UploadBar({ upload }: { upload: Pick<UploadStanding, 'sentBytes' | 'totalBytes' | 'stop'> }) {
  const { sentBytes, totalBytes, stop } = upload;
  const share = totalBytes === 0 ? 1 : Math.min(1, sentBytes / totalBytes);
  const words = `${formatBytes(Math.min(sentBytes, totalBytes))} of ${formatBytes(totalBytes)} sent`;
  return (
    <div className={classes.upload}>
      <div
        className={bar.track}
        role="progressbar"
        aria-label="Upload"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
        aria-valuetext={words}
        data-tone="moving"
      >
        <div className={bar.done} style={{ width: `${share * 100}%` }} />
      </div>
      <div className={classes.words}>
        <span>{share >= 1 ? `${words}; its elements are being read` : `${words}, ${formatShare(share)}`}</span>
        <Button size="compact-sm" variant="default" onClick={stop}>
          Break off
        </Button>
      </div>
    </div>
  );
}
