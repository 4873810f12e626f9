// PartnerOverviewPage
export function PartnerOverviewPage() {
  return <div />
}
