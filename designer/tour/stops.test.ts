import { expect, test } from 'vitest'
import { PERMISSIONS } from '#shared/model/accounts.ts'
import { stopsFor } from './stops.ts'

const place = { client: 'harbour-finch', flow: 'flow_1', mapping: { node: 'map-order', row: 'origin' } }
const ids = (...given: Parameters<typeof stopsFor>) => stopsFor(...given).map(({ id }) => id)

test('a consultant sees the whole way, in seven stops', () => {
  expect(ids(place, PERMISSIONS.consultant)).toEqual(['clients', 'canvas', 'palette', 'mapping', 'test', 'publish', 'desk'])
})

test('nobody is led to what they may not do', () => {
  expect(ids(place, PERMISSIONS['client-viewer'])).toEqual(['clients', 'canvas', 'mapping', 'desk'])
  expect(ids(place, PERMISSIONS.analyst)).not.toContain('publish')
})

test('without a flow it leads to the templates, without a client it has one stop', () => {
  expect(ids({ client: 'new' }, PERMISSIONS.consultant)).toEqual(['clients', 'templates', 'desk'])
  expect(ids({}, PERMISSIONS.consultant)).toEqual(['clients'])
})

test('a flow without a mapping is shown without that stop', () => {
  expect(ids({ client: 'a', flow: 'b' }, PERMISSIONS.consultant)).not.toContain('mapping')
})
