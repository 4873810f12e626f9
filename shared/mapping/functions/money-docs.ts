// The functions for amounts of money, as the designer and the reference page show them. Amounts are decimal texts: exact, never a double.
import type { FunctionDoc } from './docs.ts'

const AMOUNT = 'A decimal text or number, or money with its currency.'
const LINES = { lines: [{ price: '0.10' }, { price: '0.20' }] }

export const MONEY_DOCS: readonly FunctionDoc[] = [
  {
    name: '$money',
    group: 'money',
    signature: '$money(amount, currency?)',
    summary:
      'Money with its currency: an amount that refuses to be added to one of another currency. It has at least the decimals of the currency (2 for EUR, 0 for JPY, 3 for KWD). A missing amount is an error.',
    parameters: [
      { name: 'amount', help: 'A decimal text or number, or a shop’s own money with amount and currency_code.' },
      { name: 'currency', help: 'ISO 4217, such as "EUR". May be left out when the amount is money already.', optional: true },
    ],
    examples: [
      { expression: '$money("12.5", "EUR")', result: { amount: '12.50', currency: 'EUR' } },
      {
        expression: '$money(shop_money)',
        input: { shop_money: { amount: '1250', currency_code: 'JPY' } },
        result: { amount: '1250', currency: 'JPY' },
      },
      { expression: '$add($money("1", "EUR"), $money("2", "USD"))', error: 'currencies-mixed' },
    ],
  },
  {
    name: '$add',
    group: 'money',
    signature: '$add(a, b, …)',
    summary: 'Adds amounts exactly. Keeps as many decimals as the most precise of them. A missing amount is an error.',
    parameters: [
      { name: 'a', help: AMOUNT },
      { name: 'b', help: 'Another one of the same currency, and as many more as you like.' },
    ],
    examples: [
      { expression: '$add("0.1", "0.2")', result: '0.3' },
      { expression: '$add("12.50", "0.50", 1)', result: '14.00' },
      { expression: '$add("12.50", total_tip)', error: 'money-invalid' },
    ],
  },
  {
    name: '$subtract',
    group: 'money',
    signature: '$subtract(a, b)',
    summary: 'a minus b, exactly. A missing amount is an error, where JSONata’s - would silently give nothing.',
    parameters: [
      { name: 'a', help: AMOUNT },
      { name: 'b', help: 'What is taken away.' },
    ],
    examples: [
      { expression: '$subtract("100.00", "2.50")', result: '97.50' },
      { expression: '$subtract("100.00", $sumMoney(refunds.amount))', result: '100.00' },
    ],
  },
  {
    name: '$multiply',
    group: 'money',
    signature: '$multiply(a, b)',
    summary: 'a times b, exactly. Round the result with $roundMoney where a currency needs it.',
    parameters: [
      { name: 'a', help: AMOUNT },
      { name: 'b', help: 'A quantity, rate or other plain number.' },
    ],
    examples: [
      { expression: '$multiply("19.99", 3)', result: '59.97' },
      { expression: '$multiply("0.25", "0.25")', result: '0.0625' },
      { expression: '$multiply($money("2.50", "GBP"), 4)', result: { amount: '10.00', currency: 'GBP' } },
    ],
  },
  {
    name: '$divide',
    group: 'money',
    signature: '$divide(a, b, decimals?)',
    summary: 'a divided by b, rounded to the given decimals, a half away from zero. Only money may leave the decimals to its currency.',
    parameters: [
      { name: 'a', help: AMOUNT },
      { name: 'b', help: 'A plain number other than zero.' },
      { name: 'decimals', help: 'From 0 to 20.', optional: true },
    ],
    examples: [
      { expression: '$divide("10.00", 3, 2)', result: '3.33' },
      { expression: '$divide($money("1000", "JPY"), 3)', result: { amount: '333', currency: 'JPY' } },
    ],
  },
  {
    name: '$sumMoney',
    group: 'money',
    signature: '$sumMoney(list, member?)',
    summary:
      'The exact sum of a list of amounts; "0" for an empty or missing list. Name the member to be told of a line that lacks it: $sumMoney(lines.price) never sees such a line.',
    parameters: [
      { name: 'list', help: 'Amounts, or the items that have them.' },
      { name: 'member', help: 'The name of the amount within each item, such as "price" or "price_set.shop_money".', optional: true },
    ],
    examples: [
      { expression: '$sumMoney(lines.price)', input: LINES, result: '0.30' },
      { expression: '$sumMoney(lines, "price")', input: LINES, result: '0.30' },
      { expression: '$sumMoney(lines, "price")', input: { lines: [{ price: '0.10' }, { sku: 'A' }] }, error: 'money-invalid' },
      { expression: '$sumMoney(refunds.amount)', result: '0' },
    ],
  },
  {
    name: '$roundMoney',
    group: 'money',
    signature: '$roundMoney(x, decimals?)',
    summary: 'Exactly that many decimals (those of the currency, or 2, when left out), a half away from zero.',
    parameters: [
      { name: 'x', help: AMOUNT },
      { name: 'decimals', help: 'From 0 to 20.', optional: true },
    ],
    examples: [
      { expression: '$roundMoney("2.345")', result: '2.35' },
      { expression: '$roundMoney("-2.345")', result: '-2.35' },
      { expression: '$roundMoney("1250.5", 0)', result: '1251' },
      { expression: '$roundMoney($money("0.0625", "KWD"))', result: { amount: '0.063', currency: 'KWD' } },
    ],
  },
  {
    name: '$roundCash',
    group: 'money',
    signature: '$roundCash(amount, step?)',
    summary:
      'Rounds a cash total to the smallest coin, a half away from zero. The difference belongs on a rounding account, in sales and refunds alike.',
    parameters: [
      { name: 'amount', help: AMOUNT },
      {
        name: 'step',
        help: 'The smallest coin, such as "0.05". Known for money in CHF, CAD, AUD, NZD, DKK, SEK, NOK, CZK and HUF.',
        optional: true,
      },
    ],
    examples: [
      { expression: '$roundCash("12.37", "0.05")', result: '12.35' },
      { expression: '$roundCash($money("12.38", "CHF"))', result: { amount: '12.40', currency: 'CHF' } },
      { expression: '$subtract($roundCash("12.37", "0.05"), "12.37")', result: '-0.02' },
      { expression: '$roundCash("12.37")', error: 'money-invalid' },
    ],
  },
  {
    name: '$allocate',
    group: 'money',
    signature: '$allocate(total, weights, decimals?)',
    summary: 'Splits an amount in proportion to the weights so that the parts add up to it exactly (largest remainder).',
    parameters: [
      { name: 'total', help: AMOUNT },
      { name: 'weights', help: 'A list of shares, such as the lines’ prices; equal parts when all are zero.' },
      { name: 'decimals', help: 'Of the parts: those of the currency, or 2, when left out.', optional: true },
    ],
    examples: [
      { expression: '$allocate("10.00", [1, 1, 1])', result: ['3.34', '3.33', '3.33'] },
      { expression: '$allocate("-5.00", ["50.00", "25.00"])', result: ['-3.33', '-1.67'] },
      {
        expression: '$allocate($money("100", "JPY"), [1, 2])',
        result: [
          { amount: '33', currency: 'JPY' },
          { amount: '67', currency: 'JPY' },
        ],
      },
    ],
  },
  {
    name: '$taxFromGross',
    group: 'money',
    signature: '$taxFromGross(gross, rate, decimals?)',
    summary: 'The tax that is contained in a gross amount, rounded. The rate is a fraction: 0.19, or "19 %".',
    parameters: [
      { name: 'gross', help: AMOUNT },
      { name: 'rate', help: 'Below 1, or a text with a percent sign. 19 without one is refused.' },
      { name: 'decimals', help: 'Those of the currency, or 2, when left out.', optional: true },
    ],
    examples: [
      { expression: '$taxFromGross("119.00", 0.19)', result: '19.00' },
      { expression: '$taxFromGross("10.00", "7.5 %")', result: '0.70' },
      { expression: '$taxFromGross("119.00", 19)', error: 'money-invalid' },
    ],
  },
  {
    name: '$convert',
    group: 'money',
    signature: '$convert(money, rate, currency, decimals?)',
    summary: 'Money in another currency at a rate that you state: how much of the new currency one unit of the old one is.',
    parameters: [
      { name: 'money', help: 'With its currency: $money(amount, "USD"), or a shop’s own money.' },
      { name: 'rate', help: 'Above zero. Nothing is looked up: the rate comes from the record or a lookup table.' },
      { name: 'currency', help: 'The new one, ISO 4217.' },
      { name: 'decimals', help: 'Those of the new currency when left out.', optional: true },
    ],
    examples: [
      { expression: '$convert($money("100.00", "USD"), "0.92", "EUR")', result: { amount: '92.00', currency: 'EUR' } },
      { expression: '$convert("100.00", "0.92", "EUR")', error: 'money-invalid' },
    ],
  },
  {
    name: '$compareMoney',
    group: 'money',
    signature: '$compareMoney(a, b)',
    summary: '-1, 0 or 1: a is less than, equal to or more than b. As texts, "9.00" would be more than "10.00".',
    parameters: [
      { name: 'a', help: AMOUNT },
      { name: 'b', help: 'What it is compared with.' },
    ],
    examples: [
      { expression: '$compareMoney("9.00", "10.00")', result: -1 },
      { expression: '$compareMoney(total, "0") > 0', input: { total: '0.01' }, result: true },
    ],
  },
]
