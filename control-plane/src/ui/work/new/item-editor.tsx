'use client';
import { newId, WORK_LIMITS } from '@longshore/schemas';
import { Button, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ComponentType, useRef } from 'react';
import { problemOf } from '../../api/api-problem.ts';
import newJob from '../../new-job/new-job.module.css';
import { May } from '../../parts/may.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { SpecView } from '../../parts/spec-view.tsx';
import { submitWorkItem } from '../change-work.ts';
import { typeWord } from '../type-word.ts';
import { BlockchainFields } from './blockchain-fields.tsx';
import { errorsByField, validateItem } from './check-item.ts';
import { ComputeFields } from './compute-fields.tsx';
import { DataFields } from './data-fields.tsx';
import { FileFields } from './file-fields.tsx';
import { type ItemFieldsProps, NUMBER } from './item-fields-props.ts';
import { type ItemForm, toItem } from './item-form.ts';
import { JsonFields } from './json-fields.tsx';
import { TypeChoice } from './type-choice.tsx';
import { workCommand } from './work-command.ts';

/** A type that is not here has its payload in JSON. */
const FIELDS: Partial<Record<string, ComponentType<ItemFieldsProps>>> = {
  compute: ComputeFields,
  file: FileFields,
  data: DataFields,
  blockchain: BlockchainFields,
};

/** The form at the left; what will be sent, and the command that does the same, at the right. */
export function ItemEditor({ initial }: { initial: ItemForm }) {
  const router = useRouter();
  const client = useQueryClient();
  const form = useForm<ItemForm>({
    mode: 'controlled',
    initialValues: initial,
    validate: validateItem,
    validateInputOnBlur: true,
  });
  const item = toItem(form.values);
  const text = JSON.stringify(item);
  // The same words again, after an answer that got lost, are the same submit.
  const submission = useRef({ text: '', key: '' });
  const submit = useMutation({
    mutationFn: () => {
      if (submission.current.text !== text) submission.current = { text, key: newId() };
      return submitWorkItem(item, submission.current.key);
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['work'] });
      router.push(`/work/items/${id}`);
    },
    onError: (error) => form.setErrors(errorsByField(form.values, problemOf(error).errors ?? [])),
  });
  // After a success the page is on its way to the item: a second submit would be a second one.
  const busy = submit.isPending || submit.isSuccess;
  const send = () => {
    const { hasErrors, errors } = form.validate();
    if (!hasErrors) return busy ? undefined : submit.mutate();
    const [first] = Object.keys(errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  const { type, fileName } = form.values;
  const Fields = FIELDS[type] ?? JsonFields;
  const wrong = Object.keys(validateItem(form.values)).length;

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
        <TypeChoice
          type={type}
          onChange={(chosen) => {
            form.clearErrors();
            form.setFieldValue('type', chosen);
          }}
        />
        <Panel title={typeWord(type)}>
          <Fields form={form} />
        </Panel>
        <Panel title="When it fails">
          <NumberInput
            {...NUMBER}
            label="Tries in all"
            description={`The first included; at most ${WORK_LIMITS.triesMax}. What another try cannot cure is not tried again.`}
            min={1}
            max={WORK_LIMITS.triesMax}
            {...form.getInputProps('maxTries')}
          />
        </Panel>
        {submit.error === null ? null : <ProblemNote error={submit.error} />}
        <div className={newJob.actions}>
          <May permission="work:write">
            <Button
              type="submit"
              loading={busy}
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              title="Ctrl or ⌘ and Enter"
            >
              Submit
            </Button>
          </May>
          <p className={newJob.hint}>It waits in the queue {type} until a worker takes it.</p>
        </div>
      </div>
      <aside className={newJob.aside} aria-label="What will be sent">
        <Panel
          title="What will be sent"
          aside={
            wrong > 0 ? (
              <span>Not yet complete</span>
            ) : (
              <span className={newJob.complete}>
                <IconCheck size={14} aria-hidden /> Complete
              </span>
            )
          }
        >
          <SpecView value={item} label="What will be sent" command={workCommand(item, fileName)} />
        </Panel>
      </aside>
    </form>
  );
}
