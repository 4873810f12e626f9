// Sets one member of a record; `undefined` takes it away, because an absent setting and an empty one are not the same to a server.
export function withMember(record: Readonly<Record<string, unknown>>, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _, ...rest } = record
  return value === undefined ? rest : { ...record, [name]: value }
}
