import { expect, test } from 'vitest'
import { mappingCompiler, mappingGuest } from './guest-source.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { mappingTier, type MappingTier } from './mapping-tier.ts'
import { workerProgram } from './worker-source.ts'

function tier(options: { limits?: Partial<typeof DEFAULT_LIMITS>; arguments?: readonly string[] } = {}): MappingTier {
  const program = options.arguments ? { arguments: options.arguments } : workerProgram('mapping', { stackKb: 984 })
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return mappingTier({ workers: 1, limits, program, guest: mappingGuest(), compiler: mappingCompiler(), log: () => {} })
}

test('says why when its workers do not start, and keeps nobody waiting', async () => {
  const broken = tier({ arguments: ['-e', 'console.error("no such addon"); process.exit(3)'] })
  try {
    const outcome = broken.evaluate({ clientId: 'c', programs: [{ expression: '1' }], input: '{}' })
    await expect(broken.ready()).rejects.toThrow(/no such addon/)
    expect(await outcome).toMatchObject([{ ok: false, error: { code: 'sandbox-crashed' } }])
  } finally {
    await broken.close()
  }
})

test('ends a worker that takes too much memory: only the guilty program of a request fails', async () => {
  const small = tier({ limits: { isolateMb: 1_000, workerMb: 150 } })
  try {
    const hungry =
      '$reduce([1..22], function($a, $i) { $append($a, $a) }, [1]) ~> $map(function($x) { $x & "xxxxxxxxxxxxxxxx" }) ~> $count()'
    const programs = ['1', hungry, '2'].map((expression) => ({ expression }))
    const outcomes = await small.evaluate({ clientId: 'c', programs, input: '{}', deadlineMs: 10_000 })
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.json : outcome.error.code))).toEqual(['1', 'sandbox-memory', '2'])
  } finally {
    await small.close()
  }
})

test('replaces an idle worker that has grown large, losing nothing', async () => {
  const tidy = tier({ limits: { recycleMb: 1 } })
  try {
    const run = (n: number): Promise<unknown> =>
      tidy.evaluate({ clientId: 'c', programs: [{ expression: `$count([1..60000].($ * ${n}))` }], input: '{}' })
    for (let round = 0; round < 3; round++) {
      const outcomes = await Promise.all(Array.from({ length: 5 }, (_, n) => run(n)))
      expect(outcomes).toEqual(Array.from({ length: 5 }, () => [{ ok: true, json: '60000' }]))
    }
  } finally {
    await tidy.close()
  }
})
