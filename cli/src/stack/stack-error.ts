/** Something about the stack or this machine that the user can do something about; the message says what. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
