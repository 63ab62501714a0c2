import { IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { Empty } from '../ui/parts/empty.tsx';
import { PageBody } from '../ui/parts/page-body.tsx';

export default function NotFound() {
  return (
    <PageBody>
      <Empty icon={<IconMapOff size={22} />} title="No such page" action={<Link href="/">Go to the overview</Link>}>
        The address may be old, or mistyped.
      </Empty>
    </PageBody>
  );
}
