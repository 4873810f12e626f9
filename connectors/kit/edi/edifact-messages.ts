// The EDIFACT messages of retail: names of the elements (directories D.93A to D.01B and EANCOM agree on these) and structures.
import { structure, type Dictionary, type Structure } from './structure.ts'

const SEGMENTS: Dictionary = {
  ALC: ['kind', ['number', 'description'], 'settlement', 'sequence', ['service', '', '', 'text']],
  ALI: ['origin', 'duty', 'condition'],
  BGM: [['type', '', '', 'name'], ['number', 'version'], 'function', 'response'],
  CNT: [['type', 'value', 'unit']],
  COM: [['number', 'numberType']],
  CPS: ['id', 'parent', 'level'],
  CTA: ['function', ['id', 'name']],
  CUX: [['usage', 'currency', 'currencyType'], ['usage2', 'currency2', 'currencyType2'], 'rate'],
  DLM: ['backOrder'],
  DTM: [['type', 'date', 'format']],
  FTX: ['subject', 'function', ['code', '', 'agency'], ['text', 'text2', 'text3', 'text4', 'text5'], 'language'],
  GIN: ['type', ['from', 'to'], ['from2', 'to2'], ['from3', 'to3'], ['from4', 'to4'], ['from5', 'to5']],
  GIR: ['set', ['id', 'idType'], ['id2', 'idType2'], ['id3', 'idType3']],
  IMD: ['form', ['characteristic'], ['code', '', 'agency', 'text', 'text2', 'language']],
  LIN: ['line', 'action', ['id', 'idType', '', 'agency'], ['subline', 'parent'], 'level'],
  LOC: ['type', ['place', '', 'agency', 'name'], ['related', '', 'relatedAgency', 'relatedName']],
  MEA: ['purpose', ['property', 'significance'], ['unit', 'value', 'minimum', 'maximum']],
  MOA: [['type', 'amount', 'currency', 'currencyType', 'status']],
  NAD: [
    'role',
    ['id', '', 'agency'],
    ['address1', 'address2', 'address3', 'address4', 'address5'],
    ['name', 'name2', 'name3', 'name4', 'name5'],
    ['street', 'street2', 'street3', 'street4'],
    'city',
    'region',
    'postcode',
    'country',
  ],
  PAC: ['packages', ['level', 'related', 'terms'], ['packaging', '', 'agency', 'description']],
  PAI: [['condition', 'guarantee', 'means']],
  PAT: ['type', ['terms', '', '', 'description'], ['reference', 'relation', 'period', 'periods']],
  PCD: [['type', 'percent', 'basis']],
  PCI: ['instruction', ['mark', 'mark2', 'mark3', 'mark4']],
  PIA: [
    'function',
    ['id', 'idType', '', 'agency'],
    ['id2', 'idType2', '', 'agency2'],
    ['id3', 'idType3', '', 'agency3'],
    ['id4', 'idType4', '', 'agency4'],
    ['id5', 'idType5', '', 'agency5'],
  ],
  PRI: [['type', 'price', 'priceType', 'priceList', 'basis', 'basisUnit']],
  QTY: [['type', 'quantity', 'unit']],
  QVR: [['difference', 'type'], 'change'],
  RFF: [['type', 'value', 'line', 'version']],
  RNG: ['type', ['unit', 'minimum', 'maximum']],
  SCC: ['status', 'requirement', ['frequency']],
  STS: [['category'], ['status'], ['reason']],
  TAX: ['function', ['type', '', '', 'name'], ['account'], 'basis', ['rateType', '', '', 'rate'], 'category', 'taxId'],
  TDT: [
    'stage',
    'journey',
    ['mode', 'modeName'],
    ['means', 'meansName'],
    ['carrier', '', 'carrierAgency', 'carrierName'],
    'direction',
    '',
    ['transport', '', '', 'transportName', 'nationality'],
  ],
  TOD: ['function', 'charges', ['terms', '', 'agency', 'text', 'text2']],
  UCI: [
    'control',
    ['sender', 'senderQualifier'],
    ['receiver', 'receiverQualifier'],
    'action',
    'error',
    'segment',
    ['element', 'component'],
  ],
  UCM: ['control', ['type', 'version', 'release', 'agency', 'association'], 'action', 'error', 'segment', ['element', 'component']],
  UCS: ['position', 'error'],
  UCD: ['error', ['element', 'component']],
  UNS: ['section'],
}

const of = (description: string): Structure => structure(description, SEGMENTS)
const PARTY = 'places:LOC* references:RFF*(dates:DTM*) contacts:CTA*(numbers:COM*)'
const CHARGE = 'quantities:QTY* percents:PCD* amounts:MOA* taxes:TAX*(amounts:MOA*)'
const HEADER = `beginning:BGM! dates:DTM* payment:PAI conditions:ALI* descriptions:IMD* texts:FTX* references:RFF*(dates:DTM*) parties:NAD*(${PARTY}) taxes:TAX*(amounts:MOA*) currencies:CUX*(dates:DTM* percents:PCD)
  terms:PAT*(dates:DTM* percents:PCD* amounts:MOA*) transports:TDT*(places:LOC* dates:DTM*) deliveryTerms:TOD*(places:LOC*)`
const LINE = `ids:PIA* descriptions:IMD* measures:MEA* quantities:QTY* percents:PCD* conditions:ALI* dates:DTM* serials:GIN* details:GIR* variances:QVR* texts:FTX* amounts:MOA* prices:PRI* currency:CUX references:RFF*(dates:DTM*)
  packages:PAC*(measures:MEA* marks:PCI*) places:LOC* taxes:TAX*(amounts:MOA*) parties:NAD*(${PARTY}) charges:ALC*(${CHARGE}) transports:TDT*(places:LOC* dates:DTM*) deliveryTerms:TOD*`
const END = `section:UNS counts:CNT* amounts:MOA*(references:RFF* dates:DTM*) summaryTaxes:TAX*(amounts:MOA*) summaryCharges:ALC*(percents:PCD* amounts:MOA*)`
const ORDER = `${HEADER} packages:PAC*(measures:MEA* marks:PCI*) schedules:SCC*(texts:FTX* references:RFF* quantities:QTY*(dates:DTM*)) charges:ALC*(${CHARGE}) lines:LIN*(${LINE} schedules:SCC*(quantities:QTY*(dates:DTM*))) ${END}`

/** By message type. */
export const EDIFACT_MESSAGES: Readonly<Record<string, Structure>> = {
  // Purchase order, and what the supplier answers.
  ORDERS: of(ORDER),
  ORDRSP: of(ORDER),
  // Despatch advice: packages within packages, lines within packages.
  DESADV: of(
    `beginning:BGM! dates:DTM* conditions:ALI* measures:MEA* amounts:MOA* references:RFF*(dates:DTM*) parties:NAD*(${PARTY}) deliveryTerms:TOD*(places:LOC*) transports:TDT*(places:LOC* dates:DTM*)
     packages:CPS*(texts:FTX* units:PAC*(measures:MEA* quantities:QTY* marks:PCI*(references:RFF* dates:DTM* serials:GIN*))
       lines:LIN*(ids:PIA* descriptions:IMD* measures:MEA* quantities:QTY* conditions:ALI* serials:GIN* details:GIR* deliveryLimits:DLM* dates:DTM* texts:FTX* amounts:MOA* references:RFF*(dates:DTM*) places:LOC*(quantities:QTY*)
         marks:PCI*(dates:DTM* measures:MEA* quantities:QTY* serials:GIN*) variances:QVR*(dates:DTM*)))
     section:UNS counts:CNT*`,
  ),
  INVOIC: of(`${HEADER} packages:PAC*(measures:MEA* marks:PCI*) charges:ALC*(${CHARGE}) lines:LIN*(${LINE}) ${END}`),
  // Syntax and service report: what the partner says of an interchange.
  CONTRL: of('interchange:UCI! messages:UCM*(segments:UCS*(elements:UCD*))'),
}
