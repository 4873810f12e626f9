// What flows need to know of the retailer: outlets with their registers, payment types, taxes, and what is in a register.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { decimalOf, sumOf } from '../amounts.ts'
import { read } from '../client.ts'
import { readOutlets, readPaymentTypes, readRegisters, readTaxes } from '../lists.ts'
import { oneOf, RegisterTotals } from '../schemas.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { Id } from '../values.ts'

const Nothing = Type.Object({}, { additionalProperties: false })

export const listOutlets = {
  id: 'list-outlets',
  label: 'List outlets and registers',
  description: 'Lists the stores with their tills, currency and time zone.',
  effect: 'read',
  safety: 'upsert',
  input: Nothing,
  output: Type.Object({
    outlets: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Outlet id' }),
        name: Type.String({ title: 'Name' }),
        currency: Type.String({ title: 'Currency' }),
        timeZone: orNull('Time zone'),
        pricesIncludeTax: Type.Boolean({ title: 'Prices include tax' }),
        registers: Type.Array(
          Type.Object({
            id: Type.String({ title: 'Register id' }),
            name: Type.String({ title: 'Name' }),
            isOpen: Type.Boolean({ title: 'Open' }),
          }),
          { title: 'Registers' },
        ),
      }),
      { title: 'Outlets' },
    ),
  }),
  example: {
    outlets: [
      {
        id: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
        name: 'Quayside store',
        currency: 'GBP',
        timeZone: 'Europe/London',
        pricesIncludeTax: true,
        registers: [{ id: 'b1e198a9-f019-11e3-a0f5-b8ca3a64f8f4', name: 'Till 1', isOpen: true }],
      },
    ],
  },
  async run(input, context) {
    parseInput(Nothing, input)
    const [outlets, registers] = [await readOutlets(context), await readRegisters(context)]
    return {
      outlets: outlets.map((outlet) => ({
        id: outlet.id,
        name: outlet.name,
        currency: outlet.currency,
        timeZone: outlet.time_zone ?? null,
        pricesIncludeTax: outlet.display_prices !== 'exclusive',
        registers: registers
          .filter(({ outlet_id: id }) => id === outlet.id)
          .map(({ id, name, is_open: isOpen }) => ({ id, name, isOpen: isOpen ?? false })),
      })),
    }
  },
} as const satisfies Action

export const listPaymentTypes = {
  id: 'list-payment-types',
  label: 'List payment types',
  description: 'Lists the tenders: the keys of a tender lookup table.',
  effect: 'read',
  safety: 'upsert',
  input: Nothing,
  output: Type.Object({
    paymentTypes: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Payment type id' }),
        name: Type.String({ title: 'Name' }),
        isUsed: Type.Boolean({ title: 'In use', description: 'False where it is switched off' }),
      }),
      { title: 'Payment types' },
    ),
  }),
  example: { paymentTypes: [{ id: '0adaafb3-6583-11e5-fb60-fd093076e9d3', name: 'Gift Card', isUsed: true }] },
  async run(input, context) {
    parseInput(Nothing, input)
    const types = await readPaymentTypes(context)
    return { paymentTypes: types.map(({ id, name, disabled }) => ({ id, name, isUsed: disabled !== true })) }
  },
} as const satisfies Action

export const listTaxes = {
  id: 'list-taxes',
  label: 'List taxes',
  description: 'Lists the taxes with their rates.',
  effect: 'read',
  safety: 'upsert',
  input: Nothing,
  output: Type.Object({
    taxes: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Tax id' }),
        name: Type.String({ title: 'Name' }),
        rate: Type.String({ title: 'Rate', description: 'Decimal text: 0.2 is 20 %. Of a group: all of it' }),
      }),
      { title: 'Taxes' },
    ),
  }),
  example: { taxes: [{ id: 'dc85058a-a683-11e5-e112-4600acd0096a', name: 'VAT', rate: '0.2' }] },
  async run(input, context) {
    parseInput(Nothing, input)
    const taxes = await readTaxes(context)
    return {
      taxes: taxes.map(({ id, name, display_name: shown, rates }) => ({
        id,
        name: shown || name || id,
        rate: sumOf((rates ?? []).map(({ rate }) => decimalOf(rate))).toFixed(),
      })),
    }
  },
} as const satisfies Action

const TotalsInput = Type.Object({ registerId: Id('Register', 'From "List outlets and registers".') }, { additionalProperties: false })

export const getRegisterTotals = {
  id: 'get-register-totals',
  label: 'Get the totals of a register',
  description: 'Reads what was paid at a register by payment type since it was opened: what a closing counts against.',
  effect: 'read',
  safety: 'upsert',
  input: TotalsInput,
  output: Type.Object({
    openedAt: orNull('Opened', 'ISO instant'),
    closureId: orNull('Closure id'),
    closureNumber: Type.Union([Type.Integer(), Type.Null()], { title: 'Closure number' }),
    totals: Type.Array(
      Type.Object({
        paymentTypeId: Type.String({ title: 'Payment type id' }),
        paymentType: Type.String({ title: 'Payment type' }),
        total: Type.String({ title: 'Total', description: 'Decimal text, in the currency of the outlet' }),
      }),
      { title: 'Totals' },
    ),
  }),
  example: {
    openedAt: '2026-11-20T08:55:00+00:00',
    closureId: '0ab9b350-ab7f-11ba-fc5c-6e58d999006f',
    closureNumber: 25,
    totals: [{ paymentTypeId: 'b1e1d70e-f019-11e3-a0f5-b8ca3a64f8f4', paymentType: 'Cash', total: '255.00' }],
  },
  async run(input, context) {
    const { registerId } = parseInput(TotalsInput, input)
    const { data } = await read(context, `/registers/${registerId}/payments_summary`, oneOf(RegisterTotals))
    return {
      openedAt: data.register_open_time ?? null,
      closureId: data.register_closure_id ?? null,
      closureNumber: data.register_closure_sequence_number ?? null,
      totals: data.payments.map(({ payment_type_id: id, payment_type_name: name, total }) => ({
        paymentTypeId: id,
        paymentType: name,
        total,
      })),
    }
  },
} as const satisfies Action
