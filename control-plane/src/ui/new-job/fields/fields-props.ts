import type { NumberInputProps } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { JobForm } from '../job-form.ts';

export interface FieldsProps {
  form: UseFormReturnType<JobForm>;
}

/** Fields beside each other stand at one height, however long their explanations are. */
export const BESIDE: Pick<NumberInputProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
};
