// What checks, steps and the server say about problems, in the chosen language: by the sentence where it is told apart from its values, else by the
// error's code; what has no translation stays English.
import i18next from 'i18next'
import { ERROR_CODES } from '#shared/error-codes.ts'
import { inEnglish, type Said, type Words } from '#shared/sentence.ts'
import { phrase, t } from './index.ts'
import { chosenLanguage } from './language.ts'
import { withProductName } from './product-name.ts'

/** A sentence with its values, which may be sentences themselves. */
export function words(said: Words): string {
  if (typeof said === 'string') return t(said)
  if (chosenLanguage() === 'en') return withProductName(inEnglish(said), textsOf(said))
  // Values are data, and only sentences among them are translated.
  const values = said.values.map((value, index) => [String(index), typeof value === 'string' ? value : words(value)] as const)
  return t(said.text, Object.fromEntries(values))
}

/** Of a sentence and of those in it, without what people wrote. */
const textsOf = (said: Words): string => (typeof said === 'string' ? '' : [said.text, ...said.values.map(textsOf)].join(' '))

/** True when all that are words have a translation: where only marks stand between the values, it depends on these. */
function isSaid(said: Words): boolean {
  const text = typeof said === 'string' ? said : said.text
  if (i18next.exists(text)) return true
  if (typeof said === 'string' || /[A-Za-z]/.test(text)) return false
  const sentences = said.values.filter((value) => typeof value !== 'string')
  return sentences.length > 0 && sentences.every(isSaid)
}

interface Spoken {
  readonly message: string
  readonly fix?: string
  readonly said?: Said
}

/** An issue as the person reads it. */
export function sayIssue<T extends Spoken>(issue: T): T {
  return {
    ...issue,
    message: words(issue.said?.message ?? issue.message),
    ...(issue.fix !== undefined && { fix: words(issue.said?.fix ?? issue.fix) }),
  }
}

/** What the flow's author wrote is the reason itself, in the language of the flow. */
const BY_THE_AUTHOR: readonly string[] = [
  phrase('The author of the flow raised this with $error.'),
  phrase('The author of the flow requires this with $assert.'),
]
const isTheAuthors = ({ code, fix }: Spoken & { readonly code: string }) =>
  code === 'raised' || (fix !== undefined && BY_THE_AUTHOR.includes(fix))

/** An error as the person reads it. What is said of this one alone, and has no translation, stands behind the sentence of its code. */
export function sayError<T extends Spoken & { readonly code: string; readonly issues?: readonly Spoken[] }>(error: T): T {
  const said = sayIssue(error)
  const isTranslated = isSaid(error.said?.message ?? error.message)
  const general = Object.hasOwn(ERROR_CODES, error.code) ? ERROR_CODES[error.code as keyof typeof ERROR_CODES].message : undefined
  const message =
    chosenLanguage() === 'en' || isTranslated || isTheAuthors(error) || general === undefined || !i18next.exists(general)
      ? said.message
      : `${t(general)} ${said.message}`
  return { ...said, message, ...(error.issues && { issues: error.issues.map(sayIssue) }) }
}
