'use client';
import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { problemOf } from '../../api/api-problem.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from '../settings.module.css';
import { changePassword } from './change-session.ts';
import { errorsByField, type PasswordErrors, validatePasswords } from './password-errors.ts';

/** Where one sets another password. Neither stands anywhere but in its field. */
export function PasswordPanel({ email }: { email: string }) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const [errors, setErrors] = useState<PasswordErrors>({});
  const read = () => ({ current: current.current?.value ?? '', next: next.current?.value ?? '' });
  const change = useMutation({
    mutationFn: () => changePassword(read()),
    onSuccess: async () => {
      form.current?.reset();
      notifications.show({ title: 'Password changed', message: 'Everywhere else you are signed out.' });
      await client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => show(errorsByField(problemOf(error).errors ?? [])),
  });
  const show = (found: PasswordErrors) => {
    setErrors(found);
    if (found.current !== undefined) current.current?.focus();
    else if (found.next !== undefined) next.current?.focus();
  };
  const unsaid = change.error !== null && Object.keys(errorsByField(problemOf(change.error).errors ?? [])).length === 0;
  return (
    <Panel title="Password">
      <form
        ref={form}
        method="post"
        noValidate
        className={`${classes.fields} ${classes.narrow}`}
        onSubmit={(event) => {
          event.preventDefault();
          const found = validatePasswords(read());
          show(found);
          if (Object.keys(found).length === 0 && !change.isPending) change.mutate();
        }}
      >
        {/* Not for the eye: password managers learn by it whose password is changed. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          ref={current}
          classNames={{ input: classes.password ?? '' }}
          label="Current password"
          description="Whoever came in by a link and never had one gives any."
          name="current"
          autoComplete="current-password"
          required
          error={errors.current}
          aria-invalid={errors.current !== undefined}
          onChange={() => setErrors(({ current: _, ...others }) => others)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the current password' }}
        />
        <PasswordInput
          ref={next}
          classNames={{ input: classes.password ?? '' }}
          label="New password"
          description="At least 12 characters: long rather than odd."
          name="next"
          autoComplete="new-password"
          required
          error={errors.next}
          aria-invalid={errors.next !== undefined}
          onChange={() => setErrors(({ next: _, ...others }) => others)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the new password' }}
        />
        {unsaid ? <ProblemNote error={change.error} /> : null}
        <div className={classes.acts}>
          <Button type="submit" loading={change.isPending}>
            Change the password
          </Button>
        </div>
        <p className={classes.words}>You stay signed in here; everywhere else you are signed out.</p>
      </form>
    </Panel>
  );
}
