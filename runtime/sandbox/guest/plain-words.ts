// JSONata's error codes as sentences for people who never read its manual. An unknown code gives the table's general sentence.

import { say, type Sentence, type Words } from '../../../shared/sentence.ts'

export interface JsonataError {
  readonly code?: unknown
  readonly message?: unknown
  readonly position?: unknown
  readonly token?: unknown
  readonly value?: unknown
  readonly value2?: unknown
  readonly index?: unknown
  readonly type?: unknown
  readonly functionName?: unknown
}

export interface PlainWords {
  readonly message: Words
  readonly fix?: Words
}

const CONVERT = say`Convert it with $number(…), or check that the path leads to a value.`

const WORDS: Readonly<Record<string, (error: JsonataError) => PlainWords>> = {
  S0101: () => ({ message: 'A text is not closed: its second quotation mark is missing.' }),
  S0102: (e) => ({ message: say`The number ${name(e.token)} is too large.` }),
  S0103: (e) => ({ message: say`\\${name(e.token)} is not an escape that a text can contain.` }),
  S0104: () => ({ message: '\\u in a text must be followed by four hexadecimal digits.' }),
  S0105: () => ({ message: 'A name in backquotes is not closed.' }),
  S0106: () => ({ message: 'A comment is not closed: */ is missing.' }),
  S0201: (e) => ({ message: say`"${name(e.token)}" cannot stand here.` }),
  S0202: (e) => ({ message: say`"${name(e.value)}" is expected here, not "${name(e.token)}".` }),
  S0203: (e) => ({ message: say`The expression ends too early: "${name(e.value)}" is missing.` }),
  S0204: (e) => ({ message: say`"${name(e.token)}" is not an operator.` }),
  S0205: (e) => ({ message: say`"${name(e.token)}" cannot stand here.` }),
  S0206: (e) => ({ message: say`"${name(e.token)}" cannot stand here.` }),
  S0207: () => ({ message: 'The expression ends too early.', fix: 'Complete it, or remove the last operator.' }),
  S0208: (e) => ({ message: say`The parameter ${name(e.value)} of a function must begin with $.` }),
  S0209: () => ({ message: 'A filter in [ ] cannot follow a grouping in { }.' }),
  S0210: () => ({ message: 'A step can have only one grouping in { }.' }),
  S0211: (e) => ({ message: say`"${name(e.token)}" needs something before it.` }),
  S0212: () => ({ message: 'Before := there must be a variable: a name that begins with $.' }),
  S0213: (e) => ({ message: say`${show(e.value)} cannot be a step of a path.` }),
  S0214: (e) => ({ message: say`After ${name(e.token)} there must be a variable: a name that begins with $.` }),
  S0301: () => ({ message: 'A pattern between / / is empty.' }),
  S0302: () => ({ message: 'A pattern is not closed: its second / is missing.' }),
  T0410: (e) => ({ message: say`${fn(e.token)}: argument ${name(e.index)} has the wrong type, or there are too many arguments.` }),
  T0411: (e) => ({ message: say`${fn(e.token)}: the value it is applied to has the wrong type.` }),
  T0412: (e) => ({ message: say`${fn(e.token)}: argument ${name(e.index)} must be a list of ${kind(e.type)}.` }),
  D1001: () => ({ message: 'The result is a number too large to write down.' }),
  D1002: (e) => ({ message: say`${show(e.value)} is not a number and cannot be negated.`, fix: CONVERT }),
  T1003: (e) => ({ message: say`The name of a field must be a text, not ${show(e.value)}.`, fix: 'Convert it with $string(…).' }),
  D1004: () => ({ message: 'The pattern matches an empty text and would never end.' }),
  T1005: (e) => ({ message: say`${name(e.token)} is not a function. Did you mean $${name(e.token)}?` }),
  T1006: (e) => ({
    message: e.token === undefined ? say`What is called here is not a function.` : say`There is no function ${fn(e.token)}.`,
  }),
  T1007: (e) => ({ message: say`${name(e.token)} is not a function. Did you mean $${name(e.token)}?` }),
  T1008: (e) => ({
    message: e.token === undefined ? say`What is called here is not a function.` : say`There is no function ${fn(e.token)}.`,
  }),
  D1009: (e) => ({ message: say`Two rules give the field ${show(e.value)}.` }),
  T1010: (e) => ({ message: say`${fn(e.token)}: the function given for matching does not answer as a pattern does.` }),
  D1011: () => ({
    message: 'The expression calls itself too deeply.',
    fix: 'Check that the recursion ends, or make the call to itself the last thing a function does.',
  }),
  D1013: (e) => ({ message: say`A field cannot be called ${show(e.value)}.` }),
  T2001: (e) => ({ message: withGiven(say`The left side of ${name(e.token)} is not a number`, e.value), fix: CONVERT }),
  T2002: (e) => ({ message: withGiven(say`The right side of ${name(e.token)} is not a number`, e.value), fix: CONVERT }),
  T2003: (e) => ({ message: withGiven(say`The left side of .. is not a whole number`, e.value) }),
  T2004: (e) => ({ message: withGiven(say`The right side of .. is not a whole number`, e.value) }),
  T2006: () => ({ message: 'After ~> there must be a function.' }),
  T2007: (e) => ({ message: say`${show(e.value)} and ${show(e.value2)} cannot be sorted together: they have different types.` }),
  T2008: (e) => ({ message: withGiven(say`Only numbers and texts can be sorted`, e.value) }),
  T2009: (e) => ({
    message: say`${show(e.value)} and ${show(e.value2)} cannot be compared with ${name(e.token)}: they have different types.`,
    fix: CONVERT,
  }),
  T2010: (e) => ({ message: withGiven(say`${name(e.token)} compares only numbers and texts`, e.value) }),
  T2011: (e) => ({ message: say`A transform changes an object with an object, not with ${show(e.value)}.` }),
  T2012: (e) => ({ message: say`A transform deletes fields by name, not by ${show(e.value)}.` }),
  D2014: () => ({ message: 'The range .. is too long.', fix: 'A range may have at most a million numbers.' }),
  D2015: () => ({ message: 'The expression builds a text or list that is too large.' }),
  D3001: () => ({ message: '$string cannot write an infinite number.' }),
  D3010: () => ({ message: '$replace: the text to look for is empty.' }),
  D3011: () => ({ message: '$replace: the limit is negative.' }),
  D3012: () => ({ message: '$replace: the replacement is not a text.' }),
  D3020: () => ({ message: '$split: the limit is negative.' }),
  D3030: (e) => ({ message: say`${show(e.value)} is not a number.`, fix: 'Check the value in the record, or give a default for it.' }),
  D3040: () => ({ message: '$match: the limit is negative.' }),
  D3050: () => ({ message: '$reduce: its function needs two parameters.' }),
  D3060: (e) => ({ message: say`$sqrt: ${show(e.value)} is negative.` }),
  D3061: () => ({ message: '$power: the result is a number too large to write down.' }),
  D3070: () => ({
    message: '$sort without a function sorts only texts or only numbers.',
    fix: 'Give it a function that compares two items.',
  }),
  D3100: (e) => ({ message: say`$formatBase: the base must be from 2 to 36, not ${show(e.value)}.` }),
  D3110: (e) => ({ message: say`$toMillis: ${show(e.value)} is not a date and time such as 2026-03-01T10:00:00Z.` }),
  D3120: (e) => ({ message: withCause(say`$eval: the text is not a valid expression`, e.value) }),
  D3121: (e) => ({ message: withCause(say`$eval: the expression failed`, e.value) }),
  D3132: (e) => ({ message: say`${show(e.value)} is not a part of a date picture.` }),
  D3135: () => ({ message: 'A bracket in a date picture is not closed.' }),
  D3136: () => ({ message: 'The date picture leaves out a part that is needed.' }),
  D3137: (e) => ({
    message: typeof e.message === 'string' ? e.message.slice(0, 500) : 'The expression ended with $error.',
    fix: 'The author of the flow raised this with $error.',
  }),
  D3138: () => ({ message: '$single: more than one item matches.' }),
  D3139: () => ({ message: '$single: no item matches.' }),
  D3140: (e) => ({ message: say`${fn(e.functionName)}: ${show(e.value)} cannot be encoded.` }),
  D3141: (e) => ({
    message: typeof e.message === 'string' ? e.message.slice(0, 500) : 'A condition in $assert does not hold.',
    fix: 'The author of the flow requires this with $assert.',
  }),
}

export function plainWords(error: JsonataError): PlainWords | undefined {
  const code = typeof error.code === 'string' ? error.code : ''
  if (Object.hasOwn(WORDS, code)) return WORDS[code]?.(error)
  return code.startsWith('D308') || code.startsWith('D309') ? { message: '$formatNumber: the picture is not valid.' } : undefined
}

function name(value: unknown): Words {
  if (value === '(end)') return say`the end`
  return typeof value === 'string' ? value.slice(0, 60) : typeof value === 'number' ? String(value) : '?'
}

function fn(token: unknown): string {
  return typeof token === 'string' || typeof token === 'number' ? `$${String(token).slice(0, 60).replace(/^\$/, '')}` : '$?'
}

function kind(type: unknown): Words {
  return type === 'n' ? say`numbers` : type === 's' ? say`texts` : type === 'o' ? say`objects` : say`another type`
}

function withGiven(said: Sentence, value: unknown): Words {
  return value === undefined ? say`${said}.` : say`${said}: it is ${show(value)}.`
}

function withCause(said: Sentence, value: unknown): Words {
  return typeof value === 'string' ? say`${said}: ${value.slice(0, 200)}` : say`${said}.`
}

function show(value: unknown): Words {
  if (value === undefined || value === null) return say`nothing`
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return say`a list`
  if (typeof value === 'function') return say`a function`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : say`an object`
}
