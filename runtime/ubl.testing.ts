// Invoices in UBL 2.1 as suppliers' programs write them (EN 16931, Peppol BIS Billing 3): amounts are given, not computed, so that tests can be wrong in each.
export interface UblLine {
  readonly sellers?: string
  readonly buyers?: string
  readonly quantity: string
  readonly price: string
  readonly net: string
}
export interface UblInvoice {
  readonly root?: 'Invoice' | 'CreditNote'
  readonly number: string
  /** Empty: none is named. */
  readonly order: string
  readonly credits?: string
  readonly vat?: string
  readonly currency?: string
  readonly lines: readonly UblLine[]
  readonly net: string
  readonly tax: string
  readonly total: string
}

export function ublOf(invoice: UblInvoice): string {
  const { root = 'Invoice', number, order, credits, vat = 'GB927362814', currency = 'GBP', lines, net, tax, total } = invoice
  const amount = (name: string, value: string) => `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`
  const scheme = '<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>'
  const category = `<cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>${scheme}`
  const quantity = root === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity'
  const item = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<cac:${name}ItemIdentification><cbc:ID>${value}</cbc:ID></cac:${name}ItemIdentification>`
  const sum = lines.reduce((pence, line) => pence + Math.round(Number(line.net) * 100), 0) / 100
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-03-15</cbc:IssueDate>
  <cbc:${root}TypeCode>${root === 'Invoice' ? '380' : '381'}</cbc:${root}TypeCode>
  <cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>
  ${order === '' ? '' : `<cac:OrderReference><cbc:ID>${order}</cbc:ID></cac:OrderReference>`}
  ${credits === undefined ? '' : `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${credits}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>`}
  <cac:AccountingSupplierParty><cac:Party>
    <cac:PartyTaxScheme><cbc:CompanyID>${vat}</cbc:CompanyID>${scheme}</cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Quayside Pottery &amp; Sons</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal>${amount('TaxAmount', tax)}
    <cac:TaxSubtotal>${amount('TaxableAmount', net)}${amount('TaxAmount', tax)}<cac:TaxCategory>${category}</cac:TaxCategory></cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>${amount('LineExtensionAmount', sum.toFixed(2))}${amount('TaxExclusiveAmount', net)}${amount('TaxInclusiveAmount', total)}${amount('PayableAmount', total)}</cac:LegalMonetaryTotal>
  ${lines
    .map(
      (line, index) => `<cac:${root}Line>
    <cbc:ID>${index + 1}</cbc:ID>
    <cbc:${quantity} unitCode="H87">${line.quantity}</cbc:${quantity}>${amount('LineExtensionAmount', line.net)}
    <cac:Item><cbc:Name>Goods</cbc:Name>${item('Buyers', line.buyers)}${item('Sellers', line.sellers)}<cac:ClassifiedTaxCategory>${category}</cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price>${amount('PriceAmount', line.price)}</cac:Price>
  </cac:${root}Line>`,
    )
    .join('\n  ')}
</${root}>
`
}
