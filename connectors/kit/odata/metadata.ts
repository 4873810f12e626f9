// The part of an OData service's description of itself (`$metadata`, CSDL in XML) that says which properties the entities of its sets have.
// https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html
import { isRecord, type Json } from '#shared/json.ts'
import { parseXml } from '../formats/xml-value.ts'

export interface ODataProperty {
  readonly name: string
  /** Such as Edm.Decimal, or the name of a type of the service. */
  readonly type: string
  /** Names of an enumeration; empty for other types. */
  readonly members: readonly string[]
}

export interface ODataEntity {
  readonly key: readonly string[]
  readonly properties: readonly ODataProperty[]
}

const LISTS = new Set(['Schema', 'EntityType', 'EnumType', 'Member', 'EntityContainer', 'EntitySet', 'Property', 'PropertyRef'])

/** By the names of the sets. Throws a plain Error with a sentence for what is no such description. */
export function readMetadata(xml: string): ReadonlyMap<string, ODataEntity> {
  const { name, value } = parseXml(xml, LISTS)
  const services = name === 'Edmx' && isRecord(value) ? value['DataServices'] : undefined
  if (!isRecord(services)) throw new Error('it is no description of an OData service')
  const schemas = listed(services, 'Schema')
  const enumerations = new Map(
    schemas
      .flatMap((schema) => listed(schema, 'EnumType'))
      .map((type) => [textOf(type, '@Name'), listed(type, 'Member').map((member) => textOf(member, '@Name'))]),
  )
  const types = new Map(
    schemas.flatMap((schema) => listed(schema, 'EntityType')).map((type) => [textOf(type, '@Name'), entityOf(type, enumerations)]),
  )
  const sets = schemas.flatMap((schema) => listed(schema, 'EntityContainer')).flatMap((container) => listed(container, 'EntitySet'))
  return new Map(
    sets.flatMap((set) => {
      const entity = types.get(localName(textOf(set, '@EntityType')))
      return entity ? [[textOf(set, '@Name'), entity] as const] : []
    }),
  )
}

type Element = Readonly<Record<string, Json>>

function entityOf(type: Element, enumerations: ReadonlyMap<string, readonly string[]>): ODataEntity {
  const key = type['Key']
  return {
    key: isRecord(key) ? listed(key as Element, 'PropertyRef').map((property) => textOf(property, '@Name')) : [],
    properties: listed(type, 'Property').map((property) => {
      const of = textOf(property, '@Type')
      return { name: textOf(property, '@Name'), type: of, members: enumerations.get(localName(of)) ?? [] }
    }),
  }
}

const listed = (element: Readonly<Record<string, unknown>>, name: string): readonly Element[] => {
  const all = element[name]
  return Array.isArray(all) ? all.filter((one): one is Element => isRecord(one)) : []
}
const textOf = (element: Element, name: string): string => (typeof element[name] === 'string' ? element[name] : '')
/** `Microsoft.NAV.customer`, or with an alias `NAV.customer`. */
const localName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
