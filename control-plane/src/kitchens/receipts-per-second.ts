/** Receipts in a second, at most: above, orders are told by a sample. */
export const RECEIPTS_PER_SECOND = 50;
