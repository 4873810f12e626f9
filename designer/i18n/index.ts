// Every text people read goes through `t`. The English text is its own key; i18n/en.ts only holds what counts or differs from its key.
// Another language is loaded before anything is drawn, and only where it is chosen: German stands in de/, and its test tells what is missing.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { chosenLanguage } from './language.ts'
import { withProductName } from './product-name.ts'

const language = chosenLanguage()

void i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // Sentences are keys: dots and colons in them are not separators.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
})
if (language === 'de') i18next.addResourceBundle('de', 'translation', (await import('./de/index.ts')).de)

/** `t('Retry')`, `t('exceptions-open', { count: 3 })`. */
export function t(key: string, values?: Record<string, string | number>): string {
  return withProductName(values === undefined ? i18next.t(key) : i18next.t(key, values), key)
}

/** Marks a text of a table that goes through `t` later, so that the test of the translations finds it. */
export const phrase = (text: string): string => text
