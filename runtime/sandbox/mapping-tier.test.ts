import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'
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

/** A worker that dies of every request with the input "bad" as soon as it sees it, before anything beside it is answered. */
const FRAGILE = `const external = require
const { encodeFrame, frameReader } = ${bundle(new URL('./frames.ts', import.meta.url))}
const reader = frameReader(1e9)
const send = (header, texts = []) => require('fs').writeSync(1, encodeFrame(header, texts))
process.stdin.on('data', (chunk) => {
  reader.push(chunk)
  for (let frame = reader.next(); frame; frame = reader.next()) {
    if (frame.header.type === 'init') send({ type: 'ready' })
    if (frame.header.type !== 'evaluate') continue
    const inputs = frame.texts.slice(frame.header.programs.length)
    const { requests } = frame.header
    requests.forEach(({ id, alone }, n) => {
      if (inputs[n] === '"bad"') process.exit(1)
      if (alone) send({ type: 'results', results: [{ id, texts: 1, ms: 0 }] }, ['j' + inputs[n]])
    })
    send({ type: 'results', results: requests.filter(({ alone }) => !alone).map(({ id }) => ({ id, texts: 1, ms: 0 })) },
      inputs.filter((_, n) => !requests[n].alone).map((input) => 'j' + input))
  }
})`

test('a worker that dies at once of one among many: that one is given up, the others are evaluated by themselves', async () => {
  const fragile = tier({ arguments: ['-e', FRAGILE] })
  try {
    await fragile.ready()
    const ask = (input: string) => fragile.evaluate({ clientId: 'c', programs: [{ expression: '$' }], input })
    const outcomes = await Promise.all(['1', '2', '"bad"', '3', '4'].map(ask))
    expect(outcomes.map(([outcome]) => (outcome?.ok ? outcome.json : outcome?.error.code))).toEqual(['1', '2', 'sandbox-crashed', '3', '4'])
  } finally {
    await fragile.close()
  }
})
