// The functions an expression may call: jsonata's own and Tillflow's. For completion and for telling a typing mistake
// ("$upercase") from a variable. The sandbox decides what exists; its test compares.

/** jsonata 2.2 (https://docs.jsonata.org/overview), without `$`. */
const JSONATA_FUNCTIONS = `abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl
  decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase formatInteger
  formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now number pad parseInteger
  power random reduce replace reverse round shuffle sift single sort split spread sqrt string substring substringAfter
  substringBefore sum toMillis trim type uppercase zip`.split(/\s+/)

/** Tillflow's own: decimal arithmetic on amounts. (`$lookup` has jsonata's name and does more.) */
export const DECIMAL_FUNCTIONS: readonly string[] = ['add', 'subtract', 'multiply', 'divide', 'sumMoney', 'roundMoney', 'allocate']

export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([...JSONATA_FUNCTIONS, ...DECIMAL_FUNCTIONS])
