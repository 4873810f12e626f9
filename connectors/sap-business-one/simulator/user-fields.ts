// The user-defined fields of the simulated company. Those of sales documents are the same on all kinds of them.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

const field = (TableName: string, Name: string, Description: string, Type: string, more: SimulatorRecord = {}): SimulatorRecord => ({
  TableName,
  Name,
  Description,
  Type,
  SubType: 'st_None',
  Size: 100,
  Mandatory: 'tNO',
  DefaultValue: null,
  LinkedTable: null,
  ValidValuesMD: [],
  ...more,
})
const values = (...pairs: readonly (readonly [string, string])[]) => ({
  ValidValuesMD: pairs.map(([Value, Description]) => ({ Value, Description })),
})

const FIELDS: readonly SimulatorRecord[] = [
  ...['OINV', 'ORCT', 'OJDT'].map((table) => field(table, 'TillflowRef', 'Reference of Tillflow', 'db_Alpha')),
  field('OINV', 'GiftMessage', 'Gift message', 'db_Alpha'),
  field('OINV', 'IsGift', 'Is a gift', 'db_Alpha', { SubType: 'st_Checkbox', Size: 1 }),
  field('OINV', 'Deposit', 'Deposit', 'db_Float', { SubType: 'st_Sum' }),
  field('OINV', 'NeededOn', 'Needed on', 'db_Date'),
  field('OINV', 'PickupTime', 'Picked up at', 'db_Date', { SubType: 'st_Time' }),
  field('OINV', 'Channel', 'Channel', 'db_Alpha', values(['WEB', 'Web shop'], ['POS', 'Till'])),
  field('OINV', 'Parcels', 'Parcels', 'db_Numeric'),
  field('INV1', 'Engraving', 'Engraving', 'db_Alpha'),
  field('OITM', 'Season', 'Season', 'db_Alpha', { LinkedTable: 'SEASONS' }),
  field('OCRD', 'LoyaltyNo', 'Loyalty number', 'db_Alpha'),
  field('OCRD', 'Birthday', 'Birthday', 'db_Date'),
]

export function seedUserFields(records: SimulatorRecords): void {
  for (const [index, one] of FIELDS.entries()) records.put('UserFieldsMD', index, { ...one, FieldID: index })
}

/** Of the types of bodies. */
const TABLES: Readonly<Record<string, string>> = {
  Document: 'OINV',
  DocumentLines: 'INV1',
  BusinessPartner: 'OCRD',
  Item: 'OITM',
  Payment: 'ORCT',
  JournalEntry: 'OJDT',
}

export const isUserField = (records: SimulatorRecords, type: string, name: string): boolean =>
  records.find('UserFieldsMD', (one) => one['TableName'] === TABLES[type] && `U_${String(one['Name'])}` === name) !== undefined
