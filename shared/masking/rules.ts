// Which fields of retail records hold personal data or secrets, told by their names as the shops, tills and ERPs write them.

/** What takes the place of a value; each keeps the form of what it replaces, so that mappings go on working. */
export type MaskKind = 'email' | 'phone' | 'name' | 'text' | 'shape' | 'address' | 'secret'

export interface MaskRule {
  readonly kind: MaskKind
  /** Field names without signs and in small letters: `firstName`, `first_name` and `First Name` are all `firstname`. */
  readonly names: readonly string[]
  /** Only below a field that is a person or an address: a product and a store have a name, too. */
  readonly below?: 'person'
}

/** Fields that hold a person or an address, and lists of them. */
const PERSONS = [
  'customer',
  'customers',
  'buyer',
  'purchaser',
  'recipient',
  'contact',
  'contacts',
  'person',
  'patient',
  'cardholder',
  'attendedstaff',
  'billingaddress',
  'shippingaddress',
  'defaultaddress',
  'address',
  'addresses',
  'billto',
  'shipto',
  'billing',
  'shipping',
  'deliveryaddress',
  'invoiceaddress',
  'partner',
]

export const isPerson = (name: string): boolean => PERSONS.includes(plainName(name))

export const MASK_RULES: readonly MaskRule[] = [
  { kind: 'email', names: ['email', 'emailaddress', 'contactemail', 'customeremail', 'mail', 'login'] },
  { kind: 'phone', names: ['phone', 'phonenumber', 'telephone', 'mobile', 'mobilephone', 'cell', 'fax', 'smsnumber', 'contactphone'] },
  {
    kind: 'name',
    names: [
      'firstname',
      'lastname',
      'middlename',
      'givenname',
      'familyname',
      'surname',
      'fullname',
      'displayname',
      'customername',
      'recipientname',
      'contactname',
      'cardholdername',
      'creditcardname',
      'attention',
      'attn',
    ],
  },
  { kind: 'name', names: ['name', 'company', 'companyname'], below: 'person' },
  {
    kind: 'address',
    names: [
      'address1',
      'address2',
      'address3',
      'addressline1',
      'addressline2',
      'street',
      'street1',
      'street2',
      'streetaddress',
      'housenumber',
    ],
  },
  { kind: 'address', names: ['city', 'town', 'suburb'], below: 'person' },
  { kind: 'shape', names: ['zip', 'zipcode', 'postcode', 'postalcode', 'dateofbirth', 'birthday', 'birthdate', 'dob'] },
  { kind: 'shape', names: ['latitude', 'longitude'], below: 'person' },
  {
    kind: 'shape',
    names: [
      'iban',
      'bic',
      'creditcardnumber',
      'cardnumber',
      'accountnumber',
      'taxid',
      'vatnumber',
      'ssn',
      'nationalid',
      'passportnumber',
      'licenseplate',
    ],
  },
  { kind: 'text', names: ['browserip', 'ip', 'ipaddress', 'clientip', 'useragent', 'devicename'] },
  {
    kind: 'secret',
    names: [
      'token',
      'accesstoken',
      'refreshtoken',
      'carttoken',
      'checkouttoken',
      'sessionhash',
      'password',
      'secret',
      'apikey',
      'authorization',
      'signature',
      'orderstatusurl',
      'statuspageurl',
      'landingsite',
      'authcode',
      'cvv',
    ],
  },
]

export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
