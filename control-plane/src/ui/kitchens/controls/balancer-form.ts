import { examineMigration, examineSilence } from '@longshore/kitchens';
import type { KitchenNetwork } from '@longshore/schemas';

/** The fields of migration and silence, in the units that people think in. */
export const BALANCER_FIELDS = {
  highPercent: { of: 'migration', words: 'Gives orders above', unit: '% load', factor: 1 },
  calmPercent: { of: 'migration', words: 'Goes on giving until', unit: '% load', factor: 1 },
  lowPercent: { of: 'migration', words: 'Takes orders below', unit: '% load', factor: 1 },
  movesMax: { of: 'migration', words: 'Moved in a cycle at most', unit: 'orders; 0: none ever', factor: 1 },
  cycleMs: { of: 'migration', words: 'A cycle each', unit: 'seconds', factor: 1_000 },
  settleMs: { of: 'migration', words: 'Only what was above for', unit: 'seconds', factor: 1_000 },
  restMs: { of: 'migration', words: 'A moved order rests', unit: 'seconds', factor: 1_000 },
  lostAfterMs: { of: 'silence', words: 'Lost when silent for', unit: 'seconds', factor: 1_000 },
} as const satisfies Record<string, { of: 'migration' | 'silence'; words: string; unit: string; factor: number }>;

export type BalancerField = keyof typeof BALANCER_FIELDS;
export const BALANCER_FIELD_NAMES = Object.keys(BALANCER_FIELDS) as [BalancerField, ...BalancerField[]];

/** What stands in the fields; an empty one is ''. */
export type BalancerForm = Record<BalancerField, number | ''>;
export type BalancerErrors = Partial<Record<BalancerField, string>>;
type Settings = Pick<KitchenNetwork, 'migration' | 'silence'>;

export function formOfSettings({ migration, silence }: Settings): BalancerForm {
  const all: Record<string, number> = { ...migration, ...silence };
  return Object.fromEntries(
    BALANCER_FIELD_NAMES.map((name) => [name, (all[name] ?? 0) / BALANCER_FIELDS[name].factor]),
  ) as BalancerForm;
}

/** The settings that a form stands for; what is empty is no number. */
export function settingsOfForm(form: BalancerForm): Settings {
  const value = (name: BalancerField) =>
    form[name] === '' ? Number.NaN : Number((form[name] * BALANCER_FIELDS[name].factor).toFixed(3));
  const part = (of: 'migration' | 'silence') =>
    Object.fromEntries(
      BALANCER_FIELD_NAMES.filter((name) => BALANCER_FIELDS[name].of === of).map((name) => [name, value(name)]),
    );
  return { migration: part('migration'), silence: part('silence') } as Settings;
}

/** What is wrong, in words that say what would be right: by the balancer’s own rules. */
export function validateBalancer(form: BalancerForm): BalancerErrors {
  const { migration, silence } = settingsOfForm(form);
  const errors: BalancerErrors = {};
  for (const name of BALANCER_FIELD_NAMES) if (form[name] === '') errors[name] = 'a number';
  for (const { field, message } of [...examineMigration(migration), ...examineSilence(silence)]) {
    const name = BALANCER_FIELD_NAMES.find((one) => one === field);
    if (name !== undefined) errors[name] ??= inSeconds(name, message);
  }
  return errors;
}

/** What the control plane found wrong, by field. */
export function balancerErrors(errors: readonly { path: string; message: string }[]): BalancerErrors {
  const found: BalancerErrors = {};
  for (const { path, message } of errors) {
    const name = BALANCER_FIELD_NAMES.find((one) => path === one || path.endsWith(`.${one}`));
    if (name !== undefined) found[name] ??= message;
  }
  return found;
}

/** A bound that is told in milliseconds, where the field is in seconds. */
function inSeconds(name: BalancerField, message: string): string {
  if (BALANCER_FIELDS[name].factor === 1) return message;
  return message.replace(/\b\d+\b/g, (number) => `${Number(number) / 1_000} s`);
}
