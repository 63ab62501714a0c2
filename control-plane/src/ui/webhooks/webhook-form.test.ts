import { expect, test } from 'vitest';
import { errorsByField, toInput, validateWebhook, webhookForm } from './webhook-form.ts';

test('each field that is wrong says what would be right', () => {
  const right = { name: ' ops ', url: ' https://example.org/hook ', events: webhookForm(null).events };
  expect(validateWebhook(right)).toEqual({});
  expect(toInput(right)).toMatchObject({ name: 'ops', url: 'https://example.org/hook' });
  expect(validateWebhook({ name: '', url: 'example.org', events: [] })).toEqual({
    name: 'give the webhook a name',
    url: expect.stringContaining('such as https://'),
    events: 'choose at least one event',
  });
});

test('what the server says goes to the field that it is about', () => {
  const errors = [
    { path: 'events[0]', message: 'first' },
    { path: 'events', message: 'second' },
    { path: 'name', message: 'another webhook has this name' },
    { path: 'more', message: 'unknown field' },
  ];
  expect(errorsByField(errors)).toEqual({ events: 'first', name: 'another webhook has this name' });
});
