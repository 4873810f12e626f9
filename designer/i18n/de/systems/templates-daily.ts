// German for templates of what goes on each day beside orders (the catalogue, reconciliation, cash, gift cards, transfers, supplier invoices) and for what
// connectors say of it.
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
  'Of the product.template.': 'Des product.template.',
  'On sale': 'Im Verkauf',
  'False when it is archived or not to be sold any more.': 'Falsch, wenn es archiviert ist oder nicht mehr verkauft werden soll.',
  'goods or service': 'goods (Ware) oder service (Dienstleistung)',
  'Of its own prices: that of the company.': 'Der eigenen Preise: die des Unternehmens.',
  'False when the variant is archived.': 'Falsch, wenn die Variante archiviert ist.',
  'What tells this variant from the others; none for a product without variants.': 'Was diese Variante von den anderen unterscheidet; nichts bei einem Produkt ohne Varianten.',
  'Those that have a SKU, archived ones too.': 'Die mit einer SKU, auch archivierte.',
  'Its name in Odoo.': 'Ihr Name in Odoo.',
  'Of the price list.': 'Der Preisliste.',
  'Prices in price lists': 'Preise in Preislisten',
  'Fixed prices that apply now to a single piece. Those that Odoo computes by a formula or a percentage are not told.': 'Feste Preise, die jetzt für ein einzelnes Stück gelten. Solche, die Odoo mit einer Formel oder einem Prozentsatz berechnet, werden nicht genannt.',
}
