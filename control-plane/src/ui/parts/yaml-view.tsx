'use client';
import { useMemo } from 'react';
import { stringify } from 'yaml';
import { CodeView } from './code-view.tsx';
import { yamlPieces } from './yaml-pieces.ts';

/** YAML in colours, with copy. Loaded when it is wanted: it brings the library that writes YAML. */
export function YamlView({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => stringify(value, { lineWidth: 0 }), [value]);
  const pieces = useMemo(() => yamlPieces(text), [text]);
  return <CodeView text={text} pieces={pieces} label={label} />;
}
