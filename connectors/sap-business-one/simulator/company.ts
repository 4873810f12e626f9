// The company that a simulated SAP Business One holds: items in two warehouses and the shops, a customer, series, and how it saves.
import { createHash } from 'node:crypto'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { seedUserFields } from './user-fields.ts'
import { siteTime } from '#connectors/kit/site-time.ts'

export const COMPANY_NAME = 'Harbour & Finch'
export const LOCAL_CURRENCY = 'GBP'
/** What one unit of the other currencies costs in local currency. */
export const RATES: Readonly<Record<string, number>> = { EUR: 0.85, USD: 0.78 }
export const ACCOUNTS = ['161000', '161010', '400000', '410000', '264000', '510000']
const ARTICLES = 24
const SEEDED = new Date('2026-01-05T08:00:00Z')

export interface Clock {
  readonly now: () => Date
  readonly timeZone: string
}

export function seedCompany(records: SimulatorRecords, timeZone: string): void {
  const clock = { now: () => SEEDED, timeZone }
  const { articles, stores, warehouses } = harbourFinch()
  const places = [...warehouses, ...stores].map(({ code, name }) => ({ WarehouseCode: code, WarehouseName: name, Inactive: 'tNO' }))
  seedUserFields(records)
  for (const place of places) records.put('Warehouses', place.WarehouseCode, place)
  for (const { sku, title, variant, barcode, price, cost, kind } of articles.slice(0, ARTICLES)) {
    const isGoods = kind !== 'gift-card'
    const item = {
      ItemCode: sku,
      ItemName: variant === null ? title : `${title}, ${variant}`,
      BarCode: barcode,
      ItemsGroupCode: 100,
      QuantityOnStock: 0,
      InventoryItem: isGoods ? 'tYES' : 'tNO',
      SalesUnit: 'PCS',
      Valid: 'tYES',
      Frozen: 'tNO',
      AvgStdPrice: Number(cost),
      DefaultWarehouse: 'WH1',
      ItemPrices: [
        { PriceList: 1, Price: Number(price), Currency: LOCAL_CURRENCY },
        { PriceList: 2, Price: null, Currency: null },
      ],
      ItemWarehouseInfoCollection: places.map(({ WarehouseCode }) => ({
        WarehouseCode,
        InStock: isGoods && WarehouseCode.startsWith('WH') ? 100 : 0,
        Committed: 0,
        Ordered: 0,
        Locked: 'tNO',
      })),
    }
    save(records, 'Items', sku, { ...item, QuantityOnStock: sumOf(item.ItemWarehouseInfoCollection) }, clock)
  }
  const partner = { CardCode: 'WEB-1', CardName: 'Web shop', CardType: 'cCustomer', EmailAddress: 'shop@harbour-finch.example' }
  save(records, 'BusinessPartners', 'WEB-1', { ...aPartner(partner), Currency: '##' }, clock)
  for (const [index, Document] of ['17', '15', '13', '16', '14', '24', '30', '59', '60', '2'].entries()) {
    const base = { Document, DocumentSubType: Document === '2' ? 'C' : '--', Locked: 'tNO' }
    records.put('_series', `${Document}-p`, { ...base, Series: 10 + index, Name: 'Primary', NextNumber: 10_001 })
    records.put('_series', `${Document}-w`, { ...base, Series: 50 + index, Name: 'Web', NextNumber: 900_001 })
  }
}

export const aPartner = (given: SimulatorRecord): SimulatorRecord => ({
  CardName: null,
  EmailAddress: null,
  Phone1: null,
  Currency: LOCAL_CURRENCY,
  Valid: 'tYES',
  Frozen: 'tNO',
  ...given,
})

/** What is stored has the time of the server's clock, and a version. */
export function save(
  records: SimulatorRecords,
  set: string,
  id: string | number,
  record: SimulatorRecord,
  { now, timeZone }: Clock,
): SimulatorRecord {
  const shown = siteTime(now(), timeZone)
  const changes = records.nextId('_change')
  const saved = {
    ...record,
    UpdateDate: shown.slice(0, 10),
    UpdateTime: shown.slice(11, 19),
    '@odata.etag': `W/"${createHash('sha1').update(String(changes)).digest('hex').toUpperCase()}"`,
  }
  records.put(set, id, saved)
  return saved
}

/** The next number of a series; the primary one where none is named. */
export function numbered(
  records: SimulatorRecords,
  object: number,
  series: unknown,
): { readonly Series: number; readonly number: number } | undefined {
  const found = records.find(
    '_series',
    (one) => one['Document'] === String(object) && (series === undefined ? one['Name'] === 'Primary' : one['Series'] === series),
  )
  if (!found) return undefined
  const number = found['NextNumber'] as number
  records.put('_series', `${String(object)}-${found['Name'] === 'Primary' ? 'p' : 'w'}`, { ...found, NextNumber: number + 1 })
  return { Series: found['Series'] as number, number }
}

export const sumOf = (places: readonly { readonly InStock: number }[]): number => places.reduce((sum, { InStock }) => sum + InStock, 0)
