// Numbers as people of the chosen language write them: 1,234 or 1.234.
import { locale } from '#designer/i18n/language.ts'

const format = new Intl.NumberFormat(locale())

export const formatNumber = (value: number, decimals?: number): string =>
  decimals === undefined ? format.format(value) : fixed(decimals).format(value)

const fixed = (decimals: number) => new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
