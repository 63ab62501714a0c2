'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NOT_SIGNED_IN, problemOf } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { notifyFailure } from '../parts/notify-failure.ts';
import { leaveSession } from './leave-session.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { SIGN_IN_PATH } from './sign-in-address.ts';

/** What is signed out of: here, or wherever one is signed in. */
export type SignOut = 'here' | 'everywhere';

const PATHS = { here: '/session', everywhere: '/sessions' } as const satisfies Record<SignOut, string>;

/** Signs out, forgets what was shown, in every tab, and goes to where one signs in. */
export function useSignOut() {
  const client = useQueryClient();
  const gone = () => {
    tellOtherTabs('signed-out');
    leaveSession(client, SIGN_IN_PATH);
  };
  return useMutation({
    mutationFn: (where: SignOut) => request(PATHS[where], { method: 'DELETE' }),
    onSuccess: gone,
    onError: (error) => {
      // Somebody was faster: one is out already.
      if (problemOf(error).code === NOT_SIGNED_IN) gone();
      else notifyFailure('Not signed out')(error);
    },
  });
}
