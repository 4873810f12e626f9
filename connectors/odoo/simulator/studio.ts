// What was added to the simulated database with Studio.

export interface CustomField {
  readonly type:
    | 'char'
    | 'text'
    | 'boolean'
    | 'integer'
    | 'float'
    | 'monetary'
    | 'date'
    | 'datetime'
    | 'selection'
    | 'many2one'
    | 'many2many'
  readonly string: string
  readonly help?: string
  readonly relation?: string
  readonly selection?: readonly (readonly [string, string])[]
  readonly required?: boolean
}

const CONSENT = [
  ['subscribed', 'Subscribed'],
  ['not_subscribed', 'Not subscribed'],
  ['pending', 'Pending'],
  ['unsubscribed', 'Unsubscribed'],
  ['invalid', 'Invalid'],
  ['redacted', 'Redacted'],
] as const

export const CUSTOM_FIELDS: Readonly<Record<string, Readonly<Record<string, CustomField>>>> = {
  'sale.order': {
    x_studio_gift: { type: 'boolean', string: 'Gift', help: 'Pack it as a gift and leave the invoice out.' },
    x_studio_gift_message: { type: 'text', string: 'Gift message' },
    x_studio_deposit: { type: 'monetary', string: 'Deposit', help: 'Paid in advance.' },
    x_studio_pickup_at: { type: 'datetime', string: 'Pick-up' },
    x_studio_needed_on: { type: 'date', string: 'Needed on' },
    x_studio_channel: {
      type: 'selection',
      string: 'Channel',
      selection: [
        ['web', 'Web shop'],
        ['phone', 'Telephone'],
        ['fair', 'Trade fair'],
      ],
    },
    x_studio_recipient_id: { type: 'many2one', string: 'Recipient', relation: 'res.partner' },
  },
  'product.product': {
    x_studio_care: { type: 'char', string: 'Care instructions' },
    x_studio_weight_g: { type: 'float', string: 'Weight in grams' },
    x_studio_handmade: { type: 'boolean', string: 'Handmade' },
  },
  'res.partner': {
    x_studio_loyalty_number: { type: 'char', string: 'Loyalty number' },
    x_studio_points: { type: 'integer', string: 'Points' },
    x_studio_shop_customers: { type: 'char', string: 'Customers of the shop' },
    x_studio_email_consent: { type: 'selection', string: 'Consent to e-mails', selection: CONSENT },
    x_studio_email_consent_at: { type: 'datetime', string: 'Consent to e-mails, changed' },
    x_studio_sms_consent: { type: 'selection', string: 'Consent to text messages', selection: CONSENT },
    x_studio_sms_consent_at: { type: 'datetime', string: 'Consent to text messages, changed' },
  },
  'account.move': {
    x_studio_cost_centre: { type: 'char', string: 'Cost centre' },
  },
}
