import type { StackPart } from '../cli/src/stack/plan/stack-plan.ts';
import { type Services, startServices } from '../test/stack/services.ts';
import { abortable } from './abortable.ts';
import type { BenchedControlPlane } from './control-plane.ts';
import { unlimited } from './unlimited.ts';

/** A control plane that nobody else uses, on ports and with a state folder of its own. */
export interface BenchPlane extends AsyncDisposable {
  plane: BenchedControlPlane & { key: string };
  services: Services;
}

export interface BenchPlaneOptions {
  /** What is measured; what it needs is started too. */
  parts: readonly StackPart[];
  /** Further settings of the web program. */
  web?: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/** Starts what is measured, set as the product sets it but for the limit on requests; PostgreSQL waits for the disk. */
export async function startPlane({ parts, web = {}, signal }: BenchPlaneOptions): Promise<BenchPlane> {
  const environment = { web: { ...unlimited, ...web } };
  // Services that are half-way up when it is interrupted end with this process.
  const services = await abortable(startServices({ services: parts, durable: true, environment }), signal);
  return {
    plane: { url: services.webUrl, key: services.ownerKey },
    services,
    [Symbol.asyncDispose]: () => services.stop(),
  };
}
