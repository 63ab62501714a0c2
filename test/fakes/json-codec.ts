import { type Codec, PoisonRecordError, RegistryUnreachableError } from '@longshore/kafka';

/** Values as JSON in place of Avro; what does not parse is poison. */
export const jsonCodec = (isDown: () => boolean = () => false): Codec => ({
  encode: (_name, value) => {
    if (isDown()) return Promise.reject(new RegistryUnreachableError('no answer', 'encoding'));
    return Promise.resolve(Buffer.from(JSON.stringify(value)));
  },
  decode: (name, buffer) => {
    if (isDown()) return Promise.reject(new RegistryUnreachableError('no answer', 'decoding'));
    try {
      return Promise.resolve(JSON.parse(buffer.toString()));
    } catch (error) {
      return Promise.reject(new PoisonRecordError('no JSON', 'UNDECODABLE', `reading ${name}`, error));
    }
  },
});
