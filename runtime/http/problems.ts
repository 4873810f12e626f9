// Every error as a problem document, with the headers that go with it.
import { toErrorData } from '#shared/errors.ts'
import { toProblem } from '#shared/api/problem.ts'

/** For passing trouble that names no time itself. */
const RETRY_AFTER_SECONDS = 5

export function problemResponse(error: unknown, requestId: string, headers: Readonly<Record<string, string>> = {}): Response {
  const problem = toProblem(error, requestId)
  const { retryAfterMs } = toErrorData(error)
  const waits = problem.status === 429 || problem.status === 503
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(waits && { 'retry-after': String(retryAfterMs === undefined ? RETRY_AFTER_SECONDS : Math.ceil(retryAfterMs / 1_000)) }),
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      // The rest of a body that was refused half-way is not read.
      ...(problem.status === 413 && { connection: 'close' }),
      ...headers,
    },
  })
}
