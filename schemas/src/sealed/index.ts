export { openEnvironment, sealEnvironment } from './environment.ts';
export { openRegistryCredential, type RegistryCredential, sealRegistryCredential } from './registry-credential.ts';
export { newSealingKey, SealError, type SealingKey } from './seal.ts';
