import classes from './token-field.module.css';

/** What is offered while one types: a whole token, or a key with its colon. */
export interface TokenSuggestion {
  value: string;
  hint?: string;
}

export interface TokenSuggestionsProps {
  id: string;
  optionId: (index: number) => string;
  suggestions: readonly TokenSuggestion[];
  /** Which one Enter takes; -1: none. */
  aimed: number;
  onChoose: (suggestion: TokenSuggestion) => void;
}

/** The suggestions below a field. The focus stays in the field (ARIA combobox pattern). */
export function TokenSuggestions({ id, optionId, suggestions, aimed, onChoose }: TokenSuggestionsProps) {
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="Suggestions"
      className={classes.list}
      // A press would take the focus out of the field, and with it the list.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard in the field
        <div
          key={suggestion.value}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === aimed}
          className={classes.option}
          onClick={() => onChoose(suggestion)}
        >
          <span>{suggestion.value}</span>
          <span className={classes.hint}>{suggestion.hint}</span>
        </div>
      ))}
    </div>
  );
}
