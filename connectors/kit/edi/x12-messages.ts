// The X12 transaction sets of retail: names of the elements (releases 004010 and 005010 agree on these) and structures.
// Amounts that X12 writes without a point (type N2) are called …InCents, because they are.
import { structure, type Dictionary, type Structure } from './structure.ts'

const IDS = ['idType1', 'id1', 'idType2', 'id2', 'idType3', 'id3', 'idType4', 'id4', 'idType5', 'id5']

const SEGMENTS: Dictionary = {
  ACK: ['status', 'quantity', 'unit', 'dateType', 'date', 'request', ...IDS],
  AK1: ['functionalId', 'control', 'version'],
  AK2: ['type', 'control', 'version'],
  AK3: ['segment', 'position', 'loop', 'error'],
  AK4: [['element', 'component'], 'reference', 'error', 'value'],
  AK5: ['status', 'error1', 'error2', 'error3', 'error4', 'error5'],
  AK9: ['status', 'included', 'received', 'accepted', 'error1', 'error2', 'error3', 'error4', 'error5'],
  AMT: ['type', 'amount', 'creditDebit'],
  BAK: ['purpose', 'acknowledgement', 'number', 'date', 'release', 'request', 'contract', 'reference', 'acknowledgedAt'],
  BEG: ['purpose', 'type', 'number', 'release', 'date', 'contract', 'acknowledgement'],
  BIA: ['purpose', 'type', 'number', 'date', 'time', 'action'],
  BIG: ['date', 'number', 'orderDate', 'orderNumber', 'release', 'change', 'type', 'purpose'],
  BSN: ['purpose', 'number', 'date', 'time', 'structure', 'type', 'reason'],
  CAD: ['method', 'initial', 'equipment', 'carrier', 'routing'],
  CTP: ['class', 'type', 'price', 'quantity', 'unit', 'multiplierType', 'multiplier', 'amount', 'basis', 'condition'],
  CTT: ['lines', 'hash', 'weight', 'weightUnit', 'volume', 'volumeUnit', 'description'],
  CUR: ['entity', 'currency', 'rate', 'entity2', 'currency2'],
  DTM: ['type', 'date', 'time', 'zone', 'format', 'period'],
  FOB: ['payment', 'location', 'description'],
  HL: ['id', 'parent', 'level', 'hasChildren'],
  ISS: ['units', 'unit', 'weight', 'weightUnit'],
  IT1: ['line', 'quantity', 'unit', 'price', 'priceBasis', ...IDS],
  ITD: [
    'type',
    'basis',
    'discountPercent',
    'discountDate',
    'discountDays',
    'netDate',
    'netDays',
    'discountInCents',
    'deferredDate',
    '',
    '',
    'description',
  ],
  LIN: ['line', ...IDS],
  MAN: ['type', 'number', 'number2'],
  MSG: ['text', 'control'],
  MTX: ['type', 'text'],
  N1: ['role', 'name', 'idType', 'id'],
  N2: ['name', 'name2'],
  N3: ['line1', 'line2'],
  N4: ['city', 'state', 'postcode', 'country', 'locationType', 'location'],
  N9: ['type', 'value', 'description', 'date', 'time'],
  PER: ['function', 'name', 'numberType', 'number', 'numberType2', 'number2', 'numberType3', 'number3'],
  PID: ['form', 'characteristic', 'agency', 'code', 'text'],
  PO1: ['line', 'quantity', 'unit', 'price', 'priceBasis', ...IDS],
  PO4: [
    'pack',
    'size',
    'unit',
    'packaging',
    'weightType',
    'weight',
    'weightUnit',
    'volume',
    'volumeUnit',
    'length',
    'width',
    'height',
    'lengthUnit',
    'inner',
  ],
  PRF: ['orderNumber', 'release', 'change', 'date', 'line', 'contract', 'type'],
  QTY: ['type', 'quantity', 'unit', 'text'],
  REF: ['type', 'value', 'description'],
  SAC: [
    'kind',
    'code',
    'agency',
    'agencyCode',
    'amountInCents',
    'percentType',
    'percent',
    'rate',
    'unit',
    'quantity',
    'quantity2',
    'method',
    'reference',
    'option',
    'description',
  ],
  SCH: ['quantity', 'unit', 'role', 'name', 'dateType', 'date', 'time'],
  SLN: ['id', 'parent', 'relation', 'quantity', 'unit', 'price', 'priceBasis', 'change', ...IDS],
  SN1: ['line', 'quantity', 'unit', 'shippedToDate', 'orderedQuantity', 'orderedUnit', '', 'status'],
  TD1: ['packaging', 'packages', 'commodityType', 'commodity', 'description', 'weightType', 'weight', 'weightUnit', 'volume', 'volumeUnit'],
  TD3: ['equipment', 'initial', 'number', 'weightType', 'weight', 'weightUnit', 'ownership', 'status', 'seal'],
  TD4: ['handling', 'hazardType', 'hazard', 'description'],
  TD5: [
    'sequence',
    'idType',
    'carrier',
    'method',
    'routing',
    'status',
    'locationType',
    'location',
    'direction',
    'time',
    'timeBasis',
    'serviceLevel',
  ],
  TDS: ['totalInCents', 'discountableInCents', 'discountedInCents', 'discountInCents'],
  TXI: ['type', 'amount', 'percent', 'jurisdictionType', 'jurisdiction', 'exempt', 'relation', 'base', 'taxId'],
  UIT: ['unit', 'price', 'priceBasis'],
}

const PARTY = 'names:N2* address:N3* place:N4 references:REF* contacts:PER* dates:DTM*'
const of = (description: string): Structure => structure(description, SEGMENTS)

/** By transaction set. */
export const X12_MESSAGES: Readonly<Record<string, Structure>> = {
  // Purchase order.
  '850': of(
    `beginning:BEG! currency:CUR references:REF* contacts:PER* taxes:TXI* delivery:FOB* charges:SAC*(currency:CUR) terms:ITD* dates:DTM* descriptions:PID* packages:TD1* routing:TD5* equipment:TD3*
     marks:MAN* notes:N9*(dates:DTM* texts:MSG* messages:MTX*) parties:N1*(${PARTY} delivery:FOB* packages:TD1* routing:TD5*)
     lines:PO1!*(currency:CUR prices:CTP* descriptions:PID* packing:PO4* references:REF* contacts:PER* charges:SAC* terms:ITD* dates:DTM* packages:TD1* routing:TD5* taxes:TXI* quantities:QTY*
       schedules:SCH* notes:N9*(texts:MSG* messages:MTX*) parties:N1*(${PARTY}) components:SLN*(descriptions:PID*) amounts:AMT*)
     totals:CTT(amounts:AMT*)`,
  ),
  // Purchase order acknowledgement.
  '855': of(
    `beginning:BAK! currency:CUR references:REF* contacts:PER* delivery:FOB* charges:SAC* terms:ITD* dates:DTM* descriptions:PID* packages:TD1* routing:TD5* notes:N9*(texts:MSG*)
     parties:N1*(${PARTY})
     lines:PO1*(currency:CUR prices:CTP* descriptions:PID* packing:PO4* references:REF* charges:SAC* dates:DTM* packages:TD1* routing:TD5* acknowledgements:ACK*(dates:DTM*) schedules:SCH* notes:N9*(texts:MSG*)
       parties:N1*(${PARTY}))
     totals:CTT(amounts:AMT*)`,
  ),
  // Ship notice: a list of levels (shipment, order, pack, item) that name their parents.
  '856': of(
    `beginning:BSN! dates:DTM*
     levels:HL!*(line:LIN shipped:SN1 components:SLN* order:PRF packing:PO4* descriptions:PID* prices:CTP* packages:TD1* routing:TD5* equipment:TD3* hazards:TD4* references:REF* contacts:PER* marks:MAN* dates:DTM* delivery:FOB*
       charges:SAC* quantities:QTY* equipmentDetails:CAD* parties:N1*(${PARTY} delivery:FOB*))
     totals:CTT`,
  ),
  // Invoice.
  '810': of(
    `beginning:BIG! notes:N9*(texts:MSG*) currency:CUR references:REF* contacts:PER* parties:N1*(${PARTY}) terms:ITD* dates:DTM* delivery:FOB* descriptions:PID* packages:TD1*
     lines:IT1*(currency:CUR quantities:QTY* taxes:TXI* prices:CTP* descriptions:PID* packing:PO4* references:REF* contacts:PER* charges:SAC*(taxes:TXI*) terms:ITD* dates:DTM* equipmentDetails:CAD* components:SLN*(dates:DTM* references:REF* descriptions:PID* charges:SAC* taxes:TXI*)
       parties:N1*(${PARTY}))
     total:TDS! taxes:TXI* equipmentDetails:CAD* amounts:AMT* charges:SAC*(taxes:TXI*) shipments:ISS* totals:CTT`,
  ),
  // Inventory advice.
  '846': of(
    `beginning:BIA! dates:DTM* references:REF* contacts:PER* parties:N1*(${PARTY})
     lines:LIN!*(descriptions:PID* dates:DTM* prices:CTP* references:REF* packing:PO4* units:UIT* charges:SAC* quantities:QTY*(units:UIT* dates:DTM*) parties:N1*(${PARTY}))
     totals:CTT`,
  ),
  // Functional acknowledgement.
  '997': of('group:AK1! sets:AK2*(errors:AK3*(elements:AK4*) result:AK5!) result:AK9!'),
}
