/** The rule by which places are scored, whether they are agents for jobs or kitchens for orders. */
export {
  closeness,
  DEFAULT_WEIGHTS,
  distanceKm,
  freeShare,
  type Location,
  promptness,
  shareOut,
  TERM_NAMES,
  type TermName,
  type TermValues,
  type Weights,
  weigh,
} from './score.ts';
