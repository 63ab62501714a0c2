import type { SortInput } from '../sort-request.ts';
import { shellWord } from './shell-word.ts';

/** So many values stand in the command itself; more are in a file. */
const VALUES_SHOWN = 100;
const DEFAULT_SEED = 1;
const DEFAULT_WORKERS = 2;

export interface SortCommand {
  text: string;
  /** What was asked for and has no option: the same sort needs the API. */
  without: string[];
}

/**
 * The command that does what a request for a sort does.
 *
 * @param file - what an upload would be called; null: none was chosen yet
 */
export function sortCommand(request: SortInput, file: string | null = null): SortCommand {
  const { input, workers } = request;
  // What is sorted again is sorted as it was.
  const order = input.from === 'sort' ? [] : orderWords(request.order ?? {});
  const words = ['./longshore sort', ...sourceWords(input, file), ...order];
  if (workers !== undefined && workers !== DEFAULT_WORKERS) words.push('--workers', String(workers));
  if (request.output !== undefined) words.push('--to-topic', shellWord(request.output.topic));
  const here = input.from === 'values' && input.values.length <= VALUES_SHOWN;
  const text = words.join(' ');
  return {
    text: here ? `${text} <<'VALUES'\n${input.values.map((value) => `${value}\n`).join('')}VALUES` : text,
    without: withoutOption(request),
  };
}

function sourceWords(input: SortInput['input'], file: string | null): string[] {
  switch (input.from) {
    case 'values':
      return [input.values.length <= VALUES_SHOWN ? '-' : 'values.txt'];
    case 'upload':
      return [shellWord(file ?? 'FILE')];
    case 'topic':
      return ['--topic', shellWord(input.topic)];
    case 'generated':
      return ['--generate', `${input.distribution ?? 'uniform'}:${input.count}`];
    case 'sort':
      return ['--again', shellWord(input.sort)];
  }
}

function orderWords({ type, direction, stable, collation, keyField, keyType }: NonNullable<SortInput['order']>) {
  return [
    ...(type === undefined || type === 'text' ? [] : ['--type', type]),
    ...(keyField === undefined || keyField === null ? [] : ['--key', shellWord(keyField)]),
    ...(keyType === 'number' ? ['--key-type', 'number'] : []),
    ...(typeof collation === 'object' ? ['--locale', shellWord(collation.locale)] : []),
    ...(direction === 'desc' ? ['--descending'] : []),
    ...(stable === true ? ['--stable'] : []),
  ];
}

function withoutOption({ input, name, keepDays, partCountMax, resources, placement }: SortInput): string[] {
  return [
    ...(input.from === 'generated' && (input.seed ?? DEFAULT_SEED) !== DEFAULT_SEED ? ['the seed'] : []),
    ...(input.from === 'sort' ? ['another order than that sort had'] : []),
    ...(name === undefined ? [] : ['the name']),
    ...(partCountMax === undefined ? [] : ['the size of parts']),
    ...(resources === undefined ? [] : ['resources']),
    ...(placement === undefined ? [] : ['placement']),
    ...(keepDays === undefined ? [] : ['how long the result is kept']),
  ];
}
