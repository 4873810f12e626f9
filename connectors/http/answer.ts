// What a step gives to the flow of an answer: JSON as it is, XML as text or taken apart.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { HttpResponse } from '#connectors/kit/contract.ts'
import { parseXml } from '#connectors/kit/formats/xml-value.ts'
import { isXml, toAnswer } from '#connectors/kit/json-body.ts'

export const AnswerAs = Type.Optional(
  Type.Union([Type.Literal('text', { title: 'Text' }), Type.Literal('fields', { title: 'Fields' })], {
    title: 'Read an XML answer as',
    description:
      'Text unless you choose. Fields: an element is a member, @name an attribute, everything is text, and what repeats is a list (one alone is none).',
    default: 'text',
  }),
)

/** Throws `vendor-answer-invalid` for XML that cannot be read. */
export function answerOf(response: HttpResponse, as: 'text' | 'fields' = 'text') {
  const isTaken = as === 'fields' && isXml(response.headers['content-type'] ?? '') && response.text.trim() !== ''
  return isTaken ? toAnswer(response, fieldsOf(response.text)) : toAnswer(response)
}

function fieldsOf(text: string): Json {
  try {
    const { name, value } = parseXml(text, new Set())
    return { [name]: value }
  } catch (error) {
    throw new AppError('vendor-answer-invalid', {
      message: say`The XML of the answer cannot be read: ${error instanceof Error ? error.message : ''}.`,
      fix: 'Read the answer as text.',
    })
  }
}
