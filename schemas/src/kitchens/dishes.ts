/** Something to eat. */
export interface Dish {
  name: string;
  /**
   * How long it takes on average where it is no specialty. Seconds stand for minutes: the score's term of time tells 2
   * from 4, but not 120 from 240.
   */
  cookMs: number;
}

export const DISHES: readonly Dish[] = [
  { name: 'biryani', cookMs: 3_000 },
  { name: 'burger', cookMs: 1_500 },
  { name: 'curry', cookMs: 2_500 },
  { name: 'dumplings', cookMs: 2_000 },
  { name: 'falafel', cookMs: 1_200 },
  { name: 'noodles', cookMs: 1_500 },
  { name: 'pizza', cookMs: 2_000 },
  { name: 'ramen', cookMs: 2_200 },
  { name: 'salad', cookMs: 800 },
  { name: 'soup', cookMs: 1_000 },
  { name: 'sushi', cookMs: 1_800 },
  { name: 'tacos', cookMs: 1_000 },
];

/** A kitchen cooks its specialty in this share of the time that others take. */
export const SPECIALTY_SHARE = 0.8;
