// Gift cards: issuing with the refusals recorded from a live store (2026-04), finding, deactivating. Of a code only a hash and its end are kept.
import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { customerView } from '../customers/root.ts'
import { gidOf, instant, keyOf, type View } from '../order-view.ts'
import { compare, compareTime, matchesTerms } from '../search-terms.ts'

interface CreateInput {
  readonly initialAmount?: { readonly amount: string; readonly currencyCode: string } | null
  readonly code?: string | null
  readonly customerId?: string | null
  readonly expiresOn?: string | null
  readonly note?: string | null
  readonly recipientAttributes?: { readonly id: string } | null
}

export function giftCardsRoot(context: ResolverContext): View {
  const { records, at } = context
  return {
    giftCard({ id }: { readonly id: string }) {
      const card = records.get('gift_card', numberOf(id))
      return card ? giftCardView(card, context) : null
    },
    giftCards: (args: PageArguments & { readonly query?: string | null; readonly sortKey?: string | null }) =>
      pageOf(
        records
          .list('gift_card')
          .filter((card) => matchesCard(card, args.query, context))
          .toSorted((a, b) => (args.sortKey === 'UPDATED_AT' ? String(a['updated_at']).localeCompare(String(b['updated_at'])) : 0))
          .map((card) => giftCardView(card, context)),
        keyOf,
        args,
      ),
    giftCardCreate: ({ input }: { readonly input: CreateInput }) => records.atomically(() => createCard(input, context)),
    giftCardDeactivate({ id }: { readonly id: string }) {
      const card = records.get('gift_card', numberOf(id))
      if (!card) {
        return {
          giftCard: null,
          userErrors: [{ field: ['id'], message: 'The gift card could not be found.', code: 'GIFT_CARD_NOT_FOUND' }],
        }
      }
      const changed = card['deactivated_at'] === null ? { ...card, deactivated_at: at(), updated_at: at() } : card
      records.put('gift_card', String(card['id']), changed)
      return { giftCard: giftCardView(changed, context), userErrors: [] }
    },
  }
}

function createCard(input: CreateInput, context: ResolverContext): View {
  const { records, at } = context
  const refused = (field: string, message: string, code: string | null): View => ({
    giftCard: null,
    giftCardCode: null,
    userErrors: [{ field: ['input', field], message, code }],
  })
  const known = (id: string) => records.get('customer', numberOf(id)) !== undefined
  if (input.customerId != null && !known(input.customerId))
    return refused('customerId', 'The customer could not be found.', 'CUSTOMER_NOT_FOUND')
  if (input.recipientAttributes && !known(input.recipientAttributes.id)) {
    return refused('recipientAttributes', 'The recipient could not be found.', 'RECIPIENT_NOT_FOUND')
  }
  if (!input.initialAmount) return refused('initialAmount', 'An initial amount is required.', 'MISSING_ARGUMENT')
  const { amount, currencyCode } = input.initialAmount
  if (!(Number(amount) > 0)) return refused('initialValue', 'must be greater than 0', 'GREATER_THAN')
  const id = records.nextId('gift_card', 663_920_000_001)
  const code = (input.code ?? hashOf(String(id)).slice(0, 16)).toLowerCase()
  if (code.length < 8) return refused('code', 'Code must be at least 8 characters long', 'TOO_SHORT')
  if (code.length > 20) return refused('code', 'Code must be at most 20 characters long', 'TOO_LONG')
  if (!/^[a-z0-9]+$/.test(code)) return refused('code', 'Code can only contain letters(a-z) and numbers(0-9)', 'INVALID')
  if (records.find('gift_card', (card) => card['code_hash'] === hashOf(code))) return refused('code', 'Code has already been taken', null)
  const card = {
    id,
    code_hash: hashOf(code),
    last_characters: code.slice(-4),
    initial_value: amount,
    balance: amount,
    currency: currencyCode,
    customer_id: input.customerId == null ? null : Number(numberOf(input.customerId)),
    expires_on: input.expiresOn ?? null,
    note: input.note ?? null,
    created_at: at(),
    updated_at: at(),
    deactivated_at: null,
  }
  records.put('gift_card', id, card)
  return { giftCard: giftCardView(card, context), giftCardCode: code, userErrors: [] }
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

function giftCardView(card: SimulatorRecord, context: ResolverContext): View {
  const money = (member: string): View => {
    const amount = new Decimal(String(card[member]))
    return { amount: amount.isInteger() ? amount.toFixed(1) : amount.toFixed(), currencyCode: card['currency'] }
  }
  const customer = card['customer_id'] === null ? undefined : context.records.get('customer', String(card['customer_id']))
  return {
    __typename: 'GiftCard',
    id: gidOf('GiftCard', card['id']),
    lastCharacters: card['last_characters'],
    maskedCode: `•••• •••• •••• ${String(card['last_characters'])}`,
    enabled: card['deactivated_at'] === null,
    initialValue: money('initial_value'),
    balance: money('balance'),
    expiresOn: card['expires_on'] ?? null,
    deactivatedAt: instant(card['deactivated_at']),
    createdAt: instant(card['created_at']),
    updatedAt: instant(card['updated_at']),
    note: card['note'] ?? null,
    customer: customer ? customerView(customer, context) : null,
    order: card['order'] ?? null,
    transactions: (args: PageArguments) =>
      pageOf(
        context.records
          .list('gift_card_transaction')
          .filter((one) => one['gift_card_id'] === card['id'])
          .map((one) => transactionView(one, card)),
        keyOf,
        args,
      ),
  }
}

function transactionView(one: SimulatorRecord, card: SimulatorRecord): View {
  const kind = Number(one['amount']) < 0 ? 'GiftCardDebitTransaction' : 'GiftCardCreditTransaction'
  return {
    __typename: kind,
    id: gidOf(kind, one['id']),
    amount: { amount: String(one['amount']), currencyCode: card['currency'] },
    processedAt: instant(one['processed_at']),
    note: null,
  }
}

const matchesCard = (card: SimulatorRecord, query: string | null | undefined, { now }: ResolverContext): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      switch (field) {
        case 'id':
          return compare(Number(card['id']), comparator, Number(value))
        case 'customer_id':
          return card['customer_id'] === Number(value)
        case 'created_at':
          return compareTime(card['created_at'], comparator, value)
        case 'expires_on':
          return card['expires_on'] !== null && compareTime(card['expires_on'], comparator, value)
        case 'balance_status':
          return balanceOf(card) === value || (value === 'full_or_partial' && balanceOf(card) !== 'empty')
        case 'status': {
          const isExpired = card['expires_on'] !== null && Date.parse(String(card['expires_on'])) < now().getTime()
          if (value === 'disabled') return card['deactivated_at'] !== null
          return value === 'expired' ? isExpired : card['deactivated_at'] === null && !isExpired
        }
        default:
          return undefined
      }
    },
    hasWord: (word) => card['last_characters'] === word.toLowerCase() || card['code_hash'] === hashOf(word.toLowerCase()),
  })

function balanceOf(card: SimulatorRecord): string {
  const balance = Number(card['balance'])
  return balance === 0 ? 'empty' : balance < Number(card['initial_value']) ? 'partial' : 'full'
}
