'use client';
import { SORT_LIMITS, type SortDetail } from '@longshore/schemas';
import { formatBytes } from '@longshore/schemas/words';
import { Button, FileInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { May } from '../../parts/may.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { UploadBar } from '../upload-bar.tsx';
import { useUpload } from '../use-upload.ts';
import classes from './sort-page.module.css';

/** Takes the file that a sort awaits: its first upload broke off, or has not been begun. */
export function AwaitedInput({ sort }: { sort: SortDetail }) {
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload();
  return (
    <Panel title="It awaits its input">
      <div className={classes.dialog}>
        <p>
          Text, an element a line, of at most {formatBytes(SORT_LIMITS.uploadBytesMax)}. It counts once it is there
          whole, and is sorted then.
        </p>
        <FileInput
          label="File"
          placeholder="Choose a file"
          clearable
          clearButtonProps={{ 'aria-label': 'Choose no file' }}
          value={file}
          onChange={setFile}
          disabled={upload.isPending}
        />
        {upload.isPending ? <UploadBar upload={upload} /> : null}
        {upload.error === null || upload.isPending ? null : <ProblemNote error={upload.error} />}
        <div>
          <May permission="sorts:write">
            <Button
              leftSection={<IconUpload size={16} aria-hidden />}
              loading={upload.isPending}
              disabled={file === null}
              onClick={() => {
                if (file !== null) upload.start(sort.id, file);
              }}
            >
              Upload
            </Button>
          </May>
        </div>
      </div>
    </Panel>
  );
}
