/** What is asked of one label. */
export type LabelExpression =
  | { kind: 'exists' | 'absent'; name: string }
  | { kind: 'in' | 'not-in'; name: string; values: readonly string[] }
  | { kind: 'compare'; name: string; operator: '>' | '>=' | '<' | '<='; value: number };

/** A text that is no label expression. Its message says what is wrong, where, and what would be right. */
export class LabelExpressionError extends Error {
  override name = 'LabelExpressionError';
}

export const LABEL_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._/-]{0,62}$/;

/** Most values that one expression lists. */
const VALUES_MAX = 100;

const FORMS = 'zone = eu, zone != eu, zone in (eu, us), zone notin (eu), gpu, !gpu, cores > 4';

interface Token {
  kind: 'word' | 'quoted' | 'sign' | 'end';
  text: string;
  /** Where it begins, from 0. */
  at: number;
}

const TOKEN = /\s*(?:"([^"]*)"|'([^']*)'|(==|!=|>=|<=|[=!<>(),])|([^\s,()=!<>"']+))/y;

function fail(text: string, at: number, what: string, right: string): never {
  const where = at >= text.trimEnd().length ? `at the end of ${text}` : `at character ${at + 1} of ${text}`;
  throw new LabelExpressionError(`${what} · ${text.trim() === '' ? 'in an empty text' : where} · ${right}`);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const from = TOKEN.lastIndex;
    const at = from + (text.slice(from).length - text.slice(from).trimStart().length);
    const found = TOKEN.exec(text);
    if (found === null) fail(text, at, 'a quotation mark without its pair', 'close it with the same mark');
    const [, double, single, sign, word] = found;
    const quoted = double ?? single;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    else tokens.push({ kind: 'word', text: word ?? '', at });
  }
  return [...tokens, { kind: 'end', text: '', at: text.trimEnd().length }];
}

/** Reads tokens one after another. */
class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  fail(token: Token, what: string, right: string): never {
    fail(this.#text, token.at, what, right);
  }

  name(): string {
    const token = this.take();
    if (token.kind !== 'word') this.fail(token, 'no label is named', `begin with one, such as ${FORMS}`);
    if (!LABEL_NAME.test(token.text)) {
      this.fail(token, `${token.text} is no label`, 'a label has 1 to 63 letters, digits, ".", "_", "/" or "-"');
    }
    return token.text;
  }

  value(after: string): string {
    const token = this.take();
    if (token.kind === 'word' || token.kind === 'quoted') return token.text;
    this.fail(token, `a value is missing after ${after}`, 'give one, in quotation marks if it has spaces or signs');
  }

  list(name: string, word: string): string[] {
    const such = `such as ${name} ${word} (eu, us)`;
    const open = this.take();
    if (open.text !== '(' || open.kind !== 'sign') this.fail(open, `no list follows ${word}`, such);
    const values: string[] = [];
    for (;;) {
      const token = this.take();
      if (token.kind !== 'word' && token.kind !== 'quoted') this.fail(token, 'a value is missing in the list', such);
      values.push(token.text);
      if (values.length > VALUES_MAX) this.fail(token, `more than ${VALUES_MAX} values`, 'list fewer');
      const after = this.take();
      if (after.kind === 'sign' && after.text === ')') return values;
      if (after.kind !== 'sign' || after.text !== ',') {
        this.fail(after, after.kind === 'end' ? '")" is missing' : '"," or ")" is missing', such);
      }
    }
  }

  end(): void {
    const token = this.peek();
    if (token.kind === 'end') return;
    if (token.text === ',' && token.kind === 'sign') {
      this.fail(token, 'a second expression begins', 'make it an entry of its own: all of them must hold');
    }
    this.fail(token, `${token.text} is one word too many`, `an expression is one of ${FORMS}`);
  }
}

function compared(reader: Reader, name: string, operator: '>' | '>=' | '<' | '<='): LabelExpression {
  const token = reader.peek();
  const text = reader.value(operator);
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    reader.fail(token, `${text === '' ? 'an empty value' : text} is no number`, `such as ${name} ${operator} 4`);
  }
  return { kind: 'compare', name, operator, value };
}

function relation(reader: Reader, name: string): LabelExpression {
  const token = reader.take();
  if (token.kind === 'end') return { kind: 'exists', name };
  if (token.kind === 'sign') {
    switch (token.text) {
      case '=':
      case '==':
        return { kind: 'in', name, values: [reader.value(token.text)] };
      case '!=':
        return { kind: 'not-in', name, values: [reader.value('!=')] };
      case '>':
      case '>=':
      case '<':
      case '<=':
        return compared(reader, name, token.text);
    }
  }
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (word === 'in') return { kind: 'in', name, values: reader.list(name, 'in') };
  if (word === 'notin') return { kind: 'not-in', name, values: reader.list(name, 'notin') };
  reader.fail(token, `${token.text} is no relation`, `an expression is one of ${FORMS}`);
}

/**
 * Reads one label expression, as Kubernetes words its selectors: `zone = eu`, `zone != eu`, `zone in (eu, us)`,
 * `zone notin (eu, us)`, `gpu` (has the label), `!gpu` (has it not), `cores > 4`. Values with spaces or signs stand in
 * quotation marks.
 *
 * @throws LabelExpressionError saying what is wrong, where, and what would be right
 */
export function parseLabelExpression(text: string): LabelExpression {
  const reader = new Reader(text);
  const first = reader.peek();
  if (first.kind === 'sign' && first.text === '!') {
    reader.take();
    const absent: LabelExpression = { kind: 'absent', name: reader.name() };
    reader.end();
    return absent;
  }
  const expression = relation(reader, reader.name());
  reader.end();
  return expression;
}

/** Own properties only: a label may be called `constructor`. */
function labelOf(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/**
 * Whether labels are as the expression asks. `!=` and `notin` also hold where there is no such label; a comparison does
 * not hold where the label is missing or no number.
 */
export function labelsSatisfy(expression: LabelExpression, labels: Readonly<Record<string, string>>): boolean {
  const value = labelOf(labels, expression.name);
  switch (expression.kind) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && expression.values.includes(value);
    case 'not-in':
      return value === undefined || !expression.values.includes(value);
    case 'compare': {
      const number = value === undefined || value.trim() === '' ? Number.NaN : Number(value);
      if (expression.operator === '>') return number > expression.value;
      if (expression.operator === '>=') return number >= expression.value;
      if (expression.operator === '<') return number < expression.value;
      return number <= expression.value;
    }
  }
}

/** What labels say about the one that an expression asks for: `zone=ap`, or `no label zone`. */
export function labelWords(labels: Readonly<Record<string, string>>, name: string): string {
  const value = labelOf(labels, name);
  return value === undefined ? `no label ${name}` : value === '' ? `the label ${name}` : `${name}=${value}`;
}

function written(value: string): string {
  if (/^[^\s,()=!<>"']+$/.test(value)) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

/** An expression in its usual form, such that {@link parseLabelExpression} reads the same again. */
export function formatLabelExpression(expression: LabelExpression): string {
  const { name } = expression;
  switch (expression.kind) {
    case 'exists':
      return name;
    case 'absent':
      return `!${name}`;
    case 'compare':
      return `${name} ${expression.operator} ${expression.value}`;
    case 'in':
    case 'not-in': {
      const values = expression.values.map(written);
      if (values.length === 1) return `${name} ${expression.kind === 'in' ? '=' : '!='} ${values[0]}`;
      return `${name} ${expression.kind === 'in' ? 'in' : 'notin'} (${values.join(', ')})`;
    }
  }
}
