// The retail model's customer: who buys, as shops, tills and books know them. In an order the customer and the addresses are parts of it.
import { Type } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { CanonicalAddress } from './order.ts'
import { retailModel } from './speaking.ts'

export const AddressModel = retailModel(
  'address',
  Type.Object({ ...CanonicalAddress.properties, name: orNull('Name', 'Of the person or company, in one text') }, { title: 'Address' }),
)

export const CustomerModel = retailModel(
  'customer',
  Type.Object(
    {
      id: Type.String({ title: 'Customer id', description: 'As the channel has it' }),
      number: orNull('Customer number', 'As people know it'),
      name: orNull('Name', 'Full name or company, in one text'),
      firstName: orNull('First name'),
      lastName: orNull('Last name'),
      company: orNull('Company'),
      email: orNull('E-mail'),
      phone: orNull('Phone'),
      taxNumber: orNull('Tax number', 'Such as GB123456789'),
      language: orNull('Language'),
      note: orNull('Note'),
      group: orNull('Group', 'Such as wholesale'),
      currency: orNull('Currency'),
      createdAt: Type.String({ title: 'Made', description: 'ISO instant' }),
      updatedAt: Type.String({ title: 'Changed', description: 'ISO instant' }),
      address: Type.Object(CanonicalAddress.properties, { title: 'Address' }),
    },
    { title: 'Customer' },
  ),
)
