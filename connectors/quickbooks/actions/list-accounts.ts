// The chart of accounts, for lookup tables and checks.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { orNull } from '#connectors/kit/schemas.ts'
import { LARGEST_PAGE } from '../client.ts'
import { find } from '../query.ts'
import { QuickBooksAccount } from '../schemas.ts'

export const listAccounts = {
  id: 'list-accounts',
  label: 'List accounts',
  description: 'Reads the active accounts with their ids, numbers and types.',
  effect: 'read',
  safety: 'look-up-first',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    accounts: Type.Array(
      Type.Object({
        id: Type.String({ title: 'Id' }),
        name: Type.String({ title: 'Name' }),
        number: orNull('Number'),
        type: Type.String({ title: 'Type' }),
        subtype: orNull('Detail type'),
        currency: orNull('Currency'),
      }),
      { title: 'Accounts' },
    ),
  }),
  example: { accounts: [{ id: '35', name: 'Bank', number: '1200', type: 'Bank', subtype: 'Checking', currency: 'GBP' }] },
  async run(_input, context) {
    const accounts: Static<typeof QuickBooksAccount>[] = []
    for (let isLast = false; !isLast;) {
      const query = { entity: 'Account', where: [], orderBy: 'Id', skip: accounts.length, limit: LARGEST_PAGE }
      const page = await find(context, QuickBooksAccount, query)
      accounts.push(...page)
      isLast = page.length < LARGEST_PAGE
    }
    return {
      accounts: accounts.map(({ Id, Name, AcctNum, AccountType, AccountSubType, CurrencyRef }) => ({
        id: Id,
        name: Name,
        number: AcctNum ?? null,
        type: AccountType,
        subtype: AccountSubType ?? null,
        currency: CurrencyRef?.value ?? null,
      })),
    }
  },
} as const satisfies Action
