import { type Scaling, WORK_LIMITS } from '@longshore/schemas';

/** What stands in the fields, in the units that people think in. An empty field is ''. */
export interface ScalingForm {
  minimum: number | '';
  maximum: number | '';
  itemsPerWorker: number | '';
  idleSeconds: number | '';
}

export type ScalingErrors = Partial<Record<keyof ScalingForm, string>>;

export function formOfScaling({ minimum, maximum, itemsPerWorker, idleMs }: Scaling): ScalingForm {
  return { minimum, maximum, itemsPerWorker, idleSeconds: idleMs / 1_000 };
}

/** The limits that a form without faults stands for. */
export function toScaling({ minimum, maximum, itemsPerWorker, idleSeconds }: ScalingForm): Scaling {
  return {
    minimum: Number(minimum),
    maximum: Number(maximum),
    itemsPerWorker: Number(itemsPerWorker),
    idleMs: Math.round(Number(idleSeconds) * 1_000),
  };
}

/** What is wrong, in words that say what would be right. */
export function validateScaling(form: ScalingForm): ScalingErrors {
  const { workersMax } = WORK_LIMITS;
  const errors: ScalingErrors = {
    ...between('minimum', form.minimum, 0, workersMax),
    ...between('maximum', form.maximum, 0, workersMax),
    ...between('itemsPerWorker', form.itemsPerWorker, 1, 1_000_000),
    ...between('idleSeconds', form.idleSeconds, 1, 86_400, false),
  };
  if (errors.minimum === undefined && errors.maximum === undefined && Number(form.minimum) > Number(form.maximum)) {
    errors.minimum = `at most ${form.maximum}, as the most is`;
  }
  return errors;
}

function between(
  field: keyof ScalingForm,
  value: number | '',
  least: number,
  most: number,
  whole = true,
): ScalingErrors {
  if (value !== '' && value >= least && value <= most && (!whole || Number.isInteger(value))) return {};
  return { [field]: `${whole ? 'a whole number' : 'a number'} from ${least} to ${most.toLocaleString('en-GB')}` };
}

/** What the server found wrong, by field. */
export function errorsByField(errors: readonly { path: string; message: string }[]): ScalingErrors {
  const found: ScalingErrors = {};
  for (const { path, message } of errors) {
    const field = path === 'idleMs' ? 'idleSeconds' : path;
    if (field === 'minimum' || field === 'maximum' || field === 'itemsPerWorker' || field === 'idleSeconds') {
      found[field] ??= message;
    }
  }
  return found;
}
