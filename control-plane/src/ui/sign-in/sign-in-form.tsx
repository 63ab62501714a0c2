'use client';
import type { Session } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ProblemNote } from '../parts/problem-note.tsx';
import classes from './sign-in.module.css';
import { signIn } from './sign-in.ts';
import { type Refusal, readRefusal, type SignInErrors, validateSignIn } from './sign-in-refusal.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

/** E-mail and password. What was wrong is said at the field; a wait that is asked for is counted down. */
export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [errors, setErrors] = useState<SignInErrors>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const seconds = useSecondsUntil(refusal?.notBefore ?? null);
  const attempt = useMutation({
    // Both are read where they stand: a password manager may have filled them in before the page was awake.
    mutationFn: () => signIn({ email: email.current?.value.trim() ?? '', password: password.current?.value ?? '' }),
    onSuccess: onSignedIn,
    onError: (error) => {
      const found = readRefusal(error, Date.now());
      setRefusal(found);
      setErrors(found.fields);
    },
  });
  // The field that is wrong has the focus, and what stands in it is written over by typing.
  useEffect(() => {
    if (errors.email !== undefined) email.current?.select();
    else if (errors.password !== undefined) password.current?.select();
  }, [errors]);
  const send = () => {
    if (attempt.isPending || attempt.isSuccess || seconds > 0) return;
    const found = validateSignIn({
      email: email.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
    });
    setErrors(found);
    setRefusal(null);
    if (Object.keys(found).length === 0) attempt.mutate();
  };

  // By POST, should it be sent before the page is awake: a password belongs in no address.
  return (
    <form
      method="post"
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextInput
        ref={email}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        withAsterisk={false}
        size="md"
        error={errors.email}
        onChange={() => setErrors(({ email: _, ...others }) => others)}
      />
      <PasswordInput
        ref={password}
        classNames={{ input: classes.password ?? '' }}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        error={errors.password}
        aria-invalid={errors.password !== undefined}
        onChange={() => setErrors(({ password: _, ...others }) => others)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
      />
      {refusal?.error == null || (refusal.notBefore !== null && seconds === 0) ? null : (
        <ProblemNote error={refusal.error} />
      )}
      <Button
        type="submit"
        size="md"
        fullWidth
        loading={attempt.isPending || attempt.isSuccess}
        {...(seconds > 0 ? { 'aria-disabled': true, 'data-disabled': true } : {})}
      >
        {seconds > 0 ? `Wait ${formatDuration(seconds * 1_000).replace('.0', '')}` : 'Sign in'}
      </Button>
      <p className={classes.hint}>Forgotten it? An administrator makes another under Settings, People.</p>
    </form>
  );
}
