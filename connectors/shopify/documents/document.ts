// A GraphQL document with the shape of its answer: the answer is parsed when it arrives, so the rest of the connector can trust it.
import { Type, type Static, type TSchema } from 'typebox'

export interface GraphqlDocument<Answer extends TSchema = TSchema> {
  /** The operation's name, also used in error messages. */
  readonly name: string
  readonly source: string
  /** What `data` must look like. */
  readonly answer: Answer
}

export type AnswerOf<D extends GraphqlDocument> = Static<D['answer']>

export function document<Answer extends TSchema>(name: string, source: string, answer: Answer): GraphqlDocument<Answer> {
  return { name, source, answer }
}

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

export const MoneyV2 = Type.Object({ amount: Type.String(), currencyCode: Type.String() })
export const MoneyBag = Type.Object({ shopMoney: MoneyV2, presentmentMoney: MoneyV2 })
export const PageInfo = Type.Object({ hasNextPage: Type.Boolean(), endCursor: nullable(Type.String()) })
export const UserErrors = Type.Array(Type.Object({ field: nullable(Type.Array(Type.String())), message: Type.String() }))
export type UserErrors = Static<typeof UserErrors>

export const MONEY_FIELDS = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }'

/** Errors of the mutations that say with a code what is wrong. */
export const CodedUserErrors = Type.Array(
  Type.Object({ field: nullable(Type.Array(Type.String())), message: Type.String(), code: nullable(Type.String()) }),
)
export type CodedUserErrors = Static<typeof CodedUserErrors>
