// Lines of a document that is made from another one: which line of the other they take, and how much of it.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { entityPath } from '#connectors/kit/odata/filter.ts'
import { read } from './client.ts'
import type { DraftLine } from './document-input.ts'
import { findDocument, type Kind } from './documents.ts'
import { isCancelled } from './reference.ts'
import { Figure, MaybeText } from './values.ts'

const BaseLine = Type.Object({
  LineNum: Type.Integer(),
  ItemCode: MaybeText,
  Quantity: Figure,
  RemainingOpenQuantity: Figure,
  LineStatus: MaybeText,
})
const Lines = Type.Object({ DocEntry: Type.Integer(), DocumentLines: Type.Array(BaseLine) })

export interface Source {
  readonly kind: Kind
  readonly reference: string
  readonly customer: string
}

export interface BasedLine {
  readonly base: Static<typeof BaseLine> & { readonly DocEntry: number }
  /** What was told of it; absent where everything that is open is taken. */
  readonly line?: DraftLine
  readonly quantity: Decimal
}

/** Throws `vendor-rejected` where the other document is not there, or has less open than is wanted. */
export async function linesFrom(
  context: ActionContext,
  source: Source,
  wanted: readonly DraftLine[] | undefined,
): Promise<readonly BasedLine[]> {
  const { kind, reference, customer } = source
  const found = await findDocument(context, kind, { reference, customer })
  if (!found || isCancelled(found))
    throw new AppError('vendor-rejected', {
      message: say`SAP Business One has no ${kind.name} ${reference}${found ? ': it was cancelled' : ''}.`,
      fix: say`Make the ${kind.name} first, or give lines without it.`,
    })
  const { DocEntry, DocumentLines } = await read(context, entityPath(kind.set, found.DocEntry), Lines, {
    $select: 'DocEntry,DocumentLines',
  })
  const open = DocumentLines.filter(({ LineStatus }) => LineStatus !== 'bost_Close').map((base) => ({
    base: { ...base, DocEntry },
    left: new Decimal(base.RemainingOpenQuantity ?? base.Quantity ?? 0),
  }))
  const nothing = (what: string) =>
    new AppError('vendor-rejected', {
      message: say`Of ${kind.name} ${reference} (number ${found.DocNum}) ${what}.`,
      fix: 'Look at the document in SAP Business One: what is closed there cannot be taken again.',
    })
  if (wanted === undefined) {
    const all = open.filter(({ left }) => left.gt(0)).map(({ base, left }) => ({ base, quantity: left }))
    if (all.length === 0) throw nothing('nothing is open')
    return all
  }
  const based: BasedLine[] = []
  for (const line of wanted) {
    let missing = new Decimal(line.quantity)
    for (const place of open) {
      if (place.base.ItemCode !== line.item || place.left.lte(0) || missing.lte(0)) continue
      const quantity = Decimal.min(missing, place.left)
      place.left = place.left.minus(quantity)
      missing = missing.minus(quantity)
      based.push({ base: place.base, line, quantity })
    }
    if (missing.gt(0)) throw nothing(`${missing.toFixed()} of item ${line.item} are not open any more`)
  }
  return based
}
