// Tryton's way to refuse: HTTP 200 with the Python exception as a list.

export class TrytonException extends Error {
  readonly error: readonly unknown[]
  constructor(error: readonly unknown[]) {
    super(String(error[0]))
    this.error = error
  }
}

export const userError = (message: string, description = '') => new TrytonException(['UserError', [message, description, null]])
/** For a model, field or method that is not there. */
export const keyError = (name: string) => new TrytonException([`'${name}'`, ''])
