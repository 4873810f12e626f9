// The methods of AMQP 0-9-1 that the simulated broker knows, with their arguments (specification, part "Class and Method Details"), and RabbitMQ's
// publisher confirms.
import { WireReader, write, type FieldType, type Value } from './wire.ts'

const METHODS = {
  'connection.start': [10, 10, 'major:octet minor:octet properties:table mechanisms:longstr locales:longstr'],
  'connection.start-ok': [10, 11, 'properties:table mechanism:shortstr response:longstr locale:shortstr'],
  'connection.tune': [10, 30, 'channels:short frame:long heartbeat:short'],
  'connection.tune-ok': [10, 31, 'channels:short frame:long heartbeat:short'],
  'connection.open': [10, 40, 'host:shortstr r1:shortstr r2:bit'],
  'connection.open-ok': [10, 41, 'r1:shortstr'],
  'connection.close': [10, 50, 'code:short text:shortstr class:short method:short'],
  'connection.close-ok': [10, 51, ''],
  'channel.open': [20, 10, 'r1:shortstr'],
  'channel.open-ok': [20, 11, 'r1:longstr'],
  'channel.close': [20, 40, 'code:short text:shortstr class:short method:short'],
  'channel.close-ok': [20, 41, ''],
  'exchange.declare': [
    40,
    10,
    'r1:short exchange:shortstr type:shortstr passive:bit durable:bit autoDelete:bit internal:bit noWait:bit arguments:table',
  ],
  'exchange.declare-ok': [40, 11, ''],
  'exchange.delete': [40, 20, 'r1:short exchange:shortstr ifUnused:bit noWait:bit'],
  'exchange.delete-ok': [40, 21, ''],
  'queue.declare': [50, 10, 'r1:short queue:shortstr passive:bit durable:bit exclusive:bit autoDelete:bit noWait:bit arguments:table'],
  'queue.declare-ok': [50, 11, 'queue:shortstr messages:long consumers:long'],
  'queue.bind': [50, 20, 'r1:short queue:shortstr exchange:shortstr routingKey:shortstr noWait:bit arguments:table'],
  'queue.bind-ok': [50, 21, ''],
  'queue.purge': [50, 30, 'r1:short queue:shortstr noWait:bit'],
  'queue.purge-ok': [50, 31, 'messages:long'],
  'queue.delete': [50, 40, 'r1:short queue:shortstr ifUnused:bit ifEmpty:bit noWait:bit'],
  'queue.delete-ok': [50, 41, 'messages:long'],
  'queue.unbind': [50, 50, 'r1:short queue:shortstr exchange:shortstr routingKey:shortstr arguments:table'],
  'queue.unbind-ok': [50, 51, ''],
  'basic.qos': [60, 10, 'size:long count:short global:bit'],
  'basic.qos-ok': [60, 11, ''],
  'basic.consume': [60, 20, 'r1:short queue:shortstr tag:shortstr noLocal:bit noAck:bit exclusive:bit noWait:bit arguments:table'],
  'basic.consume-ok': [60, 21, 'tag:shortstr'],
  'basic.cancel': [60, 30, 'tag:shortstr noWait:bit'],
  'basic.cancel-ok': [60, 31, 'tag:shortstr'],
  'basic.publish': [60, 40, 'r1:short exchange:shortstr routingKey:shortstr mandatory:bit immediate:bit'],
  'basic.return': [60, 50, 'code:short text:shortstr exchange:shortstr routingKey:shortstr'],
  'basic.deliver': [60, 60, 'consumer:shortstr tag:longlong redelivered:bit exchange:shortstr routingKey:shortstr'],
  'basic.get': [60, 70, 'r1:short queue:shortstr noAck:bit'],
  'basic.get-ok': [60, 71, 'tag:longlong redelivered:bit exchange:shortstr routingKey:shortstr messages:long'],
  'basic.get-empty': [60, 72, 'r1:shortstr'],
  'basic.ack': [60, 80, 'tag:longlong multiple:bit'],
  'basic.reject': [60, 90, 'tag:longlong requeue:bit'],
  'basic.recover': [60, 110, 'requeue:bit'],
  'basic.recover-ok': [60, 111, ''],
  'basic.nack': [60, 120, 'tag:longlong multiple:bit requeue:bit'],
  'confirm.select': [85, 10, 'noWait:bit'],
  'confirm.select-ok': [85, 11, ''],
} as const satisfies Record<string, readonly [classId: number, methodId: number, fields: string]>

export type MethodName = keyof typeof METHODS

interface Method {
  readonly name: MethodName
  readonly classId: number
  readonly methodId: number
  readonly fields: readonly (readonly [name: string, type: FieldType])[]
}

const ALL: readonly Method[] = Object.entries(METHODS).map(([name, [classId, methodId, fields]]) => ({
  name: name as MethodName,
  classId,
  methodId,
  fields: fields
    .split(' ')
    .filter(Boolean)
    .map((field) => field.split(':') as [string, FieldType]),
}))
const BY_ID = new Map(ALL.map((method) => [(method.classId << 16) | method.methodId, method]))
const BY_NAME = new Map(ALL.map((method) => [method.name, method]))

export interface Call {
  readonly name: MethodName
  readonly classId: number
  readonly methodId: number
  text(field: string): string
  number(field: string): number
  is(field: string): boolean
  bytes(field: string): Buffer
  table(field: string): Readonly<Record<string, unknown>>
}

/** Undefined: a method that nobody knows here. Throws a RangeError for arguments that do not fit. */
export function readMethod(payload: Buffer): Call | { readonly classId: number; readonly methodId: number; readonly name?: undefined } {
  const [classId, methodId] = [payload.readUInt16BE(0), payload.readUInt16BE(2)]
  const method = BY_ID.get((classId << 16) | methodId)
  if (!method) return { classId, methodId }
  const reader = new WireReader(payload.subarray(4))
  const values = new Map<string, Value>(method.fields.map(([name, type]) => [name, reader.read(type)]))
  return {
    name: method.name,
    classId,
    methodId,
    text(field) {
      const value = values.get(field)
      return typeof value === 'string' ? value : ''
    },
    number: (field) => Number(values.get(field) ?? 0),
    is: (field) => values.get(field) === true,
    bytes(field) {
      const value = values.get(field)
      return Buffer.isBuffer(value) ? value : Buffer.alloc(0)
    },
    table(field) {
      const value = values.get(field)
      return typeof value === 'object' && !Buffer.isBuffer(value) ? value : {}
    },
  }
}

export function writeMethod(name: MethodName, values: Readonly<Record<string, Value>> = {}): Buffer {
  const method = BY_NAME.get(name)
  if (!method) throw new Error(`there is no method ${name}`)
  const head = Buffer.alloc(4)
  head.writeUInt16BE(method.classId, 0)
  head.writeUInt16BE(method.methodId, 2)
  const types = method.fields.map(([, type]) => type)
  return Buffer.concat([
    head,
    write(
      types,
      method.fields.map(([field]) => values[field] ?? (false as Value)),
    ),
  ])
}
