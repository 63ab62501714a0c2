'use client';
import { useLocalStorage } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { CodeView } from './code-view.tsx';
import { JsonView } from './json-view.tsx';
import { Segments } from './segments.tsx';
import { Skeleton } from './skeleton.tsx';
import classes from './spec-view.module.css';

const YamlView = lazy(async () => ({ default: (await import('./yaml-view.tsx')).YamlView }));

const LANGUAGES = ['yaml', 'json', 'command'] as const;
type Language = (typeof LANGUAGES)[number];
const WORDS: Record<Language, string> = { yaml: 'YAML', json: 'JSON', command: 'Command' };

export interface SpecViewProps {
  value: unknown;
  /** What it is called: `What will be sent`. */
  label: string;
  /** The command that does the same; none: it is not offered. */
  command?: string;
}

/** A job as YAML, as JSON, or as the command that submits it, each with copy; the browser remembers which one likes. */
export function SpecView({ value, label, command }: SpecViewProps) {
  const [liked, setLiked] = useLocalStorage<Language>({ key: 'longshore.spec-language', defaultValue: 'yaml' });
  const offered = LANGUAGES.filter((language) => language !== 'command' || command !== undefined);
  const language = offered.includes(liked) ? liked : 'yaml';
  return (
    <div className={classes.view}>
      <Segments
        small
        label={`${label}: as`}
        className={classes.switch}
        value={language}
        onChange={setLiked}
        options={offered.map((each) => ({ value: each, words: WORDS[each] }))}
      />
      {language === 'json' ? <JsonView value={value} label={label} /> : null}
      {language === 'yaml' ? (
        <Suspense fallback={<Skeleton height={120} />}>
          <YamlView value={value} label={label} />
        </Suspense>
      ) : null}
      {language === 'command' && command !== undefined ? (
        <CodeView text={command} pieces={[{ text: command, kind: 'key' }]} label={label} wraps />
      ) : null}
    </div>
  );
}
