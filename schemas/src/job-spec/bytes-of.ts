/** Bytes of a value as it travels. Bounded so that an instruction always is a record that Kafka takes. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).byteLength;
