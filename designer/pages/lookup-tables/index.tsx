// LookupTablesPage
export function LookupTablesPage() {
  return <div />
}
