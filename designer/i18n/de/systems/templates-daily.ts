// German for templates of what goes on each day beside orders: the catalogue, reconciliation, cash, gift cards, transfers, supplier invoices.
export const templatesDaily = {
  'Odoo products and prices to Shopify': 'Odoo-Produkte und -Preise zu Shopify',
  'Products that are made or changed in Odoo are the same in the Shopify shop, with variants, barcodes and prices, also those of markets with a currency of their own. A price that changes alone leaves the product as it is; what is no longer sold becomes a draft and is never deleted.':
    'Produkte, die in Odoo angelegt oder geändert werden, sind im Shopify-Shop dieselben, mit Varianten, Barcodes und Preisen, auch denen von Märkten mit eigener Währung. Ändert sich nur ein Preis, bleibt das Produkt, wie es ist; was nicht mehr verkauft wird, wird ein Entwurf und nie gelöscht.',
  'Currency of the shop': 'Währung des Shops',
  'Three letters. A product whose prices in Odoo are in another currency waits at the exception desk.':
    'Drei Buchstaben. Ein Produkt, dessen Preise in Odoo in einer anderen Währung sind, wartet auf der Klärliste.',
  'New products': 'Neue Produkte',
  'Drafts wait for pictures and texts until somebody in the shop publishes them.':
    'Entwürfe warten auf Bilder und Texte, bis jemand im Shop sie veröffentlicht.',
  'Are drafts': 'Sind Entwürfe',
  'Are on sale at once': 'Sind sofort im Verkauf',
  'Price lists of markets': 'Preislisten von Märkten',
  'Name of the price list in Odoo on the left, id of the price list of the market in Shopify on the right. Price lists that are missing are not sent.':
    'Links der Name der Preisliste in Odoo, rechts die Id der Preisliste des Marktes in Shopify. Fehlende Preislisten werden nicht gesendet.',
  'Odoo price list': 'Odoo-Preisliste',
  'Shopify price list id': 'Id der Shopify-Preisliste',
  Eurozone: 'Eurozone',
}
