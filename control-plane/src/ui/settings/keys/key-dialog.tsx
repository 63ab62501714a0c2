'use client';
import type { NewApiKey, Permission } from '@longshore/schemas';
import { Button, Group, Modal, Radio, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../../api/api-problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Segments } from '../../parts/segments.tsx';
import { capitalised } from '../../words/sentence.ts';
import classes from '../settings.module.css';
import { createKey } from './change-key.ts';
import { errorsByField, FIRST_KEY, KEY_LIFETIMES, type KeyForm, toKey, validateKey } from './key-form.ts';
import { nounsOf, type Reach, type Scope } from './scope.ts';

export interface KeyDialogProps {
  /** What whoever makes it may do. */
  permissions: readonly Permission[];
  onClose: () => void;
  onMade: (made: NewApiKey) => void;
}

/** Asks what a key is for, what it may do, and for how long. */
export function KeyDialog({ permissions, onClose, onMade }: KeyDialogProps) {
  const client = useQueryClient();
  const form = useForm<KeyForm>({ mode: 'controlled', initialValues: FIRST_KEY, validate: validateKey });
  const make = useMutation({
    mutationFn: (values: KeyForm) => createKey(toKey(values)),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['api-keys'] });
      onMade(made);
    },
    onError: (error) => form.setErrors(errorsByField(problemOf(error).errors ?? [])),
  });
  const unsaid = make.error !== null && Object.keys(errorsByField(problemOf(make.error).errors ?? [])).length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title="New API key"
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        autoComplete="off"
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (form.validate().hasErrors) form.getInputNode('name')?.focus();
          else if (!make.isPending) make.mutate(form.values);
        }}
      >
        <TextInput
          label="Name"
          description="What it is for, to know it by."
          placeholder="nightly import"
          required
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group
          label="What it may do"
          value={form.values.all ? 'all' : 'some'}
          onChange={(value) => form.setFieldValue('all', value === 'all')}
        >
          <div className={classes.choices}>
            <Radio value="some" label="Only this" />
            {form.values.all ? null : (
              <ScopeFields
                permissions={permissions}
                scope={form.values.scope}
                error={form.errors.scope}
                onChange={(scope) => {
                  form.clearFieldError('scope');
                  form.setFieldValue('scope', scope);
                }}
              />
            )}
            <Radio
              value="all"
              label="All that you may do"
              description="Also what you may do later; never more than you may."
            />
          </div>
        </Radio.Group>
        <Select
          label="It counts for"
          data={[...KEY_LIFETIMES]}
          allowDeselect={false}
          {...form.getInputProps('lifetime')}
        />
        {unsaid ? <ProblemNote error={make.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            Make the key
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const REACH_WORDS: Record<Reach, string> = { none: 'no', read: 'read', write: 'read and write', perform: 'yes' };

const labelOf = (noun: string) => capitalised(noun.replace(':', ': '));

function ScopeFields({
  permissions,
  scope,
  error,
  onChange,
}: {
  permissions: readonly Permission[];
  scope: Scope;
  error: React.ReactNode;
  onChange: (scope: Scope) => void;
}) {
  return (
    <fieldset className={classes.nouns} aria-label="By what">
      {nounsOf(permissions).map(({ noun, reaches }) => (
        <div key={noun} className={classes.noun}>
          <span>{labelOf(noun)}</span>
          <Segments
            small
            label={labelOf(noun)}
            options={reaches.map((reach) => ({ value: reach, words: REACH_WORDS[reach] }))}
            value={scope[noun] ?? 'none'}
            onChange={(reach) => onChange({ ...scope, [noun]: reach })}
          />
        </div>
      ))}
      {error == null ? null : <p className={classes.error}>{error}</p>}
    </fieldset>
  );
}
