import type { UseFormReturnType } from '@mantine/form';
import type { ItemForm } from './item-form.ts';

export interface ItemFieldsProps {
  form: UseFormReturnType<ItemForm>;
}

/** What whole numbers have in common; what is out of bounds is said, and not put right behind one's back. */
export const NUMBER = { allowDecimal: false, clampBehavior: 'none', thousandSeparator: ',' } as const;
