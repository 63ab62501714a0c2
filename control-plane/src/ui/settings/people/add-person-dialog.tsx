'use client';
import type { NewPassword } from '@longshore/schemas';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../../api/api-problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from '../settings.module.css';
import { addPerson } from './change-person.ts';
import { errorsByField, type PersonForm, toPerson, validatePerson } from './person-errors.ts';
import { RoleChoice } from './role-choice.tsx';

const FIRST: PersonForm = { name: '', email: '', role: 'viewer' };

/** Asks who is to be let in, and as what. */
export function AddPersonDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: NewPassword) => void }) {
  const client = useQueryClient();
  const form = useForm<PersonForm>({ mode: 'controlled', initialValues: FIRST, validate: validatePerson });
  const add = useMutation({
    mutationFn: (values: PersonForm) => addPerson(toPerson(values)),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['users'] });
      onMade(made);
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add a person"
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
          const { hasErrors, errors } = form.validate();
          const [wrong = 'name'] = Object.keys(errors);
          if (hasErrors) form.getInputNode(wrong)?.focus();
          else if (!add.isPending) add.mutate(form.values);
        }}
      >
        <TextInput label="Name" required autoComplete="off" data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="E-mail"
          description="They sign in with it; nothing is sent there."
          type="email"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('email')}
        />
        <RoleChoice role={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
        {add.error === null || Object.keys(fieldErrors(add.error)).length > 0 ? null : (
          <ProblemNote error={add.error} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** What is wrong, at the field: also that somebody has the address already. */
function fieldErrors(error: unknown) {
  const problem = problemOf(error);
  return problem.code === 'email_taken' ? { email: problem.detail } : errorsByField(problem.errors ?? []);
}
