// ClientOverviewPage
export function ClientOverviewPage() {
  return <div />
}
