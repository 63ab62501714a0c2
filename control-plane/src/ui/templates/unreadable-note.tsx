import { IconAlertTriangle } from '@tabler/icons-react';
import { Note } from '../parts/note.tsx';

/** Says that a template holds what this version cannot read as a job. */
export function UnreadableNote({ name }: { name: string }) {
  return (
    <Note tone="look" icon={<IconAlertTriangle size={18} />} title={`${name} is no job to this version of Longshore`}>
      It was kept by another version, and fills in nothing here. Its page shows what it says.
    </Note>
  );
}
