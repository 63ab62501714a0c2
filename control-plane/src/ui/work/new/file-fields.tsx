'use client';
import { DIGESTS, WORK_LIMITS } from '@longshore/schemas';
import { formatBytes, formatShare } from '@longshore/schemas/words';
import { FileInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import form from '../../new-job/new-job.module.css';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { ProgressTrack } from '../../parts/progress-bar.tsx';
import type { ItemFieldsProps } from './item-fields-props.ts';
import { uploadWorkFile } from './upload-work-file.ts';

const SOURCES = [
  { value: 'upload', label: 'Upload a file' },
  { value: 'address', label: 'From an address' },
];

/** What a file item looks at: an upload, or what is at an address. */
export function FileFields({ form: item }: ItemFieldsProps) {
  return (
    <div className={form.stack}>
      <SegmentedControl
        aria-label="Where the file comes from"
        value={item.values.source}
        data={SOURCES}
        onChange={(source) => {
          item.clearErrors();
          item.setFieldValue('source', source === 'address' ? 'address' : 'upload');
        }}
      />
      {item.values.source === 'upload' ? (
        <UploadField form={item} />
      ) : (
        <TextInput
          label="Address"
          description="http or https, of the public Internet, without user and password. A worker fetches it."
          placeholder="https://example.org/data.csv"
          required
          spellCheck={false}
          autoCapitalize="none"
          inputMode="url"
          {...item.getInputProps('url')}
        />
      )}
      <Select
        label="Digest"
        data={[...DIGESTS]}
        allowDeselect={false}
        checkIconPosition="right"
        {...item.getInputProps('digest')}
      />
    </div>
  );
}

/** Uploads what is chosen at once, so that a submit waits for nothing. */
function UploadField({ form: item }: ItemFieldsProps) {
  const [chosen, setChosen] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const upload = useMutation({
    mutationFn: ({ file, signal }: { file: File; signal: AbortSignal }) => uploadWorkFile(file, setShare, signal),
    onSuccess: ({ id }, { file }) => {
      item.setValues({ file: id, fileName: file.name });
      item.clearFieldError('file');
    },
  });
  const choose = (file: File | null) => {
    under.current?.abort();
    setChosen(file);
    setShare(0);
    upload.reset();
    item.setValues({ file: '', fileName: '' });
    item.clearFieldError('file');
    if (file === null) return;
    if (file.size > WORK_LIMITS.fileBytesMax) {
      item.setFieldError(
        'file',
        `${formatBytes(file.size)}; at most ${formatBytes(WORK_LIMITS.fileBytesMax)}: give the address of what is larger`,
      );
      return;
    }
    under.current = new AbortController();
    upload.mutate({ file, signal: under.current.signal });
  };
  const there = item.values.file !== '';
  return (
    <div className={form.stack}>
      <FileInput
        label="File"
        description={`At most ${formatBytes(WORK_LIMITS.fileBytesMax)}. It is uploaded as soon as it is chosen.`}
        placeholder={there ? item.values.fileName || 'The file of the item before; choose another' : 'Choose a file'}
        required
        clearable
        clearButtonProps={{ 'aria-label': 'Choose no file' }}
        leftSection={<IconUpload size={16} aria-hidden />}
        value={chosen}
        onChange={choose}
        error={item.errors.file}
      />
      {upload.isPending ? (
        <ProgressTrack
          progress={{ done: Math.round(share * 100), total: 100, unit: 'per cent' }}
          tone="moving"
          label="Upload"
          bare
        />
      ) : null}
      <p className={form.hint} role="status">
        {upload.isPending ? `Uploading: ${formatShare(share)}` : null}
        {upload.data === undefined || !there
          ? null
          : `Uploaded: ${formatBytes(upload.data.bytes)}, sha256 ${upload.data.sha256.slice(0, 12)}…`}
      </p>
      {upload.error === null || upload.error.name === 'AbortError' ? null : <ProblemNote error={upload.error} />}
    </div>
  );
}
