// Whatever an expression throws becomes one of our errors in plain words, with the place in the expression. Runs inside the isolate.
import { AppError, hasErrorCode, toErrorData, type ErrorData } from '../../../shared/errors.ts'
import { plainWords, type JsonataError } from './plain-words.ts'

export function expressionFailure(thrown: unknown, source: string): ErrorData {
  if (hasErrorCode(thrown)) {
    const place = placeOf(thrown as unknown as JsonataError, source)
    return { ...toErrorData(thrown), details: { ...thrown.details, ...place } }
  }
  if (thrown instanceof RangeError) return toErrorData(tooMuch(thrown))
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as JsonataError
  const known = plainWords(error)
  const syntax = typeof error.code === 'string' && error.code.startsWith('S')
  return toErrorData(
    new AppError(syntax ? 'expression-invalid' : 'expression-failed', {
      ...(known && { message: known.message }),
      ...(known?.fix !== undefined && { fix: known.fix }),
      details: placeOf(error, source),
    }),
  )
}

function tooMuch(error: RangeError): AppError {
  if (/call stack/i.test(error.message)) {
    return new AppError('expression-failed', {
      message: 'The expression calls itself too deeply, or the record is nested too deeply.',
      fix: 'Check that the recursion ends, or make the call to itself the last thing a function does.',
    })
  }
  return new AppError('sandbox-memory', { message: 'The expression builds a text or list that is too large.' })
}

/** jsonata counts from the end of a token; people look for its beginning. */
function placeOf(error: JsonataError, source: string): { position?: number; token?: string } {
  const token = typeof error.token === 'string' ? error.token : undefined
  if (typeof error.position !== 'number') return token === undefined ? {} : { token }
  const end = Math.max(0, Math.min(error.position, source.length))
  const found = token ? source.lastIndexOf(token, end) : -1
  const near = found >= 0 && end - found <= (token?.length ?? 0) + 2
  const start = near && source[found - 1] === '$' ? found - 1 : found
  const shown = near && start < found ? `$${token}` : token
  return { position: near ? start : end, ...(shown !== undefined && shown !== '(end)' && { token: shown }) }
}
