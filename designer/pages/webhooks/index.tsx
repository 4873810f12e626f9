// WebhooksPage
export function WebhooksPage() {
  return <div />
}
