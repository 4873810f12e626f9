// AuditPage
export function AuditPage() {
  return <div />
}
