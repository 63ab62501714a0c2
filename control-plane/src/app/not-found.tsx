import { IconMapOff } from '@tabler/icons-react';
import { Empty } from '../ui/parts/empty.tsx';
import { LinkButton } from '../ui/parts/link-button.tsx';
import { PageBody } from '../ui/parts/page-body.tsx';

export default function NotFound() {
  return (
    <PageBody>
      <Empty
        icon={<IconMapOff size={22} />}
        title="No such page"
        action={<LinkButton href="/">Go to the overview</LinkButton>}
      >
        The address may be old, or mistyped.
      </Empty>
    </PageBody>
  );
}
