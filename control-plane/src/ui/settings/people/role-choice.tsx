'use client';
import { ROLE_MEANINGS, ROLES, type Role } from '@longshore/schemas';
import { Radio } from '@mantine/core';
import { capitalised } from '../../words/sentence.ts';
import classes from '../settings.module.css';

/** One of the roles, each with what it means. */
export function RoleChoice({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  return (
    <Radio.Group label="Role" value={role} onChange={(value) => onChange(ROLES.find((each) => each === value) ?? role)}>
      <div className={classes.choices}>
        {ROLES.map((each) => (
          <Radio key={each} value={each} label={capitalised(each)} description={ROLE_MEANINGS[each]} />
        ))}
      </div>
    </Radio.Group>
  );
}
