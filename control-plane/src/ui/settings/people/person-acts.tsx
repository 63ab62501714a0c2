'use client';
import type { NewPassword, User } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { changePerson, deletePerson, resetPassword, signOutPerson } from './change-person.ts';

export type PersonAct = 'password' | 'sign-out' | 'disable' | 'enable' | 'delete';

interface ActView {
  act: PersonAct;
  /** On the button. */
  word: string;
  isFor: (person: User) => boolean;
  question: (person: User) => string;
  /** What it does, said before. */
  effect: (person: User) => string;
  dangerous?: boolean;
  /** @returns the password that was made, if one was */
  run: (person: User) => Promise<NewPassword | null>;
}

const nothing = async (done: Promise<unknown>) => {
  await done;
  return null;
};
const signedInWords = ({ sessions }: User) =>
  sessions === 0 ? 'They are signed in nowhere now' : `They are signed out in ${plural(sessions, 'place')}`;
const keysWords = ({ keys }: User) => (keys === 0 ? 'They have no keys' : `${plural(keys, 'key')} of theirs`);

/** What an administrator can do about somebody: each with what it will do. The role has a dialog of its own. */
export const PERSON_ACTS: readonly ActView[] = [
  {
    act: 'password',
    word: 'New password',
    isFor: () => true,
    question: ({ name }) => `Make a new password for ${name}?`,
    effect: (person) =>
      `The one they have counts no more; the new one is shown once. ${signedInWords(person)}. If the account was locked, it is no longer. Keys go on counting.`,
    run: ({ id }) => resetPassword(id),
  },
  {
    act: 'sign-out',
    word: 'Sign out everywhere',
    isFor: ({ sessions }) => sessions > 0,
    question: ({ name }) => `Sign ${name} out everywhere?`,
    effect: (person) => `${signedInWords(person)}, and may sign in again. Keys go on counting.`,
    run: ({ id }) => nothing(signOutPerson(id)),
  },
  {
    act: 'disable',
    word: 'Disable',
    isFor: ({ disabled }) => !disabled,
    question: ({ name }) => `Disable ${name}?`,
    effect: (person) =>
      `${signedInWords(person)}, and cannot sign in. ${person.keys === 0 ? 'They have no keys.' : `${keysWords(person)} count for nothing.`} What they made stays, and goes on. It can be undone.`,
    dangerous: true,
    run: ({ id }) => nothing(changePerson(id, { disabled: true })),
  },
  {
    act: 'enable',
    word: 'Enable',
    isFor: ({ disabled }) => disabled,
    question: ({ name }) => `Enable ${name}?`,
    effect: () => 'They can sign in again with the password they had, and their keys count again.',
    run: ({ id }) => nothing(changePerson(id, { disabled: false })),
  },
  {
    act: 'delete',
    word: 'Delete',
    isFor: () => true,
    question: ({ name }) => `Delete ${name}?`,
    effect: (person) =>
      `${signedInWords(person)}. ${person.keys === 0 ? 'They have no keys.' : `${keysWords(person)} are revoked.`} What they made stays, and the audit log keeps what they did. This cannot be undone.`,
    dangerous: true,
    run: ({ id }) => nothing(deletePerson(id)),
  },
];

export interface PersonActDialogProps {
  act: PersonAct;
  person: User;
  onClose: () => void;
  /** Told of a password that was made. */
  onPassword: (made: NewPassword) => void;
}

/** Says what will happen to somebody, does it, and says in words where it was refused. */
export function PersonActDialog({ act, person, onClose, onPassword }: PersonActDialogProps) {
  const client = useQueryClient();
  const view = PERSON_ACTS.find((each) => each.act === act);
  const run = useMutation({
    mutationFn: async () => (await view?.run(person)) ?? null,
    onSuccess: async (made) => {
      if (made !== null) onPassword(made);
      onClose();
      await client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  if (view === undefined) return null;
  return (
    <AskDialog
      title={view.question(person)}
      act={view.word}
      keep="Cancel"
      dangerous={view.dangerous === true}
      pending={run.isPending}
      error={run.error}
      onAct={() => run.mutate()}
      onClose={onClose}
    >
      {view.effect(person)}
    </AskDialog>
  );
}
