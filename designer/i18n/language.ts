// The language of the app: the one chosen on this computer, else the browser's, else English.
import type { Language } from '#shared/language.ts'

export const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'de', name: 'Deutsch' },
] as const satisfies readonly { readonly id: Language; readonly name: string }[]

const KEY = 'tillflow-language'
const isLanguage = (value: unknown): value is Language => LANGUAGES.some(({ id }) => id === value)

export function chosenLanguage(): Language {
  // Tests of single functions run without a browser.
  if (typeof localStorage === 'undefined' || typeof navigator === 'undefined') return 'en'
  const chosen = localStorage.getItem(KEY)
  if (isLanguage(chosen)) return chosen
  const [first = ''] = navigator.language.split('-')
  return isLanguage(first) ? first : 'en'
}

/** Texts stand in tables that were made at the start: the page begins anew. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
  window.location.reload()
}

/** How dates and numbers are written: as in the browser's region where it speaks the chosen language. */
export function locale(): string {
  const language = chosenLanguage()
  return typeof navigator !== 'undefined' && navigator.language.startsWith(language) ? navigator.language : language
}
