// What an account has: carriers with their services, and warehouses.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { FOUND, FoundAddress, toAddress } from '../address.ts'
import { read } from '../client.ts'
import { Carriers, Warehouses } from '../schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'

const Nothing = Type.Object({}, { additionalProperties: false })

export const listCarriers = {
  id: 'list-carriers',
  label: 'List carriers',
  description: 'The carriers that are connected, with their services and packages.',
  effect: 'read',
  safety: 'upsert',
  input: Nothing,
  output: Type.Object({
    carriers: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Carrier id' }),
        code: Type.String({ title: 'Code' }),
        name: orNull('Name'),
        nickname: orNull('Nickname', 'Tells several accounts with one carrier apart'),
        services: Type.Array(
          Type.Object({
            code: Type.String({ title: 'Code' }),
            name: orNull('Name'),
            isDomestic: Type.Boolean({ title: 'Domestic' }),
            isInternational: Type.Boolean({ title: 'International' }),
            isForReturns: Type.Boolean({ title: 'For returns' }),
          }),
          { title: 'Services' },
        ),
        packages: Type.Array(Type.Object({ code: Type.String({ title: 'Code' }), name: orNull('Name') }), { title: 'Packages' }),
      }),
      { title: 'Carriers' },
    ),
  }),
  example: {
    carriers: [
      {
        id: 'se-123890',
        code: 'ups',
        name: 'UPS',
        nickname: 'Harbour & Finch',
        services: [{ code: 'ups_ground', name: 'UPS Ground', isDomestic: true, isInternational: false, isForReturns: true }],
        packages: [{ code: 'package', name: 'Package' }],
      },
    ],
  },
  async run(input, context) {
    parseInput(Nothing, input)
    const { carriers } = await read(context, '/v1/carriers', Carriers)
    return {
      carriers: carriers.map((carrier) => ({
        id: carrier.carrier_id,
        code: carrier.carrier_code,
        name: carrier.friendly_name || null,
        nickname: carrier.nickname || null,
        services: (carrier.services ?? []).map((service) => ({
          code: service.service_code,
          name: service.name || null,
          isDomestic: service.domestic ?? false,
          isInternational: service.international ?? false,
          isForReturns: service.is_return_supported ?? false,
        })),
        packages: (carrier.packages ?? []).map(({ package_code: code, name }) => ({ code, name: name || null })),
      })),
    }
  },
} as const satisfies Action

export const listWarehouses = {
  id: 'list-warehouses',
  label: 'List warehouses',
  description: 'Where parcels are sent from.',
  effect: 'read',
  safety: 'upsert',
  input: Nothing,
  output: Type.Object({
    warehouses: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Warehouse id' }),
        name: orNull('Name'),
        isDefault: Type.Boolean({ title: 'Default' }),
        address: Type.Union([FoundAddress, Type.Null()], { title: 'Address' }),
      }),
      { title: 'Warehouses' },
    ),
  }),
  example: { warehouses: [{ id: 'se-7001', name: 'Portland', isDefault: true, address: FOUND }] },
  async run(input, context) {
    parseInput(Nothing, input)
    const { warehouses } = await read(context, '/v1/warehouses', Warehouses)
    return {
      warehouses: warehouses.map(({ warehouse_id: id, name, is_default: isDefault, origin_address: address }) => ({
        id,
        name: name || null,
        isDefault: isDefault ?? false,
        address: address ? toAddress(address) : null,
      })),
    }
  },
} as const satisfies Action
