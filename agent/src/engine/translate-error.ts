import type { EngineErrorCode } from './engine-error.ts';

/** What an engine answered, or why it did not. */
export interface EngineAnswer {
  /** Which call it was, such as `create`. */
  call: string;
  /** Null: no answer (refused connection, closed socket, deadline). */
  status: number | null;
  message: string;
}

const outOfDisk = /no space left on device|disk quota exceeded/i;
const registryUnreachable =
  /connection refused|no such host|i\/o timeout|TLS handshake|server misbehaving|network is unreachable|no route to host|context deadline exceeded|client\.timeout|temporary failure in name resolution|connection reset|request canceled|\beof\b|toomanyrequests|x509|received unexpected HTTP status: 5/i;
const credentialsRefused =
  /unauthorized|no basic auth credentials|authentication required|denied: requested access|access forbidden|\b401\b|\b403\b/i;
const imageMissing =
  /manifest unknown|manifest for .* not found|not found: manifest|repository .* not found|name unknown|does not exist|no such image|no matching manifest/i;
const badReference = /invalid reference format|repository name must be/i;
const gone = /no such container|removal of container .* is already in progress|is marked for removal/i;
/** The engine's own parts do not answer it, or it is on its way down: the same start may go well later. */
const engineInTrouble =
  /context deadline exceeded|context canceled|transport is closing|shutting down|connection error/i;
const running = /cannot remove a running container|you cannot remove a (running|paused)|container is running/i;

/**
 * What an engine's answer means. Engines say much only in words: bad credentials come as 500, an unreachable registry
 * as 500, a missing tag as 404 (or as 403 where the registry hides what exists), so the words decide before the status.
 */
export function translateError(answer: EngineAnswer): EngineErrorCode {
  const { call, status, message } = answer;
  if (status === null) return 'ENGINE_UNREACHABLE';
  if (status === 304) return 'ALREADY';
  if (outOfDisk.test(message)) return 'OUT_OF_DISK';
  if (call === 'pull') return pullError(message, status);
  if (call === 'create') return createError(message, status);
  if (gone.test(message) || (status === 404 && call !== 'start')) return 'GONE';
  if (call === 'remove' && (running.test(message) || status === 409)) return 'RUNNING';
  if (call === 'remove-image' && status === 409) return 'RUNNING';
  if (call === 'start') return engineInTrouble.test(message) ? 'ENGINE_UNREACHABLE' : 'START_FAILED';
  return status >= 500 ? 'ENGINE_UNREACHABLE' : 'BAD_SPEC';
}

function pullError(message: string, status: number): EngineErrorCode {
  if (imageMissing.test(message) && !/repository does not exist or may require/i.test(message))
    return 'IMAGE_NOT_FOUND';
  // A public registry answers "pull access denied … repository does not exist or may require docker login" for both.
  if (/pull access denied|may require 'docker login'/i.test(message)) return 'IMAGE_NOT_FOUND';
  if (credentialsRefused.test(message)) return 'REGISTRY_CREDENTIALS_REFUSED';
  if (badReference.test(message)) return 'BAD_SPEC';
  if (registryUnreachable.test(message)) return 'REGISTRY_UNREACHABLE';
  if (status === 404) return 'IMAGE_NOT_FOUND';
  return status === 400 ? 'BAD_SPEC' : 'REGISTRY_UNREACHABLE';
}

function createError(message: string, status: number): EngineErrorCode {
  if (status === 409) return 'NAME_CONFLICT';
  if (status === 404) return /network/i.test(message) ? 'BAD_SPEC' : 'IMAGE_NOT_FOUND';
  if (status === 400) return 'BAD_SPEC';
  // 20.10 answers 500 for settings that later versions refuse with 400; anything else of 500 may pass.
  return /invalid|not supported|must be|minimum memory|range of|unable to find user/i.test(message)
    ? 'BAD_SPEC'
    : 'ENGINE_UNREACHABLE';
}
