/** Bounds of what the kitchen network takes. */
export const KITCHEN_LIMITS = {
  /** Above these a number is a mistake rather than a kitchen. */
  capacityMax: 1_000,
  railMax: 10_000,
  priorityMax: 9,
  specialtiesMax: 12,
  clockFactorMax: 1_000_000,
  kitchensMax: 1_000,
  /** That somebody opens in one go. */
  kitchensAtOnceMax: 20,
  ordersAtOnceMax: 1_000,
  /** Orders that wait or are cooked; more are refused until some have ended. */
  openOrdersMax: 200_000,
  /** Candidates that a receipt keeps. */
  receiptDepth: 5,
  /** Receipts that an order keeps, the newest. */
  receiptsMax: 10,
  upsetMs: { least: 100, most: 60_000, otherwise: 5_000 },
  /** Orders in one answer of changes. */
  changesMax: 2_000,
} as const;

/** How often a kitchen says that it is there, unless it is told otherwise. */
export const KITCHEN_STATUS_MS = 500;

/** A kitchen's id: a part of a container's name and of a topic's key. */
export const KITCHEN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The city: the one of all runs, so that they can be compared. */
export const CITY = {
  centre: { latitude: 60.1699, longitude: 24.9384 },
  radiusKm: 8,
} as const;
