// German. Loaded only where it is chosen. Whoever adds an English text adds its German one here, in the file of its area: the test in
// ../translations.test.ts names what is missing, what nobody uses any more, and placeholders that differ.
//
// The words of the field: client Mandant, run Lauf, step Schritt, record Datensatz, sample Beispiel, exception Klärfall, exception desk Klärliste,
// replay wiederholen, discard verwerfen, lookup table Zuordnungstabelle, connection slot Verbindungsplatz, draft Entwurf, publish veröffentlichen,
// deploy ausrollen, trigger Auslöser, collection (a window in code) Sammlung, flow message (a topic in code) Flow-Nachricht, approval Freigabe.
// Flow, Mapping and Webhook stay. People are addressed as Sie.
//
// The words of the trade: order of a shop Bestellung, sales order of an ERP Verkaufsauftrag, purchase order Einkaufsbestellung, line Position, document
// Beleg, credit note Gutschrift, refund Erstattung, return Retoure, shipment Sendung, delivery Lieferung, ship notice Lieferavis, receipt of goods
// Wareneingang, receipt of a till Bon, backorder Rückstand, warehouse Lager, location of a shop Standort, stock location Lagerort, outlet and store
// Filiale, till and register Kasse, shift Schicht, closure Kassenabschluss, tender and payment type Zahlungsart, payment gateway Zahlungsdienst, payout
// Auszahlung, dispute Streitfall, tip Trinkgeld, duties Zölle, gift card Geschenkkarte, tax code Steuerschlüssel, posting Buchung, debit Soll,
// credit Haben, carrier Versanddienst, tracking number Sendungsnummer, label Etikett.
import { audit } from './audit.ts'
import { balances } from './balances.ts'
import { branding } from './branding.ts'
import { canvas } from './canvas.ts'
import { counts } from './counts.ts'
import { differences } from './differences.ts'
import { drift } from './drift.ts'
import { errors } from './errors.ts'
import { expressions } from './expressions.ts'
import { FIELDS } from './fields/index.ts'
import { flow } from './flow.ts'
import { mapping } from './mapping.ts'
import { mappingParts } from './mapping-parts.ts'
import { operation } from './operation.ts'
import { problems } from './problems.ts'
import { refusals } from './refusals.ts'
import { settingUp } from './setting-up.ts'
import { shell } from './shell.ts'
import { steps } from './steps.ts'
import { systemFields } from './system-fields.ts'
import { connectorMessages } from './systems/connector-messages.ts'
import { connectorSentences } from './systems/connector-sentences.ts'
import { connectorSettings } from './systems/connector-settings.ts'
import { fieldTitles } from './systems/field-titles.ts'
import { functionDocs } from './systems/function-docs.ts'
import { operationDescriptions } from './systems/operation-descriptions.ts'
import { operations } from './systems/operations.ts'
import { tour } from './tour.ts'

export const AREAS = {
  audit,
  balances,
  branding,
  canvas,
  counts,
  differences,
  drift,
  errors,
  expressions,
  ...FIELDS,
  flow,
  mapping,
  mappingParts,
  operation,
  problems,
  refusals,
  settingUp,
  shell,
  steps,
  systemFields,
  connectorMessages,
  connectorSentences,
  connectorSettings,
  fieldTitles,
  functionDocs,
  operationDescriptions,
  operations,
  tour,
}

export const de: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(AREAS))
