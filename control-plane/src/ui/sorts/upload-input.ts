import { ApiProblem, NOT_SIGNED_IN } from '../api/api-problem.ts';
import { readProblem } from '../api/read-problem.ts';
import { apiAddress } from '../api/request.ts';
import { sessionEnded } from '../session/standing.ts';

export interface Upload {
  id: string;
  file: Blob;
  /** Called with how many bytes have left. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file to a sort that awaits its input. By the older of the two ways that browsers have: only that one tells how
 * much has left.
 *
 * @throws ApiProblem - with the server's own words, or that it was broken off
 */
export function uploadInput({ id, file, onSent, signal }: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const abort = () => sending.abort();
    const fail = (title: string, detail: string, advice: string) =>
      reject(new ApiProblem({ type: 'about:blank', title, status: 0, detail, code: 'upload_broke_off', advice }));
    sending.open('POST', apiAddress(`/sorts/${encodeURIComponent(id)}/input`));
    sending.setRequestHeader('content-type', 'text/plain; charset=utf-8');
    sending.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) return resolve();
      const problem = readProblem(sending.status, parsed(sending.responseText));
      if (problem.code === NOT_SIGNED_IN) sessionEnded();
      reject(new ApiProblem(problem));
    });
    sending.addEventListener('error', () =>
      fail(
        'The upload broke off',
        'The connection to the control plane ended.',
        'Nothing of it counts: send it again.',
      ),
    );
    sending.addEventListener('abort', () =>
      fail('The upload was broken off', 'Nothing of it counts.', 'The sort awaits its input until it is deleted.'),
    );
    sending.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    signal.addEventListener('abort', abort);
    sending.send(file);
  });
}

/** @returns undefined: it is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
