import { describe, expect, it } from 'vitest';
import { translateError } from './translate-error.ts';

describe('what an engine’s answer means', () => {
  it.each([
    [
      'pull',
      500,
      'Get "http://10.0.0.1:5000/v2/": dial tcp 10.0.0.1:5000: connect: connection refused',
      'REGISTRY_UNREACHABLE',
    ],
    [
      'pull',
      500,
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
      'REGISTRY_UNREACHABLE',
    ],
    [
      'pull',
      500,
      'net/http: request canceled while waiting for connection (Client.Timeout exceeded)',
      'REGISTRY_UNREACHABLE',
    ],
    [
      'pull',
      500,
      'Head "http://10.0.0.1:5000/v2/x/manifests/1": unauthorized: authentication required',
      'REGISTRY_CREDENTIALS_REFUSED',
    ],
    [
      'pull',
      500,
      'Head "http://10.0.0.1:5000/v2/x/manifests/1": no basic auth credentials',
      'REGISTRY_CREDENTIALS_REFUSED',
    ],
    ['pull', 404, 'manifest for 10.0.0.1:5000/x:2 not found: manifest unknown: manifest unknown', 'IMAGE_NOT_FOUND'],
    [
      'pull',
      404,
      "pull access denied for nobody/nothing, repository does not exist or may require 'docker login': denied",
      'IMAGE_NOT_FOUND',
    ],
    ['pull', 400, 'invalid reference format: repository name must be lowercase', 'BAD_SPEC'],
    ['pull', 500, 'write /var/lib/docker/tmp/x: no space left on device', 'OUT_OF_DISK'],
    ['create', 409, 'Conflict. The container name "/longshore-a" is already in use by container "b"', 'NAME_CONFLICT'],
    ['create', 404, 'No such image: nope/nope:1', 'IMAGE_NOT_FOUND'],
    ['create', 400, 'Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available', 'BAD_SPEC'],
    ['create', 500, 'mkdir /var/lib/docker/overlay2/x: no space left on device', 'OUT_OF_DISK'],
    ['create', 500, 'something inside went wrong', 'ENGINE_UNREACHABLE'],
    ['start', 500, 'unable to find user nosuch: no matching entries in passwd file', 'START_FAILED'],
    ['start', 304, '', 'ALREADY'],
    ['start', 500, 'transport is closing: unavailable', 'ENGINE_UNREACHABLE'],
    ['start', 404, 'network nonet not found', 'START_FAILED'],
    ['start', 404, 'No such container: abc', 'GONE'],
    [
      'remove',
      409,
      'You cannot remove a running container abc. Stop the container before attempting removal',
      'RUNNING',
    ],
    ['remove', 409, 'removal of container abc is already in progress', 'GONE'],
    ['inspect', 404, 'No such container: abc', 'GONE'],
    ['list', 500, 'internal', 'ENGINE_UNREACHABLE'],
    ['start', null, 'socket hang up', 'ENGINE_UNREACHABLE'],
  ])('of %s with %s (%s) is %4$s', (call, status, message, code) => {
    expect(translateError({ call, status, message })).toBe(code);
  });
});
