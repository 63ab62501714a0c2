import { expect, test } from 'vitest';
import { TypedForms } from './typed-forms.ts';

test('a form that was typed into counts for as long as it stands on the page', () => {
  const forms = new TypedForms();
  const form = { isConnected: true };
  const dialog = { isConnected: true };
  expect(forms.stand()).toBe(false);
  forms.add(form);
  forms.add(form);
  forms.add(dialog);
  form.isConnected = false;
  expect(forms.stand()).toBe(true);
  dialog.isConnected = false;
  expect(forms.stand()).toBe(false);
});
