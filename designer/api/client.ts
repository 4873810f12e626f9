// The one door to the server. Answers are typed by shared/api/contract.ts; every failure is thrown as an ApiError that carries a problem
// document, also when the network or a proxy is at fault, so that pages can always show what happened and what to do.
import { ERROR_CODES, type ErrorCode } from '#shared/error-codes.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import type { Problem } from '#shared/api/problem.ts'

export const API = '/api/v1'

export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiError'
    const { message, ...said } = sayError({ ...problem, message: problem.detail })
    this.problem = { ...said, detail: message, title: t(problem.title) }
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** Sent as it is, in place of a JSON body. */
  readonly file?: Blob
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly signal?: AbortSignal
}

/** `path` is below /api/v1, or absolute when it begins with `/api/`. */
export async function request<T>(path: string, { method = 'GET', body, file, query, signal }: RequestOptions = {}): Promise<T> {
  const response = await send(address(path, query), {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(file && { body: file }),
    ...(signal && { signal }),
  })
  const text = await response.text()
  if (!response.ok) throw new ApiError(readProblem(response.status, text, method !== 'GET'))
  if (text === '') return undefined as T
  try {
    return JSON.parse(text) as T
  } catch {
    throw new ApiError(
      problemOf(
        'unavailable',
        phrase('The server answered with something other than data.'),
        phrase('Reload the page. If a proxy stands in between, check it.'),
      ),
    )
  }
}

/** Any thrown value as a problem. */
export function toProblemData(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem
  return problemOf('internal', t('Something went wrong in this page.'), t('Reload the page. If it happens again, tell us what you did.'))
}

/** The request was ended by whoever made it. */
export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

export const hasCode = (error: unknown, code: ErrorCode): error is ApiError => error instanceof ApiError && error.problem.code === code

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError(
      problemOf(
        'unavailable',
        phrase('Tillflow cannot be reached.'),
        phrase('Check your network and that the server is running, then try again.'),
      ),
    )
  }
}

function address(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(key, String(value))
  const base = path.startsWith('/api/') ? path : `${API}${path}`
  return search.size === 0 ? base : `${base}?${search}`
}

function readProblem(status: number, text: string, writes: boolean): Problem {
  try {
    const value = JSON.parse(text) as Partial<Problem> & { readonly message?: string }
    if (typeof value.code === 'string' && Object.hasOwn(ERROR_CODES, value.code) && typeof value.fix === 'string') return value as Problem
    if (typeof value.message === 'string') return { ...problemOf(codeOf(status), value.message), status }
  } catch {
    // Not ours: a proxy's page, or nothing at all.
  }
  const code = codeOf(status)
  // What stands in between does not know whether the server did what it was asked to.
  const fix =
    writes && code === 'unavailable' ? phrase('Reload the page and see whether your change is there before you try again.') : undefined
  return { ...problemOf(code, undefined, fix), status }
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'not-signed-in'
  if (status === 403) return 'not-allowed'
  if (status === 404) return 'not-found'
  if (status === 409) return 'conflict'
  if (status === 429) return 'too-many-requests'
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  return status >= 500 ? 'internal' : 'invalid-request'
}

function problemOf(code: ErrorCode, detail?: string, fix?: string): Problem {
  const entry = ERROR_CODES[code]
  return {
    type: `https://tillflow.dev/errors/${code}`,
    title: entry.message,
    status: entry.status,
    detail: detail ?? entry.message,
    code,
    disposition: entry.disposition,
    fix: fix ?? entry.fix,
  }
}
