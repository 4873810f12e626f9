// ConnectionsPage
export function ConnectionsPage() {
  return <div />
}
