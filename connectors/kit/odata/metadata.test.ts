import { describe, expect, it } from 'vitest'
import { readMetadata } from './metadata.ts'

const describes = (schema: string) =>
  `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>${schema}</edmx:DataServices></edmx:Edmx>`
const SCHEMA = `<Schema Namespace="Shop" Alias="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="channel"><Member Name="Web" Value="0"/><Member Name="Phone" Value="1"/></EnumType>
  <EntityType Name="order"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.Guid" Nullable="false"/><Property Name="channel" Type="Shop.channel"/>
    <NavigationProperty Name="lines" Type="Collection(Shop.line)"/></EntityType>
  <EntityType Name="other"/>
  <EntityContainer Name="c"><EntitySet Name="orders" EntityType="S.order"/><EntitySet Name="gone" EntityType="Shop.gone"/></EntityContainer>
</Schema>`

describe('the description of an OData service', () => {
  it('says which properties the entities of a set have, and what an enumeration may be', () => {
    expect([...readMetadata(describes(SCHEMA))]).toEqual([
      [
        'orders',
        {
          key: ['id'],
          properties: [
            { name: 'id', type: 'Edm.Guid', members: [] },
            { name: 'channel', type: 'Shop.channel', members: ['Web', 'Phone'] },
          ],
        },
      ],
    ])
  })
  it('is read of a service without sets', () => expect(readMetadata(describes('<Schema Namespace="Shop"/>')).size).toBe(0))
  it.each([['{}'], ['<html/>'], ['<edmx:Edmx/>'], ['<!DOCTYPE x [<!ENTITY a "b">]><Edmx/>']])('is not %s', (text) =>
    expect(() => readMetadata(text)).toThrow(/it (is no|has a)/),
  )
})
