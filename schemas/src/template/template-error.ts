/** A template that cannot be used: which field, what was given, and what would be right. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly field: string;
  /** The same without the field's name. */
  readonly problem: string;

  constructor(field: string, problem: string) {
    super(`field "${field}": ${problem}`);
    this.field = field;
    this.problem = problem;
  }
}
