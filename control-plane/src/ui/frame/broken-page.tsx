'use client';
import { IconMoodSad } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '../parts/button/button.tsx';
import { CopyIcon } from '../parts/copy-icon.tsx';
import { Empty } from '../parts/empty.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { PageBody } from '../parts/page-body.tsx';
import classes from './broken-page.module.css';

/** What stands in the frame in the place of a page in which an exception was thrown. */
export function BrokenPage({ error, reset }: { error: Error; reset: () => void }) {
  const client = useQueryClient();
  const words = error.message === '' ? error.name : error.message;
  const again = async (): Promise<void> => {
    // It may be what was read that cannot be shown: it is read anew, also what the frame shows of it.
    client.removeQueries({ type: 'inactive' });
    await client.refetchQueries();
    reset();
  };
  return (
    <PageBody>
      <div role="alert">
        <Empty
          icon={<IconMoodSad size={22} />}
          title="This page cannot be shown"
          action={
            <>
              <Button onClick={() => void again()}>Try again</Button>
              <LinkButton href="/">Go to the overview</LinkButton>
            </>
          }
        >
          The fault is in the page itself. Jobs go on, and nothing that you have sent is lost. Should it come back, tell
          whoever runs Longshore what is written below.
        </Empty>
      </div>
      <p className={classes.words}>
        <code>{words}</code>
        <CopyIcon value={`${location.href}\n${error.stack ?? words}`} what="what went wrong" />
      </p>
    </PageBody>
  );
}
