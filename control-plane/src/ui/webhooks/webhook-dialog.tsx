'use client';
import { WEBHOOK_EVENT_NAMES, WEBHOOK_EVENTS, type Webhook, type WebhookSecret } from '@longshore/schemas';
import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FocusEvent, useState } from 'react';
import { problemOf } from '../api/api-problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { changeWebhook, createWebhook } from './change-webhook.ts';
import { errorsByField, toInput, validateWebhook, type WebhookForm, webhookForm } from './webhook-form.ts';
import classes from './webhooks.module.css';

export interface WebhookDialogProps {
  /** The one that is to be changed; null: a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  /** Told of a new one, with its secret. */
  onMade?: (made: WebhookSecret) => void;
}

/** Asks where events are to be sent, and which. */
export function WebhookDialog({ webhook, onClose, onMade }: WebhookDialogProps) {
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<WebhookForm>({
    mode: 'controlled',
    initialValues: webhookForm(webhook),
    validate: validateWebhook,
  });
  const save = useMutation({
    mutationFn: async (values: WebhookForm) => {
      if (webhook === null) return createWebhook(toInput(values), key);
      await changeWebhook(webhook.id, toInput(values));
      return null;
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['webhooks'] });
      onClose();
      if (made !== null) onMade?.(made);
    },
    onError: (error) => form.setErrors(errorsByField(problemOf(error).errors ?? [])),
  });
  const send = () => {
    const { errors, hasErrors } = form.validate();
    if (!hasErrors) return save.mutate(form.values);
    const [wrong = ''] = Object.keys(errors);
    form.getInputNode(wrong)?.focus();
  };
  // Nothing is said of what is still empty, nor when a button is pressed, which the words would push away.
  const check = (field: 'name' | 'url') => (event: FocusEvent<HTMLInputElement>) => {
    if (event.currentTarget.value === '' || event.relatedTarget instanceof HTMLButtonElement) return;
    form.validateField(field);
  };
  const unsaid = save.error !== null && Object.keys(errorsByField(problemOf(save.error).errors ?? [])).length === 0;

  return (
    <Modal
      opened
      onClose={onClose}
      title={webhook === null ? 'New webhook' : `Change ${webhook.name}`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        autoComplete="off"
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) send();
        }}
      >
        <TextInput
          label="Name"
          placeholder="ops"
          required
          spellCheck={false}
          autoCapitalize="none"
          data-autofocus
          {...form.getInputProps('name')}
          onBlur={check('name')}
        />
        <TextInput
          label="Address"
          description="Events are sent there by POST, as JSON, signed. Redirects are not followed."
          placeholder="https://example.org/hooks/longshore"
          required
          spellCheck={false}
          autoCapitalize="none"
          inputMode="url"
          {...form.getInputProps('url')}
          onBlur={check('url')}
        />
        <Checkbox.Group label="Events" required {...form.getInputProps('events')}>
          <div className={classes.events}>
            {WEBHOOK_EVENT_NAMES.map((event) => (
              <Checkbox
                key={event}
                value={event}
                label={WEBHOOK_EVENTS[event].word}
                description={WEBHOOK_EVENTS[event].means}
              />
            ))}
          </div>
        </Checkbox.Group>
        {unsaid ? <ProblemNote error={save.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {webhook === null ? 'Create' : 'Save'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
