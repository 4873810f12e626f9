// The payloads of customers/create, customers/update and customers/merge. Since 2025-01 they tell neither tags nor consent to marketing.
// Source: https://shopify.dev/docs/api/webhooks?reference=toml#list-of-topics-customers/update
import { Type } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { Address, flag, gid, id, instant, list, nullable, optionalText, text } from './parts.ts'

const CustomerAddress = Type.Object({ ...Address, id: id('Address'), default: flag('Is the default') })

export const WebhookCustomer = Type.Object({
  id: id('Customer'),
  admin_graphql_api_id: gid('Customer id'),
  email: optionalText('E-mail'),
  phone: optionalText('Phone'),
  first_name: optionalText('First name'),
  last_name: optionalText('Last name'),
  state: text('Account', 'enabled, disabled, invited or declined'),
  note: optionalText('Note'),
  verified_email: flag('E-mail verified'),
  tax_exempt: flag('Tax exempt'),
  currency: optionalText('Currency'),
  created_at: instant('Created'),
  updated_at: instant('Changed'),
  addresses: Type.Optional(list(CustomerAddress, 'Addresses')),
  default_address: Type.Optional(nullable(CustomerAddress)),
  fields: SystemFieldsRead,
})

export const CustomersMerged = Type.Object({
  admin_graphql_api_customer_kept_id: gid('Customer that stays'),
  admin_graphql_api_customer_deleted_id: gid('Customer that goes'),
  admin_graphql_api_job_id: optionalText('Job'),
  status: text('Status', 'completed or failed'),
  errors: list(
    Type.Object({
      customer_ids: Type.Optional(list(id('Customer'), 'Customers')),
      field: Type.Optional(optionalText('Field')),
      message: text('Reason'),
    }),
    'What stood in the way',
  ),
})
