import { describe, expect, it } from 'vitest'
import { readJsonBody, MAX_DEPTH } from './json-guard.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (body: Uint8Array) => {
  try {
    readJsonBody(body)
    return undefined
  } catch (error) {
    return error
  }
}

describe('readJsonBody', () => {
  it('takes any JSON value', () => {
    for (const text of ['{}', '[1,2]', '"text"', 'null', '{"a":"[[[[{{{{"}', '{"a":"\\"[["}'])
      expect(refusal(bytes(text)), text).toBeUndefined()
  })

  it('says where malformed JSON goes wrong', () => {
    expect(refusal(bytes('{"a": 1,}'))).toMatchObject({ code: 'invalid-json' })
    expect(refusal(bytes(''))).toMatchObject({ code: 'invalid-json' })
  })

  it('refuses text that is not UTF-8', () => {
    expect(refusal(Uint8Array.of(0x22, 0xff, 0xfe, 0x22))).toMatchObject({ code: 'invalid-json', message: 'The body is not UTF-8 text.' })
  })

  it('refuses what nests too deeply, however deep, without overflowing', () => {
    expect(refusal(bytes('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)))).toBeUndefined()
    expect(refusal(bytes('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1)))).toMatchObject({ code: 'invalid-json' })
    expect(refusal(bytes('['.repeat(100_000)))).toMatchObject({
      code: 'invalid-json',
      message: expect.stringContaining('nests deeper') as string,
    })
  })
})
