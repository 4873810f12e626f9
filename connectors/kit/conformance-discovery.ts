// The part of the conformance suite about fields that only the connected system knows: asked live, cut to size, accepted by the action that told of them.
import { describe, expect, it } from 'vitest'
import { actionWith, DISCOVERED, withDiscovered } from '#shared/schemas/with-discovered.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { ConformanceOptions, DiscoveryCase } from './conformance.ts'
import type { Harness } from './conformance-harness.ts'
import type { Action, Connector } from './contract.ts'
import { describeConnector } from './descriptor.ts'
import { cutFields, type Discovery } from './discover.ts'
import { compileCheck, validate } from './validate.ts'
import type { TSchema } from 'typebox'

interface Part {
  readonly id: string
  readonly output: TSchema
  readonly discover: Discovery
  readonly action?: Action
}

export function testDiscoveries(options: ConformanceOptions, harness: Harness): void {
  for (const part of discovering(options.connector)) {
    const given = options.discoveries?.[part.id]
    describe(`${part.id} (fields of the connected system)`, () => {
      testReading(part, given, options, harness)
      const { action } = part
      const writes = given?.writes
      it.skipIf(!action || !writes)('writes the field into the record, and the read schema accepts it', async () => {
        if (!action || !writes) return
        expect(await recordsAfter(action, part.discover, writes, options, harness)).toContainEqual(expect.objectContaining(writes.stored))
      })
    })
  }
}

function discovering({ actions, triggers, polls = [] }: Connector): readonly Part[] {
  return [
    ...actions.flatMap((action) => (action.discover ? [{ ...action, discover: action.discover, action }] : [])),
    ...[...triggers, ...polls].flatMap((one) => (one.discover ? [{ ...one, discover: one.discover }] : [])),
  ]
}

function testReading(part: Part, given: DiscoveryCase | undefined, { connector }: ConformanceOptions, harness: Harness): void {
  const { context, fail, failure, prime, make } = harness
  const read = () => part.discover.read(given?.known ?? {}, context())

  it('has a case that gives what it needs', () => {
    expect(given, 'add it to `discoveries` of the test').toBeDefined()
    expect(Object.keys(given?.known ?? {}).toSorted()).toEqual([...(part.discover.needs ?? [])].toSorted())
  })
  it('tells of a field that the system has, in a schema that holds', async () => {
    await prime()
    await make(given?.after)
    const found = await read()
    const { fields } = cutFields(given?.in === 'output' ? found.output : found.input)
    expect(fields[given?.field ?? '']?.kind).toBe(given?.kind)
    const declared = describeConnector(connector)
    const schemas = [
      withDiscovered(JSON.parse(JSON.stringify(part.output)) as Record<string, unknown>, cutFields(found.output).fields),
      ...(part.action
        ? [withDiscovered(declared.actions.find(({ id }) => id === part.id)?.input ?? {}, cutFields(found.input).fields)]
        : []),
    ]
    for (const schema of schemas) expect(() => compileCheck(schema as unknown as TSchema)(null)).not.toThrow()
    expect(memberAt(schemas[given?.in === 'output' ? 0 : 1], given?.field ?? '')).toMatchObject({ [DISCOVERED]: true })
  })
  it.each([
    ['429', 'vendor-throttled'],
    ['500', 'vendor-unavailable'],
    ['html', 'vendor-answer-invalid'],
    ['huge', 'vendor-answer-invalid'],
    ['unauthorized', 'credentials-invalid'],
  ] as const)('turns %s into %s', async (kind, code) => {
    await prime()
    await fail({ kind, times: 100 })
    expect((await failure(read())).code).toBe(code)
  })
  it.each(['null', '{}', '[]', '{"error":null,"result":7,"data":7,"items":7}'])('takes the strange answer %s for no bug', async (body) => {
    await prime()
    await fail({ kind: 'strange', times: 100, body })
    const outcome = await read().then(
      () => 'nothing-found',
      (error: { readonly code?: string; readonly message?: string }) => error.code ?? `not one of our errors: ${error.message ?? ''}`,
    )
    expect(outcome).toMatch(/^[a-z]+(-[a-z]+)+$/)
  })
}
async function recordsAfter(
  action: Action,
  discover: Discovery,
  writes: NonNullable<DiscoveryCase['writes']>,
  { connector, discoveries }: ConformanceOptions,
  { context, prime, make, run, sim }: Harness,
): Promise<readonly Json[]> {
  await prime()
  await make(writes.after)
  const found = cutFields((await discover.read(discoveries?.[action.id]?.known ?? {}, context())).input)
  const descriptor = describeConnector(connector).actions.find(({ id }) => id === action.id)
  const told = descriptor && actionWith(descriptor, { action: action.id, readAt: '', fields: found.fields })
  expect(compileCheck(action.input)(writes.input)).toEqual([])
  expect(validate(told?.input as unknown as TSchema, writes.input)).toEqual([])
  await run(action, writes.input)
  return (await sim(`/records/${writes.records}`)) as readonly Json[]
}

/** Of a list its items, of a choice with nothing the other shape. */
function inside(schema: unknown): unknown {
  if (!isRecord(schema)) return schema
  if (isRecord(schema['items'])) return inside(schema['items'])
  const shapes: unknown = schema['anyOf']
  const shape: unknown = Array.isArray(shapes)
    ? shapes.find((one) => isRecord(one) && (one['properties'] ?? one['items']) !== undefined)
    : undefined
  return shape === undefined ? schema : inside(shape)
}

/** The schema of a field by its path, through lists. */
function memberAt(schema: unknown, path: string): unknown {
  const parsed = parseTarget(path)
  let level = schema
  for (const name of parsed.ok ? parsed.names : []) {
    level = inside(level)
    level = isRecord(level) && isRecord(level['properties']) ? level['properties'][name] : undefined
  }
  return level
}
