// The mailbox's side of IMAP4rev1 (RFC 3501) with UIDPLUS and MOVE, as far as reading and putting away mails needs it.
import type { Socket } from 'node:net'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import type { MailStore } from './mail-store.ts'
import { envelopeOf, quoted, sectionOf, structureOf } from './mime.ts'

export interface ImapOptions {
  readonly store: MailStore
  readonly accepts: (name: string, password: string) => boolean
}

const CAPABILITY = 'IMAP4rev1 UIDPLUS MOVE NAMESPACE ID UNSELECT'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function serveImap(socket: Socket, { store, accepts }: ImapOptions): void {
  let buffer: Buffer = Buffer.alloc(0)
  let command = ''
  let isSignedIn = false
  let selected: string | undefined
  let isReadOnly = false
  const send = (...lines: readonly (string | Buffer)[]) => socket.write(Buffer.concat(lines.map((line) => Buffer.from(line))))
  const say = (line: string): void => void send(`${line}\r\n`)
  say(`* OK [CAPABILITY ${CAPABILITY}] ready`)

  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (let at = buffer.indexOf('\r\n'); at >= 0; at = buffer.indexOf('\r\n')) {
      const line = buffer.subarray(0, at).toString()
      const literal = /\{(\d+)\+?\}$/.exec(line)
      const length = Number(literal?.[1] ?? 0)
      if (literal && buffer.length < at + 2 + length) {
        if (!line.endsWith('+}')) say('+ go on')
        return
      }
      // A literal is a quoted string from here on.
      command += literal ? line.slice(0, literal.index) + quoted(buffer.subarray(at + 2, at + 2 + length).toString()) : line
      buffer = buffer.subarray(at + 2 + length)
      if (literal) continue
      const [, tag = '*', rest = ''] = /^(\S+) (.*)$/.exec(command) ?? []
      command = ''
      answer(tag, rest)
    }
  })

  function answer(tag: string, text: string): void {
    const isUid = /^UID /i.test(text)
    const [, verb = '', rest = ''] = /^(?:UID )?(\S+)\s*(.*)$/i.exec(text) ?? []
    const words = wordsOf(rest)
    const ok = () => say(`${tag} OK done`)
    const mails = () => (selected === undefined ? [] : store.mailsOf(selected))
    const chosen = () => inSet(mails(), words[0] ?? '', isUid)
    switch (verb.toUpperCase()) {
      case 'CAPABILITY':
        say(`* CAPABILITY ${CAPABILITY}`)
        return ok()
      case 'ID':
        say('* ID ("name" "tillflow-simulator")')
        return ok()
      case 'NOOP':
      case 'SUBSCRIBE':
        return ok()
      case 'LOGIN':
        isSignedIn = accepts(words[0] ?? '', words[1] ?? '')
        return isSignedIn ? ok() : say(`${tag} NO [AUTHENTICATIONFAILED] Authentication failed.`)
      case 'LOGOUT':
        say('* BYE')
        ok()
        return void socket.end()
    }
    if (!isSignedIn) return say(`${tag} BAD sign in first`)
    switch (verb.toUpperCase()) {
      case 'NAMESPACE':
        say('* NAMESPACE (("" "/")) NIL NIL')
        return ok()
      case 'LIST':
      case 'LSUB':
        for (const name of store.folders().filter((one) => words[1] === '*' || words[1] === one))
          say(`* ${verb.toUpperCase()} () "/" ${quoted(name)}`)
        return ok()
      case 'CREATE':
        store.createFolder(words[0] ?? '')
        return ok()
      case 'SELECT':
      case 'EXAMINE':
        return select(tag, words[0] ?? '', verb.toUpperCase() === 'EXAMINE')
      case 'SEARCH':
        say(`* SEARCH ${search(mails(), words, isUid).join(' ')}`.trimEnd())
        return ok()
      case 'FETCH':
        for (const mail of chosen()) fetch(mail, mails().indexOf(mail) + 1, rest.slice(rest.indexOf(' ') + 1), isUid)
        return ok()
      case 'STORE': {
        if (isReadOnly) return say(`${tag} NO [READ-ONLY] the folder was opened for reading`)
        for (const mail of chosen()) store.flag(mail, wordsOf((words[2] ?? '').replaceAll(/[()]/g, '')), words[1]?.startsWith('+') === true)
        return ok()
      }
      case 'MOVE': {
        const target = words[1] ?? ''
        if (!store.hasFolder(target)) return say(`${tag} NO [TRYCREATE] there is no such folder`)
        for (const mail of chosen()) {
          say(`* ${mails().findIndex(({ id }) => id === mail['id']) + 1} EXPUNGE`)
          store.move(mail, target)
        }
        return ok()
      }
      case 'CLOSE':
      case 'UNSELECT':
        selected = undefined
        return ok()
      default:
        return say(`${tag} BAD ${verb} is not known`)
    }
  }

  function select(tag: string, name: string, readOnly: boolean): void {
    if (!store.hasFolder(name)) return say(`${tag} NO [NONEXISTENT] there is no such folder`)
    selected = name
    isReadOnly = readOnly
    const found = store.mailsOf(name)
    say(`* ${found.length} EXISTS`)
    say('* 0 RECENT')
    say('* FLAGS (\\Seen \\Deleted)')
    say('* OK [PERMANENTFLAGS (\\Seen \\Deleted)] ok')
    say(`* OK [UIDVALIDITY ${store.validityOf(name)}] ok`)
    say(`* OK [UIDNEXT ${Number(found.at(-1)?.['uid'] ?? 0) + 1}] ok`)
    say(`${tag} OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] done`)
  }

  function fetch(mail: SimulatorRecord, sequence: number, items: string, isUid: boolean): void {
    const parts: (string | Buffer)[] = isUid || /\bUID\b/.test(items) ? [`UID ${String(mail['uid'])}`] : []
    if (/\bFLAGS\b/.test(items)) parts.push(`FLAGS (${(mail['flags'] as string[]).join(' ')})`)
    if (/INTERNALDATE/.test(items)) parts.push(`INTERNALDATE "${internalDate(new Date(String(mail['receivedAt'])))}"`)
    if (/RFC822\.SIZE/.test(items)) parts.push(`RFC822.SIZE ${sectionOf(mail, '')?.length ?? 0}`)
    if (/ENVELOPE/.test(items)) parts.push(`ENVELOPE ${envelopeOf(mail)}`)
    if (/BODYSTRUCTURE/.test(items)) parts.push(`BODYSTRUCTURE ${structureOf(mail)}`)
    for (const [, section = '', from, most] of items.matchAll(/BODY(?:\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?/g)) {
      const bytes = sectionOf(mail, section)
      const name = `BODY[${section}]${from === undefined ? '' : `<${from}>`}`
      if (bytes === undefined) parts.push(`${name} NIL`)
      else {
        const cut = from === undefined ? bytes : bytes.subarray(Number(from), Number(from) + Number(most))
        parts.push(Buffer.concat([Buffer.from(`${name} {${cut.length}}\r\n`), cut]))
      }
    }
    send(`* ${sequence} FETCH (`, ...parts.flatMap((part, at) => (at === 0 ? [part] : [' ', part])), ')\r\n')
  }
}

/** Atoms, quoted strings, and lists as one word with their brackets. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\([^)]*\))|([^\s()"]+)/g)].map(
    ([, string, list, atom]) => string?.replaceAll(/\\(.)/g, '$1') ?? list ?? atom ?? '',
  )
}

function inSet(mails: readonly SimulatorRecord[], set: string, isUid: boolean): readonly SimulatorRecord[] {
  const numberOf = (mail: SimulatorRecord, at: number) => (isUid ? Number(mail['uid']) : at + 1)
  const last = mails.reduce((most, mail, at) => Math.max(most, numberOf(mail, at)), 0)
  const ranges = set.split(',').map((part) => {
    const [from = 0, to = from] = part.split(':').map((end) => (end === '*' ? last : Number(end)))
    return [Math.min(from, to), Math.max(from, to)] as const
  })
  return mails.filter((mail, at) => ranges.some(([from, to]) => from <= numberOf(mail, at) && numberOf(mail, at) <= to))
}

function search(mails: readonly SimulatorRecord[], words: readonly string[], isUid: boolean): readonly number[] {
  let found = mails
  for (const [at, word] of words.entries()) {
    const next = words[at + 1] ?? ''
    if (word.toUpperCase() === 'UID') found = inSet(found, next, true)
    if (word.toUpperCase() === 'SINCE') {
      const [day = '1', month = 'Jan', year = '1970'] = next.split('-')
      const since = new Date(Date.UTC(Number(year), MONTHS.indexOf(month), Number(day)))
      found = found.filter((mail) => new Date(String(mail['receivedAt'])) >= since)
    }
  }
  return found.map((mail) => (isUid ? Number(mail['uid']) : mails.indexOf(mail) + 1))
}

function internalDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`
}
