'use client';
import { newId, type SortAsked } from '@longshore/schemas';
import { sortCommand } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconArrowsSort, IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { problemOf } from '../../api/api-problem.ts';
import newJob from '../../new-job/new-job.module.css';
import { May } from '../../parts/may.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { SpecView } from '../../parts/spec-view.tsx';
import { createSort } from '../change-sort.ts';
import { UploadBar } from '../upload-bar.tsx';
import { useUpload } from '../use-upload.ts';
import { elementFault } from './element-fault.ts';
import { InputFields } from './input-fields.tsx';
import { OrderFields, SorterFields } from './order-fields.tsx';
import { type SortForm, toSort } from './sort-form.ts';
import { errorsAtFields, type SortFormErrors, validateSortForm } from './sort-form-errors.ts';

/** More elements than this are left to the server to look at. */
const VIEWED_VALUES = 200;

/** Everything that can be found wrong before it is asked for. */
function validate(form: SortForm): SortFormErrors {
  const errors = validateSortForm(form);
  const fault = errors.text === undefined && form.text.trim() !== '' ? elementFault(form) : null;
  return fault === null ? errors : { ...errors, text: fault };
}

/** The form at the left; what will be sent at the right. A file goes after the sort was accepted. */
export function SortEditor({ initial }: { initial: SortForm }) {
  const router = useRouter();
  const client = useQueryClient();
  const form = useForm<SortForm>({
    mode: 'controlled',
    initialValues: initial,
    validate,
    validateInputOnBlur: true,
  });
  const sort = toSort(form.values);
  const text = JSON.stringify(sort);
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });
  // A sort that was accepted and awaits its file: another try is of the file alone.
  const accepted = useRef<{ text: string; asked: SortAsked } | null>(null);
  const upload = useUpload();
  const refused = (error: unknown) => form.setErrors(errorsAtFields(problemOf(error).errors ?? []));
  const open = async ({ id }: SortAsked) => {
    await client.invalidateQueries({ queryKey: ['sorts'] });
    router.push(`/sorts/${id}`);
  };
  const ask = useMutation({
    mutationFn: () => {
      if (submission.current.text !== text) submission.current = { text, key: newId() };
      return createSort(sort, submission.current.key);
    },
    onSuccess: async (asked) => {
      const { file, from } = form.values;
      if (from !== 'upload' || file === null) return void (await open(asked));
      accepted.current = { text, asked };
      upload.start(asked.id, file, () => void open(asked));
    },
    onError: refused,
  });
  const uploadError = upload.isPending ? null : upload.error;
  const setErrors = useRef(form.setErrors);
  useEffect(() => {
    if (uploadError !== null) setErrors.current(errorsAtFields(problemOf(uploadError).errors ?? []));
  }, [uploadError]);
  const uploaded = ask.isSuccess && form.values.from === 'upload' && !upload.isPending && uploadError === null;
  const busy = ask.isPending || upload.isPending || uploaded || (ask.isSuccess && form.values.from !== 'upload');
  const send = () => {
    if (busy) return;
    const { hasErrors, errors } = form.validate();
    const [first] = Object.keys(errors);
    if (hasErrors) return first === undefined ? undefined : form.getInputNode(first)?.focus();
    const { file } = form.values;
    const waiting = accepted.current;
    // Of the same words only the file is sent again; other words are another sort.
    if (waiting !== null && waiting.text === text && file !== null)
      upload.start(waiting.asked.id, file, () => void open(waiting.asked));
    else ask.mutate();
  };
  const failure = ask.error ?? uploadError;
  return (
    <form
      className={newJob.columns}
      noValidate
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={newJob.form}>
        <InputFields form={form} />
        <OrderFields form={form} />
        <SorterFields form={form} />
        {upload.isPending ? <UploadBar upload={upload} /> : null}
        {failure === null ? null : <ProblemNote error={failure} />}
        {uploadError === null || accepted.current === null ? null : (
          <p className={newJob.hint}>
            The sort was accepted and awaits its file: Sort sends it again, and{' '}
            <Link href={`/sorts/${accepted.current.asked.id}`}>its page</Link> takes it as well.
          </p>
        )}
        <div className={newJob.actions}>
          <May permission="sorts:write">
            <Button
              type="submit"
              loading={busy}
              leftSection={<IconArrowsSort size={16} aria-hidden />}
              title="Ctrl or ⌘ and Enter"
            >
              Sort
            </Button>
          </May>
        </div>
      </div>
      <Beside form={form.values} />
    </form>
  );
}

/** What will be sent, as JSON and as the command that does the same. */
function Beside({ form }: { form: SortForm }) {
  const sort = toSort(form);
  const command = sortCommand(sort, form.file?.name ?? null);
  const complete = Object.keys(validateSortForm(form)).length === 0;
  return (
    <aside className={newJob.aside} aria-label="What will be sent">
      <Panel
        title="What will be sent"
        aside={
          complete ? (
            <span className={newJob.complete}>
              <IconCheck size={14} aria-hidden /> Complete
            </span>
          ) : (
            <span>Not yet complete</span>
          )
        }
      >
        <SpecView value={viewed(sort)} label="What will be sent" command={command.text} />
        {command.without.length === 0 ? null : (
          <p className={newJob.hint} style={{ marginTop: 10 }}>
            The command has no option for {command.without.join(', ')}.
          </p>
        )}
      </Panel>
    </aside>
  );
}

/** Of many values the first, so that the rest can be seen. */
function viewed(sort: ReturnType<typeof toSort>): unknown {
  if (sort.input.from !== 'values' || sort.input.values.length <= VIEWED_VALUES) return sort;
  const rest = sort.input.values.length - VIEWED_VALUES;
  return {
    ...sort,
    input: { ...sort.input, values: [...sort.input.values.slice(0, VIEWED_VALUES), `and ${rest} more`] },
  };
}
