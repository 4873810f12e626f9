// Mapping parts over the API: who may make them, whose flows get which, what is pinned, what a change would do, and what cannot be removed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowDetail, SamplesPreview, TestRunResult } from '#shared/api/contract.ts'
import type { FlowDocument, MappingRow } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow, FlowVersion } from '#shared/model/flows.ts'
import type { MappingPart, PartContent, PartImpact, PartScope } from '#shared/model/mapping-parts.ts'
import { openHttpBench, type HttpBench } from '../http/http.testing.ts'
import { createSandbox } from '../sandbox/create.ts'
import type { Sandbox } from '../sandbox/port.ts'
import type { PartDetail, PartUses } from './service.ts'

let sandbox: Sandbox
let bench: HttpBench
let home: Awaited<ReturnType<HttpBench['addPartner']>>
let base: string
beforeAll(async () => {
  sandbox = createSandbox({ mappingWorkers: 1, scriptWorkers: 1 })
  bench = await openHttpBench({ sandbox })
  home = await bench.addPartner('Home')
  base = `/clients/${home.client.id}`
})
afterAll(async () => {
  await bench.close()
  await sandbox.close()
})

const row = (target: string, expression: string): MappingRow => ({ target, rule: { kind: 'expression', expression } })
const content = (label: string, ...rows: MappingRow[]): PartContent => ({ label, body: { kind: 'record', rows }, cases: [] })
const ask = <T = unknown>(method: string, path: string, body?: unknown, key = home.admin) =>
  bench.ask<T>(method, base + path, { key, ...(body !== undefined && { body }) })
const make = (name: string, of: PartContent, scope: PartScope = 'partner') =>
  ask<MappingPart>('POST', '/mapping-parts', { name, scope, content: of })
const save = (name: string, version: number, of: PartContent, scope: PartScope = 'partner') =>
  ask<MappingPart>('POST', `/mapping-parts/${name}/versions`, { scope, version, content: of })

const documentWith = (name: string, ...rows: MappingRow[]): FlowDocument => {
  const flow = newFlow(name)
  return {
    ...flow,
    nodes: { ...flow.nodes, 'map-it': { kind: 'map', label: 'Map it', config: { rows } } },
    edges: [{ from: 'start', port: 'out', to: 'map-it' }],
  }
}
const makeFlow = async (document: FlowDocument) => (await ask<Flow>('POST', '/flows', { document })).body
const resultOn = async (flowId: string, input: unknown, document?: FlowDocument) => {
  const { body } = await ask<TestRunResult>('POST', `/flows/${flowId}/test-run`, {
    environment: 'test',
    input,
    ...(document && { document }),
  })
  return body.view.steps.at(-1)?.output
}

describe('mapping parts', () => {
  it('are made, listed, saved as versions, and used in rows as a function', async () => {
    expect((await make('address', content('Address', row('city', '$uppercase(city)')))).status).toBe(201)
    expect(await make('address', content('Again', row('a', 'a')))).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const { body } = await ask<SamplesPreview>('POST', '/preview/samples', {
      rows: [row('to', '$part("address", ship)'), row('all', '$part("address", list)'), row('gone', '$part("adress", ship)')].slice(0, 2),
      cases: [
        { id: 'one', input: { ship: { city: 'York' }, list: [{ city: 'Bath' }] } },
        { id: 'none', input: { ship: null } },
        { id: 'empty', input: { ship: { street: 'x' } } },
      ],
      environment: 'test',
    })
    expect(body.cases.map(({ output }) => output)).toEqual([{ to: { city: 'YORK' }, all: [{ city: 'BATH' }] }, {}, {}])
    const wrong = await ask<SamplesPreview>('POST', '/preview/samples', {
      rows: [row('gone', '$part("adress", ship)')],
      cases: [{ id: 'one', input: { ship: { city: 'York' } } }],
      environment: 'test',
    })
    expect(wrong.body.cases[0]?.cells[0]?.error?.message).toContain('There is no mapping part "adress"')
  })

  it('refuse what is wrong with them, with the place of each problem', async () => {
    const refused = await make('bad', content('Bad', row('a', '$trigger.id'), row('b', '$part("bad", x)')))
    expect(refused).toMatchObject({
      status: 400,
      body: {
        issues: [
          { path: '/rows/0/rule/expression', code: 'part-reads-outside' },
          { path: '', code: 'part-loop' },
        ],
      },
    })
    await make('inner', content('Inner', row('x', 'x')))
    await make('outer', content('Outer', row('y', '$part("inner", y)')))
    expect(await save('inner', 1, content('Inner', row('x', '$part("outer", x)')))).toMatchObject({
      status: 400,
      body: { issues: [{ code: 'part-loop', message: 'The part would use itself: "inner" uses "outer" uses "inner".' }] },
    })
  })

  it('stay in a published flow as they were, while drafts follow the newest', async () => {
    await make('money', content('Money', row('amount', 'amount')))
    const flow = await makeFlow(documentWith('Pinned', row('price', '$part("money", p)')))
    const published = await ask<{ version: number }>('POST', `/flows/${flow.id}/versions`, { note: '', revision: 1 })
    expect(published.status).toBe(201)
    expect((await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body.draftChanged).toBe(false)
    expect((await save('money', 1, content('Money', row('amount', 'amount & " EUR"')))).body.version).toBe(2)
    expect((await save('money', 1, content('Money', row('amount', '1')))).body).toMatchObject({ code: 'stale-revision' })
    const { document } = (await ask<FlowVersion>('GET', `/flows/${flow.id}/versions/1`)).body
    expect(document.parts).toMatchObject({ money: { version: 1, label: 'Money' } })
    const input = { p: { amount: '1.00' } }
    expect(await resultOn(flow.id, input, document)).toEqual({ price: { amount: '1.00' } })
    expect(await resultOn(flow.id, input)).toEqual({ price: { amount: '1.00 EUR' } })
    const detail = (await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body
    expect(detail.draftChanged).toBe(true)
    expect(detail.flow.draft.parts).toBeUndefined()
    const changes = (await ask<{ items: { sentence: string }[] }>('GET', `/flows/${flow.id}/diff?from=1&to=draft`)).body
    expect(JSON.stringify(changes)).toContain('The mapping part \\"Money\\" is version 2 instead of 1')
    // The older version as the draft again takes the newest part.
    await ask('POST', `/flows/${flow.id}/restore`, { version: 1, revision: detail.flow.revision })
    expect((await ask<FlowDetail>('GET', `/flows/${flow.id}`)).body.flow.draft.parts).toBeUndefined()
  })

  it('have copies for a client, which stand for the partner’s until they are removed', async () => {
    await make('unit', content('Unit', row('u', '"shared"')))
    const flow = await makeFlow(documentWith('Copied', row('it', '$part("unit", x)')))
    const input = { x: { a: 1 } }
    expect(await resultOn(flow.id, input)).toEqual({ it: { u: 'shared' } })
    expect((await save('unit', 0, content('Unit', row('u', '"own"')), 'client')).body).toMatchObject({
      scope: 'client',
      version: 1,
      partnerVersion: 1,
    })
    expect(await resultOn(flow.id, input)).toEqual({ it: { u: 'own' } })
    const { body } = await ask<PartDetail>('GET', '/mapping-parts/unit')
    expect(body.versions.map(({ scope, version }) => `${scope} ${version}`)).toEqual(['client 1', 'partner 1'])
    expect((await ask('DELETE', '/mapping-parts/unit?scope=client')).status).toBe(204)
    expect(await resultOn(flow.id, input)).toEqual({ it: { u: 'shared' } })
    expect(await ask('DELETE', '/mapping-parts/unit?scope=partner')).toMatchObject({
      status: 409,
      body: { detail: 'It is used by Copied (Home shop).' },
    })
  })

  it('are shown with who uses them, and with what a change does on which samples', async () => {
    await make('name', content('Name', row('full', 'first & " " & last')))
    await make('person', content('Person', row('name', '$part("name", $)')))
    const flow = await makeFlow(documentWith('Names', row('who', '$part("person", customer)')))
    const other = await makeFlow(documentWith('Other', row('who', 'customer.first')))
    for (const id of [flow.id, other.id])
      for (const first of ['Ada', ''])
        await ask('POST', `/flows/${id}/samples`, { name: first || 'Nobody', input: { customer: first ? { first, last: 'L' } : {} } })
    const uses = (await ask<PartUses>('GET', '/mapping-parts/name/uses?scope=partner')).body
    expect(uses).toMatchObject({
      hidden: 0,
      uses: [
        { kind: 'flow', flow: 'Names', draft: true, deployed: [] },
        { kind: 'part', name: 'person', label: 'Person' },
      ],
    })
    const { body } = await ask<PartImpact>('POST', '/mapping-parts/name/impact', {
      scope: 'partner',
      body: { kind: 'record', rows: [row('full', 'first ? last & ", " & first : first & " " & last')] },
    })
    expect(body.flows).toMatchObject([
      {
        flow: 'Names',
        samples: 2,
        cases: [{ name: 'Ada', differences: [{ nodeId: 'map-it', path: '/who/name/full', before: 'Ada L', after: 'L, Ada' }] }],
      },
    ])
    expect(await ask('DELETE', '/mapping-parts/name?scope=partner')).toMatchObject({ status: 409 })
    await ask('DELETE', `/flows/${flow.id}`)
    expect(await ask('DELETE', '/mapping-parts/name?scope=partner')).toMatchObject({
      status: 409,
      body: { detail: 'It is used by the part Person.' },
    })
    expect((await ask('DELETE', '/mapping-parts/person?scope=partner')).status).toBe(204)
    expect((await ask('DELETE', '/mapping-parts/name?scope=partner')).status).toBe(204)
  })

  it('that are not there, are computed, or stand outside of a mapping forbid publishing', async () => {
    const document = documentWith('Wrong', row('a', '$part("nowhere", x)'), row('b', '$part(name, x)'))
    const filtered: FlowDocument = {
      ...document,
      nodes: { ...document.nodes, 'only-some': { kind: 'filter', label: 'Only some', config: { condition: '$part("money", x) = 1' } } },
      edges: [...document.edges, { from: 'map-it', port: 'out', to: 'only-some' }],
    }
    const flow = await makeFlow(filtered)
    const refused = await ask<{ issues: { code: string }[] }>('POST', `/flows/${flow.id}/versions`, { note: '', revision: 1 })
    expect(refused.status).toBe(422)
    expect(refused.body.issues.map(({ code }) => code).toSorted()).toEqual(['part-computed', 'part-not-here', 'part-unknown'])
  })

  it('travel with a flow, and somebody chooses where the client has another of the same name', async () => {
    await make('city', content('City', row('c', '"here"')))
    const flow = await makeFlow(documentWith('Travels', row('a', '$part("city", x)')))
    const file = (await ask<FlowDocument>('GET', `/flows/${flow.id}/document`)).body
    expect(Object.keys(file.parts ?? {})).toEqual(['city'])
    const abroad = await bench.addPartner('Abroad')
    const there = (method: string, path: string, body?: unknown) =>
      bench.ask<never>(method, `/clients/${abroad.client.id}${path}`, { key: abroad.admin, ...(body !== undefined && { body }) })
    const made: Flow = (await there('POST', '/flows', { document: file })).body
    expect(made.draft.parts).toBeUndefined()
    expect((await there('GET', '/mapping-parts')).body).toMatchObject({ items: [{ name: 'city', scope: 'client', version: 1 }] })
    const changed = { ...file, parts: { city: { ...file.parts?.['city'], body: { kind: 'record', rows: [row('c', '"changed"')] } } } }
    const again = { ...changed, name: 'Travels again' }
    const inLibrary = async () =>
      ((await there('GET', '/mapping-parts')).body as { items: { name: string; version: number; body: unknown }[] }).items
    // Nobody chose: nothing is made, and both are shown.
    expect(await there('POST', '/flows', { document: again })).toMatchObject({
      status: 409,
      body: {
        code: 'part-conflict',
        issues: [{ path: '/parts/city' }],
        details: {
          parts: [
            {
              name: 'city',
              label: 'City',
              imported: { rows: [row('c', '"changed"')] },
              there: { label: 'City', version: 1, own: true, body: { rows: [row('c', '"here"')] } },
              freeName: 'city-2',
            },
          ],
        },
      },
    })
    expect(await inLibrary()).toHaveLength(1)
    await there('POST', '/flows', { document: again, parts: { city: 'keep' } })
    expect(await inLibrary()).toMatchObject([{ version: 1, body: { rows: [row('c', '"here"')] } }])
    expect(await there('POST', '/flows', { document: again, parts: { city: { as: 'city' } } })).toMatchObject({ status: 400 })
    const other: Flow = (await there('POST', '/flows', { document: again, parts: { city: { as: 'city-2' } } })).body
    expect(other.draft.nodes['map-it']).toMatchObject({ config: { rows: [row('a', '$part("city-2", x)')] } })
    expect(await inLibrary()).toMatchObject([
      { name: 'city', version: 1 },
      { name: 'city-2', version: 1, body: { rows: [row('c', '"changed"')] } },
    ])
    await there('POST', '/flows', { document: again, parts: { city: 'new-version' } })
    expect(await inLibrary()).toMatchObject([{ name: 'city', version: 2, body: { rows: [row('c', '"changed"')] } }, { name: 'city-2' }])
  })

  it('of the partner are changed by those who see all clients only; another partner sees none of them', async () => {
    const one = await home.keyOf('analyst', [home.client.id])
    const body = { name: 'mine', scope: 'partner', content: content('Mine', row('a', 'a')) }
    expect((await ask('POST', '/mapping-parts', body, one)).status).toBe(403)
    expect((await ask('POST', '/mapping-parts', body, home.viewer)).status).toBe(403)
    const stranger = await bench.addPartner('Stranger')
    expect((await ask('GET', '/mapping-parts', undefined, stranger.admin)).status).toBe(404)
    const own = await bench.ask(`GET`, `/clients/${stranger.client.id}/mapping-parts`, { key: stranger.admin })
    expect(own.body).toEqual({ items: [] })
  })
})
