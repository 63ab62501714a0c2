import type { WorkFile } from '@longshore/schemas';
import { ApiProblem, NOT_SIGNED_IN } from '../../api/api-problem.ts';
import { readProblem } from '../../api/read-problem.ts';
import { apiAddress } from '../../api/request.ts';
import { sessionEnded } from '../../session/standing.ts';

/**
 * Uploads a file for file items, as its bytes are.
 *
 * @param onShare - told how much of it is sent, from 0 to 1
 * @throws ApiProblem - with the server's own words, or ours when it did not answer; nothing where it was aborted
 */
export function uploadWorkFile(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<WorkFile> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkFile>();
  // Fetch does not tell how much is sent.
  const upload = new XMLHttpRequest();
  upload.open('POST', apiAddress('/work-files'));
  upload.setRequestHeader('content-type', 'application/octet-stream');
  upload.setRequestHeader('accept', 'application/json');
  upload.upload.addEventListener('progress', ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total));
  upload.addEventListener('load', () => {
    const body = parseJson(upload.responseText);
    if (upload.status === 201) return resolve(body as WorkFile);
    const problem = readProblem(upload.status, body);
    if (problem.code === NOT_SIGNED_IN) sessionEnded();
    reject(new ApiProblem(problem));
  });
  upload.addEventListener('error', () => reject(new ApiProblem(CUT_OFF)));
  upload.addEventListener('abort', () => reject(signal.reason));
  signal.addEventListener('abort', () => upload.abort(), { once: true });
  upload.send(file);
  return promise;
}

const CUT_OFF = {
  type: 'about:blank',
  title: 'The upload was cut off',
  status: 0,
  detail: 'Not all of the file reached the control plane, so nothing of it is kept.',
  code: 'unreachable',
  advice: 'Choose the file once more.',
};

/** @returns undefined: something that is no JSON, such as the page of a proxy */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
