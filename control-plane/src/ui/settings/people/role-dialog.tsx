'use client';
import type { User } from '@longshore/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { changePerson } from './change-person.ts';
import { RoleChoice } from './role-choice.tsx';

/** Gives somebody another role. */
export function RoleDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const client = useQueryClient();
  const [role, setRole] = useState(person.role);
  const change = useMutation({
    mutationFn: () => changePerson(person.id, { role }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] });
      onClose();
    },
  });
  return (
    <AskDialog
      title={`Role of ${person.name}`}
      act="Change role"
      keep="Cancel"
      pending={change.isPending}
      error={change.error}
      onAct={() => (role === person.role ? onClose() : change.mutate())}
      onClose={onClose}
    >
      <RoleChoice role={role} onChange={setRole} />
    </AskDialog>
  );
}
