/** Settings of a web program that is measured: who measures asks more often than anybody else would. */
export const unlimited = {
  LONGSHORE_RATE_PER_CALLER: '1000000',
  LONGSHORE_RATE_PER_ADDRESS: '1000000',
} as const;
