'use client';
import type { Session } from '@longshore/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { sessionQuery } from '../api/session-queries.ts';
import { Logo } from '../frame/logo.tsx';
import { ThemeSwitch } from '../frame/theme-switch.tsx';
import { hearOtherTabs, tellOtherTabs } from '../session/other-tabs.ts';
import { returnPath } from '../session/return-path.ts';
import { sessionStands } from '../session/standing.ts';
import { LinkProblem } from './link-problem.tsx';
import classes from './sign-in.module.css';
import { followLink } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';
import { useOneTimeLink } from './use-one-time-link.ts';

/**
 * Where one signs in, by password or by a one-time link, and goes to where one wanted to; beside a page that has words
 * typed into it (`?beside`), it goes nowhere.
 */
export function SignInPage() {
  const search = useSearchParams();
  const router = useRouter();
  const client = useQueryClient();
  const [signedIn, setSignedIn] = useState(false);
  const beside = search.has('beside');
  const to = returnPath(search.get('to'));

  const goOn = useCallback(() => {
    setSignedIn(true);
    if (!beside) router.replace(to);
  }, [router, beside, to]);
  const welcome = (session: Session) => {
    // Nothing of whoever was here before stays.
    client.clear();
    client.setQueryData(sessionQuery().queryKey, session);
    sessionStands();
    tellOtherTabs('signed-in');
    goOn();
  };
  const token = useOneTimeLink();
  const link = useMutation({ mutationFn: followLink, onSuccess: welcome });
  const follow = link.mutate;
  useEffect(() => {
    if (token !== null) follow(token);
  }, [token, follow]);
  useEffect(
    () =>
      hearOtherTabs((news) => {
        if (news === 'signed-in') goOn();
      }),
    [goOn],
  );

  return (
    <div className={classes.page}>
      <div className={classes.theme}>
        <ThemeSwitch />
      </div>
      <main className={classes.card} id="content">
        <Logo size={36} />
        <h1 className={classes.title}>{signedIn ? 'Signed in' : 'Sign in to Longshore'}</h1>
        {signedIn ? (
          <p className={classes.words} role="status">
            {beside ? 'Go back to the tab you came from: what you typed is still there.' : 'One moment.'}
          </p>
        ) : link.isPending ? (
          <p className={classes.words} role="status" aria-busy>
            Following the link…
          </p>
        ) : (
          <>
            {link.error === null || token === null ? null : (
              <LinkProblem error={link.error} retry={() => follow(token)} />
            )}
            <SignInForm onSignedIn={welcome} />
          </>
        )}
      </main>
    </div>
  );
}
