// The chart of accounts, for lookup tables and checks.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { read } from '../client.ts'
import { Accounts } from '../schemas.ts'

export const listAccounts = {
  id: 'list-accounts',
  label: 'List accounts',
  description: 'Reads the active accounts with their codes and tax types.',
  effect: 'read',
  safety: 'look-up-first',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    accounts: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Id' }),
        code: orNull('Code'),
        name: Type.String({ title: 'Name' }),
        type: Type.String({ title: 'Type' }),
        taxType: orNull('Tax type'),
        currency: orNull('Currency'),
      }),
      { title: 'Accounts' },
    ),
  }),
  example: {
    accounts: [
      { id: '6f7594f2-f059-4d56-9e67-47ac9733bfe9', code: '200', name: 'Sales', type: 'REVENUE', taxType: 'OUTPUT2', currency: null },
    ],
  },
  async run(_input, context) {
    const { Accounts: found } = await read(context, '/Accounts', Accounts, { where: 'Status=="ACTIVE"', order: 'Code ASC' })
    return {
      accounts: found.map(({ AccountID, Code, Name, Type: type, TaxType, CurrencyCode }) => ({
        id: AccountID,
        code: Code ?? null,
        name: Name,
        type,
        taxType: TaxType ?? null,
        currency: CurrencyCode ?? null,
      })),
    }
  },
} as const satisfies Action
