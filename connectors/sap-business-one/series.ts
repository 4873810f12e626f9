// Document series by their names, as people know them. What numbers they give is the company's business.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { act } from './client.ts'

const Answer = Type.Object({
  value: Type.Array(Type.Object({ Series: Type.Integer(), Name: Type.String(), Locked: Type.Optional(Type.String()) })),
})

export const SeriesName = Type.Optional(
  Type.String({
    title: 'Series',
    description: 'Name of the document series, such as Web. The default series when empty.',
    minLength: 1,
    maxLength: 20,
  }),
)

/** `object`: SAP's number of the kind of document, such as 17 for orders. `subType`: `C` for customers. */
export async function seriesOf(
  context: CallContext,
  object: number,
  name: string | undefined,
  subType?: string,
): Promise<number | undefined> {
  if (name === undefined) return undefined
  const wanted = { DocumentTypeParams: { Document: String(object), ...(subType !== undefined && { DocumentSubType: subType }) } }
  const { value } = parseAnswer(Answer, await act(context, 'SeriesService_GetDocumentSeries', wanted))
  const found = value.filter((one) => one.Name === name && one.Locked !== 'tYES')
  const [series] = found
  if (series && found.length === 1) return series.Series
  const names = [...new Set(value.filter(({ Locked }) => Locked !== 'tYES').map(({ Name }) => Name))].join(', ')
  throw new AppError('vendor-rejected', {
    message:
      found.length > 1
        ? say`SAP Business One has more than one open series ${name}.`
        : say`SAP Business One has no open series ${name} for this kind of document: there are ${names || 'none'}.`,
    fix: 'Enter the name of a series as it is in SAP Business One under Document Numbering.',
  })
}
