'use client';
import { Combobox, Pill, PillsInput, Tooltip, useCombobox } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { type FilterToken, formatTokens, isOpenQuote, parseTokens } from './filter-tokens.ts';
import classes from './token-field.module.css';

/** What is offered while one types: a whole token, or a key with its colon. */
export interface TokenSuggestion {
  value: string;
  hint?: string;
}

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
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useShortcut('search', () => field.current?.focus());

  const take = (text: string) => {
    const added = parseTokens(text, keys);
    const fresh = added.filter((token) => !tokens.some((had) => formatTokens([had]) === formatTokens([token])));
    if (fresh.length > 0) onChange([...tokens, ...fresh]);
    onType('');
    combobox.resetSelectedOption();
  };
  const choose = (value: string) => {
    if (value.endsWith(':')) onType(value);
    else take(value);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} offset={4}>
      <Combobox.DropdownTarget>
        <PillsInput
          className={classes.field}
          size="sm"
          leftSection={<IconFilter size={15} aria-hidden />}
          rightSection={
            tokens.length === 0 ? (
              <kbd className={classes.key}>/</kbd>
            ) : (
              <button
                type="button"
                className={classes.clear}
                aria-label="Clear the filter"
                onClick={() => onChange([])}
              >
                <IconX size={14} aria-hidden />
              </button>
            )
          }
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group gap={4}>
            {tokens.map((token, index) => {
              const text = formatTokens([token]);
              const wrong = fault(token);
              return (
                <Tooltip key={text} label={wrong} disabled={wrong === null}>
                  <Pill
                    size="sm"
                    withRemoveButton
                    className={classes.pill}
                    data-fault={wrong === null ? undefined : true}
                    removeButtonProps={{ 'aria-label': `Remove ${text}`, 'aria-hidden': false, tabIndex: 0 }}
                    onRemove={() => onChange(tokens.filter((_, other) => other !== index))}
                  >
                    {text}
                  </Pill>
                </Tooltip>
              );
            })}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                value={typed}
                aria-label={label}
                placeholder={tokens.length === 0 ? placeholder : undefined}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  take(typed);
                }}
                onChange={(event) => {
                  onType(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  const ends = event.key === ' ' && !isOpenQuote(typed);
                  if ((event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) || ends) {
                    event.preventDefault();
                    take(typed);
                  } else if (event.key === 'Backspace' && typed === '' && tokens.length > 0) {
                    event.preventDefault();
                    onChange(tokens.slice(0, -1));
                  } else if (event.key === 'Escape') field.current?.blur();
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Combobox.Options aria-label="Suggestions">
          {suggestions.map(({ value, hint }) => (
            <Combobox.Option key={value} value={value}>
              <span className={classes.option}>
                <span>{value}</span>
                <span className={classes.hint}>{hint}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
