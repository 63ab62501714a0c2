'use client';
import { formatBytes } from '@longshore/schemas/words';
import { useMemo, useState } from 'react';
import { Button } from '../../parts/button/button.tsx';
import { CodeView } from '../../parts/code-view.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './item.module.css';

/** What is longer is shown when it is asked for: it would be tens of thousands of coloured pieces. */
const SHOWN_MAX = 12_000;

/** What went into an item; CSV as it was given rather than as one text of JSON. */
export function PayloadPanel({ payload }: { payload: Record<string, unknown> }) {
  const [all, setAll] = useState(false);
  const { csv, ...rest } = payload;
  const characters = useMemo(() => JSON.stringify(payload).length, [payload]);
  const text = typeof csv === 'string' ? csv : null;
  if (characters > SHOWN_MAX && !all) {
    return (
      <Panel title="Payload" aside={formatBytes(characters)}>
        <Button size="xs" variant="default" onClick={() => setAll(true)}>
          Show the payload
        </Button>
      </Panel>
    );
  }
  return (
    <Panel title="Payload">
      <div className={classes.stack}>
        <div className={classes.tall}>
          <JsonView value={text === null ? payload : rest} label="Payload" />
        </div>
        {text === null ? null : (
          <>
            <p className={classes.label}>csv</p>
            <div className={classes.tall}>
              <CodeView text={text} pieces={[{ text, kind: 'key' }]} label="CSV of the payload" />
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
