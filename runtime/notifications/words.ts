// What mails and messages say, in each language of the designer. Instants are given as text in the reader's zone.
import type { Language } from '#shared/language.ts'
import type { AlertKind } from '#shared/model/flow-control.ts'
import type { RunStatus } from '#shared/model/runs.ts'

export interface TellingWords {
  readonly locale: string
  readonly waiting: (count: string) => string
  readonly nothingWaits: string
  readonly trouble: (count: string) => string
  readonly digestOf: (day: string) => string
  readonly records: (count: string, step: string, flow: string, oldest: string) => string
  readonly connection: (name: string, kind: AlertKind, since: string) => string
  readonly approvals: (count: string) => string
  readonly missingKeys: (count: string) => string
  readonly runs: (counts: string) => string
  readonly noRuns: string
  readonly status: (count: string, status: RunStatus) => string
  readonly open: string
  readonly openClient: string
  readonly why: (name: string) => string
  readonly ask: (name: string, address: string) => string
  readonly change: string
  /** Of a message in a chat program. */
  readonly whyHere: (partner: string) => string
  readonly changeHere: string
  readonly test: Readonly<Record<'mail' | 'chat', { readonly subject: string; readonly text: string }>>
}

const one = (count: string, singular: string, plural: string): string => `${count} ${count === '1' ? singular : plural}`

const en: TellingWords = {
  locale: 'en-GB',
  waiting: (count) => `${one(count, 'record waits', 'records wait')} for a person`,
  nothingWaits: 'nothing waits',
  trouble: (count) => `${one(count, 'connection is', 'connections are')} in trouble`,
  digestOf: (day) => `Summary of ${day}`,
  records: (count, step, flow, oldest) =>
    `${one(count, 'record waits', 'records wait')} at “${step}” of “${flow}”, ${count === '1' ? 'since' : 'the oldest since'} ${oldest}`,
  connection: (name, kind, since) =>
    `The connection “${name}” ${
      {
        'connection-down': 'is not reachable; its runs wait',
        'sign-in-needed': 'needs new credentials; its runs wait',
        'limit-reached': 'has reached its limit; its runs wait',
        'api-version': 'answers with another API version',
      }[kind]
    }, since ${since}`,
  approvals: (count) => `${one(count, 'approval is', 'approvals are')} asked for`,
  missingKeys: (count) => `${one(count, 'value is', 'values are')} missing in lookup tables`,
  runs: (counts) => `Runs in the last 24 hours, tests included: ${counts}`,
  noRuns: 'No runs in the last 24 hours',
  status: (count, status) =>
    `${count} ${
      {
        queued: 'not begun',
        running: 'under way',
        waiting: 'waiting',
        succeeded: 'succeeded',
        parked: 'with records on the exception desk',
        cancelled: 'cancelled',
        quarantined: 'set aside',
        skipped: 'skipped',
      }[status]
    }`,
  open: 'Open the exception desk',
  openClient: 'Open the client',
  why: (name) => `You get this mail because you asked for it at ${name}.`,
  ask: (name, address) => `Questions? Ask ${name}: ${address}`,
  change: 'Change what you are told',
  whyHere: (partner) => `${partner} tells this channel what waits.`,
  changeHere: 'Change what is told',
  test: {
    mail: { subject: 'A test mail', text: 'Mails from here reach you.' },
    chat: { subject: 'A test message', text: 'Messages from here reach this channel.' },
  },
}

const de: TellingWords = {
  locale: 'de-DE',
  waiting: (count) => `${one(count, 'Datensatz wartet', 'Datensätze warten')} auf einen Menschen`,
  nothingWaits: 'nichts wartet',
  trouble: (count) => `${one(count, 'Verbindung ist', 'Verbindungen sind')} gestört`,
  digestOf: (day) => `Übersicht vom ${day}`,
  records: (count, step, flow, oldest) =>
    `${one(count, 'Datensatz wartet', 'Datensätze warten')} bei „${step}“ von „${flow}“, ${count === '1' ? 'seit' : 'der älteste seit'} ${oldest}`,
  connection: (name, kind, since) =>
    `Die Verbindung „${name}“ ${
      {
        'connection-down': 'ist nicht erreichbar; ihre Läufe warten',
        'sign-in-needed': 'braucht neue Zugangsdaten; ihre Läufe warten',
        'limit-reached': 'hat ihre Grenze erreicht; ihre Läufe warten',
        'api-version': 'antwortet mit einer anderen API-Version',
      }[kind]
    }, seit ${since}`,
  approvals: (count) => `${one(count, 'Freigabe ist', 'Freigaben sind')} erbeten`,
  missingKeys: (count) => `${one(count, 'Wert fehlt', 'Werte fehlen')} in Zuordnungstabellen`,
  runs: (counts) => `Läufe der letzten 24 Stunden, Tests mitgezählt: ${counts}`,
  noRuns: 'Keine Läufe in den letzten 24 Stunden',
  status: (count, status) =>
    `${count} ${
      {
        queued: 'noch nicht begonnen',
        running: 'unterwegs',
        waiting: 'wartend',
        succeeded: 'erfolgreich',
        parked: 'mit Klärfällen',
        cancelled: 'abgebrochen',
        quarantined: 'zurückgestellt',
        skipped: 'übersprungen',
      }[status]
    }`,
  open: 'Klärfälle öffnen',
  openClient: 'Mandanten öffnen',
  why: (name) => `Sie erhalten diese Mail, weil Sie es bei ${name} so gewünscht haben.`,
  ask: (name, address) => `Fragen? Wenden Sie sich an ${name}: ${address}`,
  change: 'Ändern, was Ihnen gesagt wird',
  whyHere: (partner) => `${partner} sagt diesem Kanal, was wartet.`,
  changeHere: 'Ändern, was gesagt wird',
  test: {
    mail: { subject: 'Eine Probemail', text: 'Mails von hier erreichen Sie.' },
    chat: { subject: 'Eine Probenachricht', text: 'Nachrichten von hier erreichen diesen Kanal.' },
  },
}

export const TELLING_WORDS: Readonly<Record<Language, TellingWords>> = { en, de }
