import { parse } from 'yaml';
import type { OfficialNames } from './local-images.ts';

/** The names that docker-compose.yml gives the images of others, unless a variable says otherwise. */
export function readOfficialNames(composeFile: string): OfficialNames {
  const { services } = parse(composeFile, { merge: true }) as { services: Record<string, { image: string }> };
  const nameOf = (service: string): string => {
    const name = /:-([^}]+)\}$/.exec(services[service]?.image ?? '')?.[1];
    if (name === undefined) throw new Error(`docker-compose.yml gives ${service} no image by default`);
    return name;
  };
  return {
    kafka: nameOf('kafka-1'),
    registry: nameOf('registry'),
    postgres: nameOf('postgres'),
    prometheus: nameOf('prometheus'),
  };
}
