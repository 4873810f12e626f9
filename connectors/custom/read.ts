// Finds out what kind of description a text is, and reads it.
import type { IntrospectionQuery } from 'graphql'
import { isRecord } from '#shared/json.ts'
import type { DescribedApi } from '#shared/model/custom-connectors.ts'
import { fromGraphql } from './from-graphql.ts'
import { fromOpenApi } from './from-openapi.ts'
import { fromPostman } from './from-postman.ts'

/** Throws `invalid-request` with what is wrong. */
export function readDescription(text: string): DescribedApi {
  const json = parse(text)
  if (json) {
    const data = isRecord(json['data']) ? json['data'] : json
    if (isRecord(data['__schema'])) return fromGraphql(data as unknown as IntrospectionQuery)
    if (isRecord(json['info']) && Array.isArray(json['item'])) return fromPostman(json)
    if (isRecord(json['collection'])) return fromPostman(json['collection'])
  } else if (/^\s*(#.*\n\s*)*("""|schema\b|type\b|extend\b|directive\b|scalar\b|enum\b|input\b|interface\b|union\b)/.test(text))
    return fromGraphql(text)
  return fromOpenApi(text)
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
