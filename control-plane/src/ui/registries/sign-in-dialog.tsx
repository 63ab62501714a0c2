'use client';
import type { Registry } from '@longshore/schemas';
import { Button, Group, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, useRef } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { keepRegistry } from './change-registry.ts';
import classes from './registries.module.css';
import {
  errorsByField,
  type RegistryForm,
  registryForm,
  trimmed,
  validatePassword,
  validateRegistry,
} from './registry-form.ts';

/** Asks how to sign in; for a registry that is kept already, with that registry and the user it has. */
export function SignInDialog({ again, onClose }: { again: Registry | null; onClose: () => void }) {
  const client = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const form = useForm<RegistryForm>({
    mode: 'controlled',
    initialValues: registryForm(again),
    validate: validateRegistry,
  });
  const keep = useMutation({
    // The password goes from its field into the request, and into no state that outlives the dialog.
    mutationFn: ({ registry, username }: RegistryForm) =>
      keepRegistry(registry, { username, password: password.current?.value ?? '' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['registries'] });
      onClose();
    },
    onError: (error) => form.setErrors(errorsByField(problemOf(error).errors ?? [])),
  });
  const send = () => {
    const errors = { ...form.validate().errors, ...validatePassword(password.current?.value ?? '') };
    form.setErrors(errors);
    const [wrong] = Object.keys(errors);
    if (wrong === undefined) keep.mutate(trimmed(form.values));
    else if (wrong === 'password') password.current?.focus();
    else form.getInputNode(wrong)?.focus();
  };
  // Nothing is said of what is still empty, nor when a button is pressed, which the words would push away.
  const check = (field: keyof RegistryForm) => (event: FocusEvent<HTMLInputElement>) => {
    if (event.currentTarget.value === '' || event.relatedTarget instanceof HTMLButtonElement) return;
    form.validateField(field);
  };
  const unsaid = keep.error !== null && Object.keys(errorsByField(problemOf(keep.error).errors ?? [])).length === 0;

  return (
    <Modal
      opened
      onClose={onClose}
      title={again === null ? 'Sign in to a registry' : `Sign in again to ${again.registry}`}
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
          if (!keep.isPending) send();
        }}
      >
        {again === null ? (
          <TextInput
            label="Registry"
            description="As images name it; docker.io for images without one."
            placeholder="ghcr.io"
            required
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            data-autofocus
            {...form.getInputProps('registry')}
            onBlur={check('registry')}
          />
        ) : null}
        <TextInput
          label="User"
          required
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          {...form.getInputProps('username')}
          onBlur={check('username')}
        />
        <PasswordInput
          ref={password}
          classNames={{ input: classes.password ?? '' }}
          label="Password or token"
          description="Better a token that may only read. It is encrypted, and never shown again."
          required
          autoComplete="new-password"
          error={form.errors.password}
          aria-invalid={form.errors.password !== undefined}
          onChange={() => form.clearFieldError('password')}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide it' }}
          {...(again === null ? {} : { 'data-autofocus': true })}
        />
        {unsaid ? <ProblemNote error={keep.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={keep.isPending}>
            Sign in
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
