'use client';
import type { WorkQueue } from '@longshore/schemas';
import { Button, Group, Modal, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/api-problem.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { scaleWorkQueue } from './change-work.ts';
import { scalingEffect } from './queue-words.ts';
import { errorsByField, formOfScaling, type ScalingForm, toScaling, validateScaling } from './scaling-form.ts';
import { typeWord } from './type-word.ts';
import classes from './work.module.css';

const FIELD = { clampBehavior: 'none', thousandSeparator: ',' } as const;

/** Asks how many workers the fleet may run for a queue, and says what that will do. */
export function ScalingDialog({ queue, onClose }: { queue: WorkQueue; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<ScalingForm>({
    mode: 'controlled',
    initialValues: formOfScaling(queue.scaling),
    validate: validateScaling,
    validateInputOnBlur: true,
  });
  const scale = useMutation({
    mutationFn: () => scaleWorkQueue(queue.type, toScaling(form.values)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['work'] });
      onClose();
    },
    onError: (error) => form.setErrors(errorsByField(problemOf(error).errors ?? [])),
  });
  const right = Object.keys(validateScaling(form.values)).length === 0;
  const unsaid = scale.error !== null && Object.keys(errorsByField(problemOf(scale.error).errors ?? [])).length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Limits of ${queue.type}`}
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
          if (!form.validate().hasErrors && !scale.isPending) scale.mutate();
        }}
      >
        <div className={classes.pair}>
          <NumberInput
            {...FIELD}
            label="At least"
            description="Workers that are kept also when there is nothing to do."
            min={0}
            allowDecimal={false}
            {...form.getInputProps('minimum')}
          />
          <NumberInput
            {...FIELD}
            label="At most"
            description="0: the fleet runs none by itself."
            min={0}
            allowDecimal={false}
            data-autofocus
            {...form.getInputProps('maximum')}
          />
        </div>
        <NumberInput
          {...FIELD}
          label="Waiting items that call for a worker more"
          min={1}
          allowDecimal={false}
          {...form.getInputProps('itemsPerWorker')}
        />
        <NumberInput
          {...FIELD}
          label="Stopped after so many seconds with nothing to do"
          min={1}
          {...form.getInputProps('idleSeconds')}
        />
        <div role="status">
          {right
            ? scalingEffect(toScaling(form.values), queue.queued).map((words) => (
                <p key={words} className={classes.words}>
                  {words}
                </p>
              ))
            : `${typeWord(queue.type)} keeps its limits until each field is right.`}
        </div>
        {unsaid ? <ProblemNote error={scale.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={scale.isPending}>
            Set the limits
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
