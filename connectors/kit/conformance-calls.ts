// The part of the conformance suite about the connection test and the actions.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { isRecord } from '#shared/json.ts'
import { authFor } from './auth/auth.ts'
import type { ActionCase, ConformanceOptions } from './conformance.ts'
import type { Harness } from './conformance-harness.ts'
import type { Action, Paging } from './contract.ts'
import { validate } from './validate.ts'

export function testCalls(options: ConformanceOptions, harness: Harness): void {
  const { connector, secrets, badSecrets } = options
  const { sim, fail, run, test, failure, prime } = harness

  it('proves good credentials', async () => {
    await prime()
    expect((await test()).summary).not.toBe('')
  })
  it('calls wrong credentials by their name', async () => {
    expect((await failure(test({ secrets: badSecrets }))).code).toBe('credentials-invalid')
  })

  describe.each([
    ['unauthorized', {}, 'credentials-invalid'],
    ['429', { retryAfter: '7' }, 'vendor-throttled'],
    ['500', {}, 'vendor-unavailable'],
    ['html', {}, 'vendor-answer-invalid'],
    ['huge', {}, 'vendor-answer-invalid'],
    ['slow', { ms: 1_000 }, 'call-timeout'],
  ] as const)('on the fault %s', (kind, more, code) => {
    it(`fails the connection test with ${code}`, async () => {
      await prime()
      await fail({ kind, times: 10, ...more })
      const error = await failure(test(kind === 'slow' ? { timeoutMs: 100 } : {}))
      expect(error).toMatchObject({ code, ...(kind === '429' && { retryAfterMs: 7_000 }) })
    })
  })

  if (authFor(connector.auth ?? [], options.config).refresh !== 'person') testRenewal(harness)

  for (const action of connector.actions) {
    const given = options.actions[action.id]
    if (!given) continue
    describe(`${action.id} (${action.effect}, ${action.safety})`, () => {
      it('answers what its schema promises', async () => {
        await prime()
        await harness.make(given.after)
        expect(validate(action.output, await run(action, given.input))).toEqual([])
      })
      it.each([
        ['429', 'vendor-throttled'],
        ['500', 'vendor-unavailable'],
        ['html', 'vendor-answer-invalid'],
        ['truncated', 'vendor-answer-invalid'],
        ['huge', 'vendor-answer-invalid'],
        ['unauthorized', 'credentials-invalid'],
      ] as const)('turns %s into %s', async (kind, code) => {
        await prime()
        await harness.make(given.after)
        await fail({ kind, times: 100 })
        expect((await failure(run(action, given.input))).code).toBe(code)
      })
      it.each(['null', '{}', '[]', '{"error":null,"result":7,"data":7,"items":7}'])(
        'takes the strange answer %s for no bug',
        async (body) => {
          await prime()
          await harness.make(given.after)
          await fail({ kind: 'strange', times: 100, body })
          // It may even be a fine answer (nothing found), but never a mistake of our own.
          const outcome = await run(action, given.input).then(
            (value) => ({ issues: validate(action.output, value) }),
            (error: { readonly code?: string; readonly message?: string }) => ({
              code: error.code ?? `not one of our errors: ${error.message ?? ''}`,
            }),
          )
          if ('issues' in outcome) expect(outcome.issues).toEqual([])
          else expect(outcome.code).toMatch(/^[a-z]+(-[a-z]+)+$/)
        },
      )
      if (action.paging) testPages(action, action.paging, given, harness)
      if (action.effect === 'write') (action.safety === 'none' ? testUnsafe : testSafe)(action, given, harness)
    })
  }

  it('shows no secret in errors or the request log', async () => {
    await prime()
    await test()
    const text = [...harness.seen, JSON.stringify(await sim('/requests'))].join('\n')
    expect(harness.seen.length).toBeGreaterThan(0)
    for (const value of [...Object.values(secrets), ...Object.values(badSecrets)].filter((secret) => secret.length >= 8)) {
      expect(text).not.toContain(value)
    }
  })
}

function testRenewal({ prime, fail, test }: Harness): void {
  it('gets new credentials once when they are refused before their time', async () => {
    await prime()
    await fail({ kind: 'unauthorized' })
    expect((await test()).summary).not.toBe('')
  })
}

function testPages(action: Action, paging: Paging, { pages }: ActionCase, harness: Harness): void {
  it('reads every record once, page by page, while more are made', async () => {
    expect(pages, 'add `pages` to the case').toBeDefined()
    if (!pages) return
    await harness.prime()
    await readPages(action, paging, pages, harness)
  })
}

async function readPages(action: Action, paging: Paging, pages: NonNullable<ActionCase['pages']>, harness: Harness): Promise<void> {
  for (let nth = 1; nth <= 3; nth++) await harness.make(pages.of, nth)
  const first = await readAll(3)
  expect(first.pages).toBeGreaterThan(1)
  expect(new Set(first.keys).size).toBe(first.keys.length)
  // With one more made after the first page, everything that was there before is still read once.
  const during = await readAll(4)
  expect(new Set(during.keys).size).toBe(during.keys.length)
  for (const key of first.keys) expect(during.keys).toContain(key)

  async function readAll(nth: number): Promise<{ readonly keys: readonly string[]; readonly pages: number }> {
    const keys: string[] = []
    let count = 0
    let cursor: Json | undefined
    do {
      const input = { ...(pages.input as object), ...(cursor !== undefined && { [paging.cursor]: cursor }) } as Json
      const page = await harness.run(action, input)
      if (!isRecord(page)) throw new Error('a page is an object')
      for (const item of page[paging.items] as readonly Json[]) keys.push(JSON.stringify((item as Record<string, Json>)[pages.key]))
      cursor = (page[paging.next] ?? undefined) as Json | undefined
      if (++count === 1 && nth > 3) await harness.make(pages.of, nth)
      if (count > 100) throw new Error('the pages do not end')
    } while (cursor !== undefined)
    return { keys, pages: count }
  }
}

function testUnsafe(action: Action, given: ActionCase, harness: Harness): void {
  it('says that the outcome is unknown when the answer is lost', async () => {
    const { code, made } = await loseAnswer(action, given, harness)
    expect(code).toBe('outcome-unknown')
    expect(await made()).toBe(given.creates === undefined ? 0 : 1)
  })
}

function testSafe(action: Action, given: ActionCase, harness: Harness): void {
  it('writes once though the answer is lost', async () => {
    const written = given.creates === undefined ? 0 : 1
    const { code, made } = await loseAnswer(action, given, harness)
    expect(code).toBe('connection-failed')
    expect(await made()).toBe(written)
    const second = await harness.run(action, given.input, {}, 2)
    const third = await harness.run(action, given.input, {}, 3)
    expect(validate(action.output, second)).toEqual([])
    expect(withoutInstants(third)).toEqual(withoutInstants(second))
    expect(await made()).toBe(written)
  })
}

/** Between two tries the clock goes on: a record that was written again may say so. */
const withoutInstants = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value) ? 'an instant' : value,
  )

/** Does the write and loses its answer; `made`: how many records there are more than before. */
async function loseAnswer(action: Action, given: ActionCase, { prime, make, fail, failure, run, sim }: Harness) {
  const count = async () => (given.creates === undefined ? 0 : ((await sim(`/records/${given.creates}`)) as unknown[]).length)
  await prime()
  await make(given.after)
  const before = await count()
  await fail({ kind: 'cut-after-write', ...(given.operation !== undefined && { match: given.operation }) })
  const { code } = await failure(run(action, given.input))
  return { code, made: async () => (await count()) - before }
}
