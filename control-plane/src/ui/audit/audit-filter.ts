import {
  AUDIT_ACTION_NAMES,
  AUDIT_SUBJECT_TYPES,
  type AuditAction,
  type AuditFilter,
  type AuditSubjectType,
  MOMENT_WORDS,
  readMoment,
} from '@longshore/schemas';
import type { FilterToken } from '../parts/filter-tokens.ts';

export const AUDIT_KEYS = ['action', 'actor', 'type', 'subject', 'since', 'until'] as const;
export type AuditToken = FilterToken<(typeof AUDIT_KEYS)[number]>;

/** What is wrong with a token, in words; null when nothing is. */
export function auditFault({ key, value }: AuditToken): string | null {
  if (key === null) return null;
  if (value === '') return `say what after ${key}:`;
  if (key === 'action') {
    const unknown = value.split(',').find((word) => actionNamed(word) === undefined);
    return unknown === undefined ? null : `no action is called ${unknown}`;
  }
  if (key === 'type' && typeNamed(value) === undefined) return `types are ${AUDIT_SUBJECT_TYPES.join(', ')}`;
  if ((key === 'since' || key === 'until') && readMoment(value) === null) return `give ${MOMENT_WORDS}`;
  return null;
}

/** The request that tokens stand for; tokens with a fault are left out, and of two that exclude each other the last counts. */
export function auditRequest(tokens: readonly AuditToken[]): AuditFilter {
  const filter: AuditFilter = {};
  const text: string[] = [];
  for (const token of tokens) {
    if (auditFault(token) !== null) continue;
    const { key, value } = token;
    if (key === null) text.push(value);
    else if (key === 'action') {
      const named = value.split(',').flatMap((word) => actionNamed(word) ?? []);
      filter.action = [...new Set([...(filter.action ?? []), ...named])];
    } else if (key === 'type') filter.subjectType = typeNamed(value);
    else filter[key] = value;
  }
  if (text.length > 0) filter.q = text.join(' ');
  return filter;
}

function actionNamed(word: string): AuditAction | undefined {
  return AUDIT_ACTION_NAMES.find((name) => name.toLowerCase() === word.toLowerCase());
}

function typeNamed(word: string): AuditSubjectType | undefined {
  return AUDIT_SUBJECT_TYPES.find((type) => type === word.toLowerCase());
}
