'use client';
import type { KitchenNetwork } from '@longshore/schemas';
import { Button, Group, Modal, NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../../api/api-problem.ts';
import { kitchenNetworkQuery } from '../../api/kitchen-queries.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { changeNetwork } from '../change-kitchens.ts';
import {
  BALANCER_FIELD_NAMES,
  BALANCER_FIELDS,
  type BalancerForm,
  balancerErrors,
  formOfSettings,
  settingsOfForm,
  validateBalancer,
} from './balancer-form.ts';
import classes from './controls.module.css';

export interface SettingsDialogProps {
  opened: boolean;
  network: KitchenNetwork;
  onClose: () => void;
}

/** When orders are moved from kitchen to kitchen, and when a silent kitchen is lost. */
export function SettingsDialog({ opened, network, onClose }: SettingsDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Migration and silence"
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened ? <SettingsForm network={network} onClose={onClose} /> : null}
    </Modal>
  );
}

function SettingsForm({ network, onClose }: Omit<SettingsDialogProps, 'opened'>) {
  const client = useQueryClient();
  const form = useForm<BalancerForm>({
    mode: 'controlled',
    initialValues: formOfSettings(network),
    validate: validateBalancer,
    validateInputOnBlur: true,
  });
  const change = useMutation({
    mutationFn: () => changeNetwork(settingsOfForm(form.values)),
    onSuccess: (answer) => {
      client.setQueryData(kitchenNetworkQuery().queryKey, answer);
      onClose();
    },
    onError: (error) => form.setErrors(balancerErrors(problemOf(error).errors ?? [])),
  });
  const unsaid =
    change.error !== null && Object.keys(balancerErrors(problemOf(change.error).errors ?? [])).length === 0;
  return (
    <form
      noValidate
      autoComplete="off"
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.validate().hasErrors && !change.isPending) change.mutate();
      }}
    >
      {(['migration', 'silence'] as const).map((of) => (
        <div key={of} className={classes.pair}>
          {BALANCER_FIELD_NAMES.filter((name) => BALANCER_FIELDS[name].of === of).map((name) => (
            <NumberInput
              key={name}
              label={BALANCER_FIELDS[name].words}
              description={BALANCER_FIELDS[name].unit}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              min={0}
              clampBehavior="none"
              {...form.getInputProps(name)}
            />
          ))}
        </div>
      ))}
      {unsaid ? <ProblemNote error={change.error} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending}>
          Set them
        </Button>
      </Group>
    </form>
  );
}
