import { z } from 'zod';
import { LABEL_NAME, LabelExpressionError, parseLabelExpression } from '../label-expression.ts';

export const labelsSchema = z.record(
  z.string().regex(LABEL_NAME, 'a label has 1–63 letters, digits, ".", "_", "/" or "-"'),
  z.string().max(255),
);

/** A label expression as text, checked by the parser that placement uses: its words are the complaint. */
export const labelExpressionSchema = z
  .string()
  .max(1_000, 'at most 1000 characters')
  .superRefine((text, context) => {
    try {
      parseLabelExpression(text);
    } catch (error) {
      if (!(error instanceof LabelExpressionError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });
