import { describe, expect, it } from 'vitest';
import { imageRegistry } from './image-registry.ts';
import { registryNameSchema } from './registry-name.ts';

describe('the registry of an image', () => {
  it.each([
    ['busybox', 'docker.io'],
    ['acme/tool:1', 'docker.io'],
    ['docker.io/library/busybox', 'docker.io'],
    ['index.docker.io/acme/tool', 'docker.io'],
    ['ghcr.io/acme/tool:1.2', 'ghcr.io'],
    ['localhost/tool', 'localhost'],
    ['registry:5000/tool@sha256:00', 'registry:5000'],
    ['10.77.0.254:5000/private/tool:1', '10.77.0.254:5000'],
    ['Registry.Example.org/tool', 'registry.example.org'],
    ['ACME/tool', 'acme'],
  ])('of %s is %s', (image, registry) => {
    expect(imageRegistry(image)).toBe(registry);
  });
});

describe('the name of a registry', () => {
  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['https://ghcr.io/v2/', 'ghcr.io'],
    ['https://index.docker.io/v1/', 'docker.io'],
    [' Registry.Example.org:5000 ', 'registry.example.org:5000'],
    ['localhost', 'localhost'],
  ])('%s is taken as %s', (given, taken) => {
    expect(registryNameSchema.parse(given)).toBe(taken);
  });

  it.each([
    ['', 'the host of a registry'],
    ['ghcr.io/acme', 'the host of a registry'],
    ['two words', 'the host of a registry'],
    ['registry.example.org:70000', 'the host of a registry'],
    ['acme', 'takes this one for a folder of docker.io'],
  ])('%j is refused in words', (given, words) => {
    expect(registryNameSchema.safeParse(given).error?.issues[0]?.message).toContain(words);
  });
});
