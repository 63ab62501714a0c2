'use client';
import { IconFilter, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { type FilterToken, formatTokens, isOpenQuote, parseTokens } from './filter-tokens.ts';
import classes from './token-field.module.css';
import { TokenPill } from './token-pill.tsx';
import { type TokenSuggestion, TokenSuggestions } from './token-suggestions.tsx';

export interface TokenFieldProps<Key extends string> {
  /** What it narrows, for a screen reader: `Filter jobs`. */
  label: string;
  /** An example, while there are no tokens. */
  placeholder: string;
  keys: readonly Key[];
  tokens: readonly FilterToken<Key>[];
  onChange: (tokens: FilterToken<Key>[]) => void;
  /** What is wrong with a token, in words; null when nothing is. */
  fault: (token: FilterToken<Key>) => string | null;
  /** What is typed and is no token yet. */
  typed: string;
  onType: (typed: string) => void;
  /** What fits what is typed. */
  suggestions: readonly TokenSuggestion[];
}

/** A filter as typed tokens: `state:failed agent:eu-1 text`. */
export function TokenField<Key extends string>(props: TokenFieldProps<Key>) {
  const { label, placeholder, keys, tokens, onChange, fault, typed, onType, suggestions } = props;
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [open, setOpen] = useState(false);
  // Of the suggestions, the one that Enter takes; -1: none, and Enter takes what is typed.
  const [aimed, setAimed] = useState(-1);
  useShortcut('search', () => field.current?.focus());
  const listed = open && suggestions.length > 0;
  const aimedAt = listed ? suggestions[aimed] : undefined;
  const optionId = (index: number) => `${listId}-${index}`;

  const show = (shown: boolean) => {
    setOpen(shown);
    setAimed(-1);
  };
  const take = (text: string) => {
    const added = parseTokens(text, keys);
    const fresh = added.filter((token) => !tokens.some((had) => formatTokens([had]) === formatTokens([token])));
    if (fresh.length > 0) onChange([...tokens, ...fresh]);
    onType('');
  };
  const choose = (value: string) => {
    // A key waits for what comes after its colon; what is taken shows in the list below, which is to be seen.
    const waits = value.endsWith(':');
    if (waits) onType(value);
    else take(value);
    show(waits);
  };
  const go = (step: 1 | -1) => {
    if (!listed) return show(true);
    const from = aimed === -1 && step === -1 ? 0 : aimed;
    const next = (from + step + suggestions.length) % suggestions.length;
    setAimed(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const act = {
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      Enter: () => choose(aimedAt?.value ?? typed),
      ...(isOpenQuote(typed) ? {} : { ' ': () => take(typed) }),
      Escape: () => field.current?.blur(),
      ...(typed === '' && tokens.length > 0 ? { Backspace: () => onChange(tokens.slice(0, -1)) } : {}),
    }[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the words means the field
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard one is in the field itself
    <div
      className={classes.field}
      onClick={({ target, currentTarget }) => {
        if (target !== currentTarget && target !== field.current) return;
        field.current?.focus();
        setOpen(true);
      }}
    >
      <IconFilter size={15} aria-hidden className={classes.icon} />
      {tokens.map((token, index) => (
        <TokenPill
          key={formatTokens([token])}
          text={formatTokens([token])}
          fault={fault(token)}
          onRemove={() => onChange(tokens.filter((_, other) => other !== index))}
        />
      ))}
      <input
        ref={field}
        className={classes.input}
        value={typed}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={listed ? listId : undefined}
        aria-activedescendant={aimedAt === undefined ? undefined : optionId(aimed)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={tokens.length === 0 ? placeholder : undefined}
        onFocus={() => show(true)}
        onBlur={() => {
          show(false);
          take(typed);
        }}
        onChange={(event) => {
          onType(event.currentTarget.value);
          show(true);
        }}
        onKeyDown={onKeyDown}
      />
      {tokens.length === 0 ? (
        <kbd className={classes.key}>/</kbd>
      ) : (
        <button type="button" className={classes.clear} aria-label="Clear the filter" onClick={() => onChange([])}>
          <IconX size={14} aria-hidden />
        </button>
      )}
      {listed ? (
        <TokenSuggestions
          id={listId}
          optionId={optionId}
          suggestions={suggestions}
          aimed={aimed}
          onChoose={({ value }) => choose(value)}
        />
      ) : null}
    </div>
  );
}
