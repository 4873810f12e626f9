// GET …/connections/:connection/query-schema -> QuerySchema: what may be asked for in the query language of the connected system.
export interface QuerySchema {
  /** ISO instant. */
  readonly readAt: string
  /** As the language writes schemas: of GraphQL its schema definition language. */
  readonly text: string
}
