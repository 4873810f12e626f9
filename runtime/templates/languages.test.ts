// Every shipped template in every language: nothing is missing, nothing is left over, and what is computed reads the same fields.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseExpression } from '#shared/mapping/parse.ts'
import { loadTemplates, type Template } from './template.ts'
import { fileInWords, inLanguage, languageOf, textsOfFlow } from './words.ts'

const DIR = fileURLToPath(new URL('../../templates', import.meta.url))
const templates = await loadTemplates(DIR)

function textsOf({ file, flow }: Template): readonly string[] {
  const texts = [...textsOfFlow(flow)]
  fileInWords(file, (text) => (texts.push(text), text))
  return texts.filter((text) => text !== '')
}

const lines = (text: string, mark: RegExp) => text.split('\n').filter((line) => mark.test(line)).length
const codes = (text: string) => [...text.matchAll(/`[^`]+`/g)].map(([found]) => found).toSorted()
/** An expression without its texts, in no order: a sentence in another language may name its values in another one. */
const reads = (expression: string) =>
  expression
    .replaceAll(/"[^"]*"/g, ' ')
    .split(/\s+|&/)
    .filter(Boolean)
    .toSorted()
/** Texts that are names, not words. */
const lookups = (expression: string) => [...expression.matchAll(/\$lookup\([^)]*\)/g)].map(([found]) => found).toSorted()

describe.each(templates.map((history) => [history[0].file.id, history] as const))('the template %s', (id, history) => {
  const words = JSON.parse(readFileSync(join(DIR, id, 'de.json'), 'utf8')) as Record<string, string>

  it('has its German for every text of every version', () => {
    const texts = new Set(history.flatMap(textsOf))
    expect([...texts].filter((text) => words[text] === undefined)).toEqual([])
    expect(Object.keys(words).filter((text) => !texts.has(text))).toEqual([])
  })

  it('says in German what it says in English: as many headings, rows, points and the same names', () => {
    const [english, german] = ['README.md', 'README.de.md'].map((name) => readFileSync(join(DIR, id, name), 'utf8'))
    for (const mark of [/^#+ /, /^\|/, /^\d+\. /, /^- /, /^\*\*/])
      expect(lines(german ?? '', mark), String(mark)).toBe(lines(english ?? '', mark))
    expect(codes(german ?? '')).toEqual(codes(english ?? ''))
    expect(german).toContain(`# ${inLanguage(history[0], 'de').file.name}\n`)
  })

  it('computes its German messages from the same fields', () => {
    const computed = Object.entries(words).filter(([english]) => english.startsWith('"'))
    for (const [english, german] of computed) {
      expect(parseExpression(german).ok, german).toBe(true)
      expect(reads(german), german).toEqual(reads(english))
      expect(lookups(german), german).toEqual(lookups(english))
    }
  })

  it('is recognised in the language that it was cloned in', () => {
    for (const version of history) {
      expect(languageOf(version.flow, version)).toBe('en')
      expect(languageOf(inLanguage(version, 'de').flow, version)).toBe('de')
    }
  })
})
