import { JOB_KINDS, JOB_STATE_NAMES, type JobState, MOMENT_WORDS, readMoment } from '@longshore/schemas';
import type { JobFilter } from '../api/queries.ts';
import { parseTokens, type FilterToken as Token } from '../parts/filter-tokens.ts';

export const FILTER_KEYS = ['state', 'kind', 'agent', 'topic', 'schedule', 'ended'] as const;

/** One word of a filter of jobs: `state:failed`, or free text. */
export type FilterToken = Token<(typeof FILTER_KEYS)[number]>;

/** Splits what was typed into tokens: `state:failed agent:eu-1 orders`. An unknown key is text. */
export function parseFilter(text: string): FilterToken[] {
  return parseTokens(text, FILTER_KEYS);
}

/** What is wrong with a token, in words; null when nothing is. */
export function tokenFault({ key, value }: FilterToken): string | null {
  if (key !== null && value === '') return `say what after ${key}:`;
  if (key === 'state') {
    const unknown = value.split(',').find((word) => stateNamed(word) === undefined);
    if (unknown !== undefined)
      return `no state is called ${unknown}; there are ${JOB_STATE_NAMES.join(', ').toLowerCase()}`;
  }
  if (key === 'ended' && readMoment(value) === null) return `say since when: ${MOMENT_WORDS}`;
  if (key === 'kind' && kindNamed(value) === undefined) return `kinds are ${JOB_KINDS.join(' and ')}`;
  return null;
}

/** The request that tokens stand for; tokens with a fault are left out. */
export function filterRequest(tokens: readonly FilterToken[]): JobFilter {
  const filter: JobFilter = {};
  const text: string[] = [];
  for (const token of tokens) {
    if (tokenFault(token) !== null) continue;
    const { key, value } = token;
    if (key === null) text.push(value);
    else if (key === 'state') {
      const named = value.split(',').flatMap((word) => stateNamed(word) ?? []);
      filter.state = [...new Set([...(filter.state ?? []), ...named])];
    } else if (key === 'kind') filter.kind = kindNamed(value) ?? 'container';
    else if (key === 'ended') filter.endedSince = value;
    else filter[key] = value;
  }
  if (text.length > 0) filter.q = text.join(' ');
  return filter;
}

/** The tokens with one state put in or taken out. */
export function toggleState(tokens: readonly FilterToken[], state: JobState): FilterToken[] {
  const chosen = filterRequest(tokens).state ?? [];
  const next = chosen.includes(state) ? chosen.filter((other) => other !== state) : [...chosen, state];
  const others = tokens.filter(({ key }) => key !== 'state');
  return next.length === 0 ? others : [{ key: 'state', value: next.join(',').toLowerCase() }, ...others];
}

function stateNamed(word: string): JobState | undefined {
  return JOB_STATE_NAMES.find((name) => name === word.toUpperCase());
}

function kindNamed(word: string): JobFilter['kind'] {
  return JOB_KINDS.find((kind) => kind === word.toLowerCase());
}
