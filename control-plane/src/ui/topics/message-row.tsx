import type { TopicMessage } from '@longshore/schemas';
import { formatBytes } from '@longshore/schemas/words';
import { Facts } from '../parts/facts.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Ago } from '../time/ago.tsx';
import { formatExact } from '../time/exact-time.ts';
import classes from './topics.module.css';

/** What a value is for people: parsed where it is JSON, or its text. */
function readableValue({ value, decodedAs }: TopicMessage): unknown {
  if (value === null || (decodedAs !== 'json' && decodedAs !== 'avro')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

/** One record of a topic: its place, key and value on a line; all of it when opened. */
export function MessageRow({ message }: { message: TopicMessage }) {
  const { partition, offset, key, value, decodedAs, headers, at, sizeBytes } = message;
  return (
    <li className={classes.message}>
      <details>
        <summary>
          <span className={classes.mono}>
            {partition}:{offset}
          </span>
          <span className={classes.dim}>
            <Ago at={at} />
          </span>
          <span className={`${classes.mono} ${classes.clip}`}>{key ?? 'no key'}</span>
          <span className={`${classes.mono} ${classes.clip}`}>{value ?? 'no value'}</span>
        </summary>
        <div className={classes.whole}>
          <Facts
            facts={[
              ['Written', formatExact(at)],
              ['Read as', decodedAs],
              ['Size', formatBytes(sizeBytes)],
              ...Object.entries(headers).map(([name, text]) => [`Header ${name}`, text] as const),
            ]}
          />
          <JsonView value={readableValue(message)} label="value" />
        </div>
      </details>
    </li>
  );
}
