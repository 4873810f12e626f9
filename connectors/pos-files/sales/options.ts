// What a consultant says of a file of sales that is no POSLog: how it divides into records, what a record is, and which value stands where.
import { Type, type Static } from 'typebox'
import { FolderOptions } from '#connectors/kit/folder/options.ts'
import { Others } from '../others.ts'

const NAME = { minLength: 1, maxLength: 120 }
const strict = { additionalProperties: false } as const
const name = (title: string, description?: string) => Type.Optional(Type.String({ title, ...(description && { description }), ...NAME }))
const ifCsv = { shownWhen: { format: ['csv'] } }
const ifJson = { shownWhen: { format: ['json-array', 'json-lines'] } }

const Values = Type.Object(
  {
    receipt: Type.String({ title: 'Receipt number', ...NAME }),
    store: name('Store'),
    register: name('Till'),
    businessDate: name('Business date', "The store's day. Empty: the day of the time."),
    time: name('Time', 'Of the receipt; with its date, or without where there is a business date.'),
    cashier: name('Cashier'),
    currency: name('Currency', 'ISO code, such as EUR.'),
    total: name('Total of the receipt'),
    rounding: name('Rounding of the receipt'),
    type: name('Sale, return or void', 'Of the receipt or of the line. Empty: negative quantities are returns.'),
    originalReceipt: name('Receipt that is returned'),
    line: name('Line number', 'Empty: counted.'),
    sku: Type.String({ title: 'Item', ...NAME }),
    barcode: name('Scanned code'),
    title: name('Description'),
    itemType: name('Item type'),
    quantity: Type.String({ title: 'Quantity', ...NAME }),
    unitPrice: name('Unit price'),
    amount: name('Amount of the line', 'After discounts. Empty: quantity x unit price - discount.'),
    discount: name('Discount of the line', 'What was taken off the whole line.'),
    taxName: name('Tax name', 'Such as a code. Empty: Tax.'),
    taxRate: name('Tax rate'),
    taxAmount: name('Tax amount', 'Empty: calculated from the rate, where there is one.'),
    tender: name('Tender', 'How it was paid, such as CASH.'),
    tenderAmount: name('Amount paid'),
    tenderId: name('Tender id', 'Such as the number of a card slip.'),
    change: name('Change given back'),
  },
  {
    title: 'Which value is what',
    description:
      'The name of a column for CSV; for JSON the name of a member, with points into inner objects, such as store.code. What a file does not have stays empty.',
    ...strict,
  },
)
export type ValueName = keyof Static<typeof Values>

const Fixed = Type.Object(
  {
    store: Type.Optional(Type.String({ title: 'Store', ...NAME })),
    register: Type.Optional(Type.String({ title: 'Till', description: 'Default: 1.', ...NAME })),
    currency: Type.Optional(Type.String({ title: 'Currency', description: 'ISO code, such as EUR.', pattern: '^[A-Z]{3}$' })),
    timeZone: Type.Optional(
      Type.String({
        title: 'Time zone',
        description: 'Of times that are written without one, such as Europe/Berlin. Empty: such times are given as the till wrote them.',
        ...NAME,
      }),
    ),
  },
  { title: 'The same for the whole file', description: 'For what no column says.', ...strict },
)

const RecordKind = Type.Object(
  {
    value: Type.String({ title: 'Value', description: 'Such as H, L or T.', ...NAME }),
    kind: Type.Union(
      [
        Type.Literal('header', { title: 'Receipt: what is true of all of it' }),
        Type.Literal('line', { title: 'Line: an item that was sold or returned' }),
        Type.Literal('tender', { title: 'Tender: how it was paid' }),
        Type.Literal('tax', { title: 'Tax of the receipt' }),
        Type.Literal('totals', { title: 'Counts and totals of the file' }),
        Type.Literal('nothing', { title: 'Nothing of a sale: passed over' }),
      ],
      { title: 'Is a' },
    ),
    columns: Type.Optional(
      Type.Array(Type.String(NAME), {
        title: 'Columns',
        description: 'For CSV where each kind has columns of its own: their names, from the first on.',
        minItems: 1,
        maxItems: 500,
        ...ifCsv,
      }),
    ),
  },
  strict,
)

const TypeMeaning = Type.Object(
  {
    value: Type.String({ title: 'Value', description: 'As the file has it; capital letters make no difference.', ...NAME }),
    means: Type.Union(
      [
        Type.Literal('sale', { title: 'Sale' }),
        Type.Literal('return', { title: 'Return' }),
        Type.Literal('void', { title: 'Voided' }),
        Type.Literal('suspended', { title: 'Suspended' }),
        Type.Literal('training', { title: 'Made in training mode' }),
        Type.Literal('no-sale', { title: 'No sale at all: passed over' }),
      ],
      { title: 'Means' },
    ),
  },
  strict,
)

const Totals = Type.Object(
  {
    records: name('Number of records', 'Without those of counts and totals, and those that are passed over.'),
    receipts: name('Number of receipts'),
    lines: name('Number of lines', 'Items, without headers and tenders.'),
    sums: Type.Optional(
      Type.Array(
        Type.Object(
          {
            of: Type.String({ title: 'Column that is added up', description: 'As it is written, with its signs.', ...NAME }),
            total: Type.String({ title: 'Column of the total', ...NAME }),
          },
          strict,
        ),
        { title: 'Totals', minItems: 1, maxItems: 20 },
      ),
    ),
  },
  {
    title: 'Counts and totals',
    description:
      'Which values of the record of counts and totals (a kind of record above) say what. A file where they do not agree, or that lacks them, is not taken at all.',
    ...strict,
  },
)

const PATTERN = '^(YYYY|YY|MM|M|DD|D|HH|H|mm|ss|[-./ :T])+$'

const { format: _, delimiter, columns, encoding } = FolderOptions.properties

/** Members that say how to read a file of sales, wherever it came from. */
export const salesFileMembers = {
  format: Type.Union(
    [
      Type.Literal('csv', { title: 'CSV' }),
      Type.Literal('json-array', { title: 'JSON, one list of records' }),
      Type.Literal('json-lines', { title: 'JSON, one record in each line' }),
    ],
    { title: 'Format' },
  ),
  delimiter: Type.Optional(Type.Unsafe<Static<typeof delimiter>>({ ...delimiter, ...ifCsv })),
  columns: Type.Optional(
    Type.Unsafe<Static<typeof columns>>({
      ...columns,
      description: 'For files without a header line: the names of their columns. Empty: the first line has them.',
      ...ifCsv,
    }),
  ),
  encoding: Type.Optional(Type.Unsafe<Static<typeof encoding>>({ ...encoding, ...ifCsv })),
  values: Values,
  fixed: Type.Optional(Fixed),
  numbers: Type.Optional(
    Type.Union([Type.Literal('point', { title: '1,234.50' }), Type.Literal('comma', { title: '1.234,50' })], {
      title: 'Numbers',
      description: 'Default: with a decimal point.',
    }),
  ),
  dateFormat: Type.Optional(
    Type.String({
      title: 'Form of dates',
      description: 'Such as DD.MM.YYYY, MM/DD/YYYY or YYYYMMDD. Default: YYYY-MM-DD.',
      pattern: PATTERN,
      maxLength: 40,
    }),
  ),
  timeFormat: Type.Optional(
    Type.String({
      title: 'Form of times',
      description: 'Such as DD.MM.YYYY HH:mm:ss, or HH:mm where the date stands alone. Default: ISO 8601, such as 2026-03-01T10:21:54Z.',
      pattern: PATTERN,
      maxLength: 40,
    }),
  ),
  dayBegins: Type.Optional(
    Type.String({
      title: 'A business day begins at',
      description:
        'Such as 04:00, for stores that sell after midnight where no column says the business date: earlier sales belong to the day before.',
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    }),
  ),
  kindColumn: name('Kind of record', 'The column that says what a record is, or its number from the left. Empty: every record is a line.'),
  kinds: Type.Optional(
    Type.Array(RecordKind, {
      title: 'Kinds of records',
      description: 'What the values of that column mean. Where none is a line, every other value is one.',
      minItems: 1,
      maxItems: 50,
    }),
  ),
  lineList: Type.Optional(
    Type.String({ title: 'List of lines', description: 'Where a record is a whole receipt: its list of lines.', ...NAME, ...ifJson }),
  ),
  tenderList: Type.Optional(
    Type.String({ title: 'List of tenders', description: 'Where a record is a whole receipt: its list of tenders.', ...NAME, ...ifJson }),
  ),
  sameReceipt: Type.Optional(
    Type.Array(Type.String(NAME), {
      title: 'Same receipt',
      description:
        'Columns whose values together tell receipts of a file apart. Default: those of store, till, business date and receipt number; with records for receipts only the receipt number. Records without a receipt number belong to the receipt before them.',
      minItems: 1,
      maxItems: 6,
    }),
  ),
  types: Type.Optional(
    Type.Array(TypeMeaning, {
      title: 'Words for sale, return and void',
      description: 'Default: sale, return, refund, void, voided, cancelled, suspended, training.',
      minItems: 1,
      maxItems: 50,
    }),
  ),
  tenderRows: Type.Optional(
    Type.Union(
      [
        Type.Literal('receipt', { title: 'Of the whole receipt, repeated in each line' }),
        Type.Literal('line', { title: 'What was paid for the line' }),
      ],
      { title: 'A tender in a line is', description: 'Default: of the whole receipt; the same tender is taken once.' },
    ),
  ),
  taxIsAdded: Type.Optional(
    Type.Boolean({ title: 'Taxes are added to amounts', description: 'Off: amounts of lines contain their taxes.' }),
  ),
  taxRateIs: Type.Optional(
    Type.Union([Type.Literal('percent', { title: 'Percent: 20' }), Type.Literal('fraction', { title: 'Fraction: 0.2' })], {
      title: 'Tax rates',
      description: 'Default: percent.',
    }),
  ),
  totals: Type.Optional(Totals),
  also: Others,
}

export const SalesFile = Type.Object(salesFileMembers, strict)
export type SalesFile = Static<typeof SalesFile>
