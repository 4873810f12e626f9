// Invoices in UN/CEFACT CII as suppliers' programs write them (EN 16931, Factur-X, ZUGFeRD): amounts are given, not computed, so that tests can be wrong in each.
import type { UblInvoice } from './ubl.testing.ts'

export function ciiOf(invoice: Omit<UblInvoice, 'root'> & { readonly typeCode?: string; readonly profile?: string }): string {
  const { typeCode = '380', profile = 'urn:cen.eu:en16931:2017', number, order, credits, lines, net, tax, total } = invoice
  const { vat = 'GB927362814', currency = 'GBP' } = invoice
  const element = (name: string, value: string | undefined) => (value === undefined ? '' : `<ram:${name}>${value}</ram:${name}>`)
  const category = '<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>'
  const rate = '<ram:RateApplicablePercent>20</ram:RateApplicablePercent>'
  const date = (name: string, value: string) => `<ram:${name}><udt:DateTimeString format="102">${value}</udt:DateTimeString></ram:${name}>`
  const sum = lines.reduce((pence, line) => pence + Math.round(Number(line.net) * 100), 0) / 100
  const items = lines.map(
    (line, index) => `<ram:IncludedSupplyChainTradeLineItem>
      <ram:AssociatedDocumentLineDocument><ram:LineID>${index + 1}</ram:LineID></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedTradeProduct>${element('SellerAssignedID', line.sellers)}${element('BuyerAssignedID', line.buyers)}<ram:Name>Goods</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>${line.price}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">${line.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>${category}${rate}</ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${line.net}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>`,
  )
  const named =
    order === '' ? '' : `<ram:BuyerOrderReferencedDocument>${element('IssuerAssignedID', order)}</ram:BuyerOrderReferencedDocument>`
  const credited =
    credits === undefined ? '' : `<ram:InvoiceReferencedDocument>${element('IssuerAssignedID', credits)}</ram:InvoiceReferencedDocument>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>${element('ID', profile)}</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument>${element('ID', number)}${element('TypeCode', typeCode)}${date('IssueDateTime', '20260315')}</rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    ${items.join('\n    ')}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty><ram:Name>Quayside Pottery &amp; Sons</ram:Name><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${vat}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
      ${named}
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      ${element('InvoiceCurrencyCode', currency)}
      <ram:ApplicableTradeTax>${element('CalculatedAmount', tax)}${element('BasisAmount', net)}${category}${rate}</ram:ApplicableTradeTax>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        ${lines.length === 0 ? '' : element('LineTotalAmount', sum.toFixed(2))}${element('TaxBasisTotalAmount', net)}<ram:TaxTotalAmount currencyID="${currency}">${tax}</ram:TaxTotalAmount>${element('GrandTotalAmount', total)}${element('DuePayableAmount', total)}
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
      ${credited}
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
`
}
