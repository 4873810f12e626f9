// Currencies by their ISO 4217 code: which exist, how many decimals each has, and the smallest coin where cash is rounded.

/** Those in use in 2026, and five withdrawn ones that older orders still carry (ANG, CUC, HRK, SLL, ZWL). */
const CODES = `
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU
CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR
NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL`

/** The others have two (ISO 4217, list one, "minor unit"). */
const DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** What cash is rounded to where smaller coins are gone, by law or agreement of the trade. */
const CASH_STEPS: Readonly<Record<string, string>> = {
  AUD: '0.05',
  CAD: '0.05',
  CHF: '0.05',
  CZK: '1',
  DKK: '0.50',
  HUF: '5',
  NOK: '1',
  NZD: '0.10',
  SEK: '1',
}

const codes: ReadonlySet<string> = new Set(CODES.trim().split(/\s+/))
const digits: ReadonlyMap<string, number> = new Map(
  Object.entries(DIGITS).flatMap(([count, list]) => list.split(' ').map((code) => [code, Number(count)] as const)),
)

export const isCurrency = (code: string): boolean => codes.has(code)

/** Decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export const minorDigits = (code: string): number => digits.get(code) ?? 2

/** The smallest cash amount, where it is larger than the currency's own unit; undefined elsewhere. */
export const cashStep = (code: string): string | undefined => (Object.hasOwn(CASH_STEPS, code) ? CASH_STEPS[code] : undefined)
