import { afterEach, expect, it, vi } from 'vitest'
import { toProblem } from '#shared/api/problem.ts'
import { AppError } from '#shared/errors.ts'
import { request, type RequestOptions } from './client.ts'

afterEach(() => vi.unstubAllGlobals())

const problem = async (answer: Response, options?: RequestOptions) => {
  vi.stubGlobal('fetch', async () => answer)
  return request('/clients/x/exceptions', options).catch((error: unknown) => (error as { problem: unknown }).problem)
}
const down = () => new Response('<h1>Bad gateway</h1>', { status: 503 })

it('says nothing of storing where a list cannot be read', async () => {
  expect(await problem(down())).toMatchObject({ code: 'unavailable', status: 503, fix: 'Try again shortly.' })
})

it('does not claim that a change was lost or kept when only a proxy answered it', async () => {
  const fix = 'Reload the page and see whether your change is there before you try again.'
  expect(await problem(down(), { method: 'PUT', body: {} })).toMatchObject({ code: 'unavailable', fix })
})

it('shows what the server says of it, also of a change', async () => {
  const fix = 'Send it again shortly. Nothing was stored.'
  const answer = Response.json(toProblem(new AppError('unavailable', { fix })), { status: 503 })
  expect(await problem(answer, { method: 'POST', body: {} })).toMatchObject({ fix })
})
