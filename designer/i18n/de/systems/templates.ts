// German for what templates are called, do and ask.
export const templates = {
  'Medusa order to Tryton sale': 'Medusa-Bestellung zu Tryton-Verkauf',
  'Each paid order of a Medusa shop becomes one sale in Tryton, with its customer, lines after discounts, taxes and shipping, taken on to its shipment and its invoice. Looked at every minute; an order that changes again makes no second sale.':
    'Jede bezahlte Bestellung eines Medusa-Shops wird ein Verkauf in Tryton, mit Kunde, Positionen nach Rabatten, Steuern und Versand, weitergeführt bis zu Lieferung und Rechnung. Jede Minute wird nachgesehen; eine Bestellung, die sich noch einmal ändert, ergibt keinen zweiten Verkauf.',
  'Before each order number': 'Vor jeder Bestellnummer',
  "Stands before the shop's order number in the reference of the sale, such as WEB. Tells this shop apart from others that number their orders the same way.":
    'Steht in der Referenz des Verkaufs vor der Bestellnummer des Shops, wie WEB. Unterscheidet diesen Shop von anderen, die ihre Bestellungen ebenso nummerieren.',
  Warehouse: 'Lager',
  'Code of the Tryton warehouse that ships.': 'Code des Tryton-Lagers, das versendet.',
  'Payment term': 'Zahlungsbedingung',
  'Name of the Tryton payment term for orders that are paid already.':
    'Name der Tryton-Zahlungsbedingung für Bestellungen, die schon bezahlt sind.',
  'Rounding difference': 'Rundungsdifferenz',
  "By how much Tryton's total may differ from the shop's. Medusa does not round its taxes, Tryton does. Beyond it the order waits at the exception desk.":
    'Um wie viel Trytons Summe von der des Shops abweichen darf. Medusa rundet seine Steuern nicht, Tryton schon. Darüber wartet die Bestellung auf der Klärliste.',
  'Tryton tax for each tax of the shop': 'Tryton-Steuer zu jeder Steuer des Shops',
  'Name and rate as the shop has them on the left, name of the Tryton tax on the right.':
    'Links Name und Satz, wie der Shop sie hat, rechts der Name der Tryton-Steuer.',
  'Tax of the shop and its rate': 'Steuer des Shops und ihr Satz',
  'Tryton tax': 'Tryton-Steuer',
  'Odoo delivery to Shopify shipment': 'Odoo-Lieferung zu Shopify-Versand',
  'A delivery that leaves the warehouse in Odoo marks what it holds as shipped in the Shopify order, with carrier and tracking number; partial deliveries and backorders too, each once.':
    'Eine Lieferung, die in Odoo das Lager verlässt, markiert in der Shopify-Bestellung, was sie enthält, als versendet, mit Versanddienst und Sendungsnummer; auch Teillieferungen und Rückstände, jede einmal.',
  'What order numbers of the shop hold': 'Was Bestellnummern des Shops enthalten',
  'Deliveries whose order reference does not have it belong to other channels and are passed over. Shopify numbers begin with #.':
    'Lieferungen, deren Auftragsreferenz das nicht hat, gehören zu anderen Kanälen und werden übergangen. Nummern von Shopify beginnen mit #.',
  'Shopify tells the customer': 'Shopify benachrichtigt den Kunden',
  'Sends the shipping e-mail of Shopify.': 'Sendet die Versand-E-Mail von Shopify.',
  Yes: 'Ja',
  No: 'Nein',
  'Carriers as Shopify knows them': 'Versanddienste, wie Shopify sie kennt',
  'Name of the delivery method in Odoo on the left, name of the carrier in Shopify on the right, so that customers get a link to its tracking page. One that is missing is called as in Odoo.':
    'Links der Name der Lieferart in Odoo, rechts der Name des Versanddienstes in Shopify, damit Kunden einen Link zu seiner Sendungsverfolgung bekommen. Ein fehlender heißt wie in Odoo.',
  Odoo: 'Odoo',
  Shopify: 'Shopify',
  'Odoo stock to Shopify, by location': 'Odoo-Bestand zu Shopify, je Standort',
  'What moved, was reserved or counted in Odoo can be bought at the right location of the Shopify shop within a minute or two: available, not on hand, less what is kept back, never below zero. Of many changes only the newest is sent.':
    'Was in Odoo bewegt, reserviert oder gezählt wurde, kann binnen ein oder zwei Minuten am richtigen Standort des Shopify-Shops gekauft werden: verfügbar, nicht vorhanden, abzüglich des Zurückbehaltenen, nie unter null. Von vielen Änderungen wird nur die neueste gesendet.',
  Warehouses: 'Lager',
  'Short names of the Odoo warehouses whose stock the shop sells, with commas between them.':
    'Kurznamen der Odoo-Lager, deren Bestand der Shop verkauft, durch Kommas getrennt.',
  'Kept back': 'Zurückbehalten',
  'So many pieces of every product are not offered online, for example as a reserve for the shop floor.':
    'So viele Stück jedes Produkts werden online nicht angeboten, etwa als Reserve für die Verkaufsfläche.',
  'Location for each warehouse': 'Standort zu jedem Lager',
  'Short name of the Odoo warehouse on the left, id of the Shopify location on the right.':
    'Links der Kurzname des Odoo-Lagers, rechts die Id des Shopify-Standorts.',
  'Odoo warehouse': 'Odoo-Lager',
  'Shopify location id': 'Id des Shopify-Standorts',
  'Central warehouse': 'Zentrallager',
  'Harbour Street shop': 'Filiale Harbour Street',
  'Kept back of single products': 'Zurückbehaltenes einzelner Produkte',
  'SKU on the left, pieces on the right, where it is another number than for all.':
    'Links die SKU, rechts die Stückzahl, wo sie anders ist als für alle.',
  SKU: 'SKU',
  Pieces: 'Stück',
  'Often broken': 'Geht oft kaputt',
  'Shopify cancellation to ERP': 'Shopify-Stornierung zu ERP',
  'An order that is cancelled in Shopify is cancelled in Odoo with its open deliveries, also when the cancellation overtakes the order. What has left the warehouse already waits for a person.':
    'Eine Bestellung, die in Shopify storniert wird, wird in Odoo mit ihren offenen Lieferungen storniert, auch wenn die Stornierung die Bestellung überholt. Was das Lager schon verlassen hat, wartet auf einen Menschen.',
  'Tag for orders that are cancelled in the ERP': 'Tag für Bestellungen, die im ERP storniert sind',
  "The shop's staff see this tag on each order whose sales order is cancelled, such as erp-cancelled. Leave it empty for no tag. Shopify must allow the connection to write orders.":
    'Die Mitarbeiter des Shops sehen dieses Tag an jeder Bestellung, deren Verkaufsauftrag storniert ist, wie erp-cancelled. Leer: kein Tag. Shopify muss der Verbindung erlauben, Bestellungen zu schreiben.',
  'Shopify order edit to ERP': 'Shopify-Bestellungsbearbeitung zu ERP',
  'An order that is edited in Shopify gets the same lines, discounts and delivery in Odoo, to the cent, however often and in whatever order the edits arrive. What has left the warehouse or is invoiced is not changed: a person decides.':
    'Eine Bestellung, die in Shopify bearbeitet wird, bekommt in Odoo dieselben Positionen, Rabatte und denselben Versand, auf den Cent, wie oft und in welcher Reihenfolge die Bearbeitungen auch eintreffen. Was das Lager verlassen hat oder berechnet ist, wird nicht geändert: Ein Mensch entscheidet.',
  'ERP tax for each Shopify tax': 'ERP-Steuer zu jeder Shopify-Steuer',
  'Name and rate as Shopify sends them on the left (with "included" when the price contains the tax), name of the ERP tax on the right. Shared with the order flow: give the same answers, so that what was not edited stays as it is.':
    'Links Name und Satz, wie Shopify sie sendet (mit "included", wenn der Preis die Steuer enthält), rechts der Name der ERP-Steuer. Gemeinsam mit dem Bestell-Flow: Geben Sie dieselben Antworten, damit bleibt, was nicht bearbeitet wurde.',
  'Shopify tax and rate': 'Shopify-Steuer und Satz',
  'ERP tax': 'ERP-Steuer',
  'ERP products for fees': 'ERP-Produkte für Gebühren',
  'SKU of the ERP product that stands for shipping, tips, duties, discounts and gift cards that are sold. Shared with the order flow: give the same answers.':
    'SKU des ERP-Produkts, das für Versand, Trinkgeld, Zölle, Rabatte und verkaufte Geschenkkarten steht. Gemeinsam mit dem Bestell-Flow: Geben Sie dieselben Antworten.',
  Fee: 'Gebühr',
  'ERP SKU': 'ERP-SKU',
  'Shopify order to ERP sales order': 'Shopify-Bestellung zu ERP-Verkaufsauftrag',
  'Each new Shopify order becomes one confirmed sales order in Odoo: customer, lines, discounts, several taxes, shipping, tips, duties and payments. Nothing is entered twice, even when Shopify sends an order again.':
    'Jede neue Shopify-Bestellung wird ein bestätigter Verkaufsauftrag in Odoo: Kunde, Positionen, Rabatte, mehrere Steuern, Versand, Trinkgeld, Zölle und Zahlungen. Nichts wird zweimal eingetragen, auch wenn Shopify eine Bestellung noch einmal sendet.',
  'Company in the ERP': 'Unternehmen im ERP',
  'Only where the ERP holds several companies. Leave it empty otherwise.': 'Nur wo das ERP mehrere Unternehmen führt. Sonst leer lassen.',
  'Default customer': 'Standardkunde',
  'Reference of the ERP contact that gets sales without a customer, such as till sales.':
    'Referenz des ERP-Kontakts, der Verkäufe ohne Kunden bekommt, wie Kassenverkäufe.',
  'Warehouse for each location': 'Lager zu jedem Standort',
  'Shopify location id on the left, short name of the ERP warehouse on the right. The row "online" is for web orders.':
    'Links die Id des Shopify-Standorts, rechts der Kurzname des ERP-Lagers. Die Zeile "online" gilt für Webbestellungen.',
  'ERP warehouse': 'ERP-Lager',
  'Payment journal for each tender': 'Zahlungsjournal zu jeder Zahlungsart',
  "Shopify's name of the payment gateway on the left, short code of the ERP payment journal on the right.":
    'Links Shopifys Name des Zahlungsdienstes, rechts das Kürzel des Zahlungsjournals im ERP.',
  'Shopify gateway': 'Shopify-Zahlungsdienst',
  'ERP journal': 'ERP-Journal',
  'A liability, not revenue': 'Eine Verbindlichkeit, kein Erlös',
  "Shopify's test gateway": 'Shopifys Test-Zahlungsdienst',
  'Name and rate as Shopify sends them on the left (with "included" when the price contains the tax), name of the ERP tax on the right.':
    'Links Name und Satz, wie Shopify sie sendet (mit "included", wenn der Preis die Steuer enthält), rechts der Name der ERP-Steuer.',
  'SKU of the ERP product that stands for shipping, tips, duties, discounts and gift cards that are sold.':
    'SKU des ERP-Produkts, das für Versand, Trinkgeld, Zölle, Rabatte und verkaufte Geschenkkarten steht.',
  'Tag for orders that are in the ERP': 'Tag für Bestellungen, die im ERP sind',
  "The shop's staff see this tag on each order that has its sales order, such as in-erp. Leave it empty for no tag. Shopify must allow the connection to write orders.":
    'Die Mitarbeiter des Shops sehen dieses Tag an jeder Bestellung, die ihren Verkaufsauftrag hat, wie in-erp. Leer: kein Tag. Shopify muss der Verbindung erlauben, Bestellungen zu schreiben.',
  'Shopify payout to Xero, with its fees': 'Shopify-Auszahlung zu Xero, mit ihren Gebühren',
  'Each payout of Shopify Payments becomes one bank transaction that is to the cent what stands on the bank statement: sales and refunds clear the account of the shop, fees, disputes and adjustments go to their own. Nothing is booked twice, and nothing that does not add up.':
    'Jede Auszahlung von Shopify Payments wird eine Bankbewegung, die auf den Cent dem Kontoauszug entspricht: Verkäufe und Erstattungen gleichen das Konto des Shops aus, Gebühren, Streitfälle und Anpassungen gehen auf ihre eigenen. Nichts wird zweimal gebucht und nichts, was nicht aufgeht.',
  'Contact in Xero': 'Kontakt in Xero',
  'Xero needs one for each bank transaction, and makes it where there is none of this name.':
    'Xero braucht einen für jede Bankbewegung und legt ihn an, wo es keinen dieses Namens gibt.',
  'Account for the fees': 'Konto für die Gebühren',
  'Its code.': 'Sein Code.',
  'Bank account for each currency': 'Bankkonto zu jeder Währung',
  'Currency of the payout on the left, code of the bank account on the right.':
    'Links die Währung der Auszahlung, rechts der Code des Bankkontos.',
  'Bank account': 'Bankkonto',
  'Account for each kind of transaction': 'Konto zu jeder Art von Bewegung',
  "Shopify's type on the left, code of the account on the right. Charges and refunds clear the account that the sales were booked to. A kind that is missing waits in the lookup inbox.":
    'Links Shopifys Art, rechts der Code des Kontos. Zahlungen und Erstattungen gleichen das Konto aus, auf das die Verkäufe gebucht wurden. Eine fehlende Art wartet im Posteingang der Zuordnungen.',
  'Type of Shopify': 'Art bei Shopify',
  Account: 'Konto',
  'Clears the card takings': 'Gleicht die Karteneinnahmen aus',
  'Lost until it is won': 'Verloren, bis er gewonnen ist',
  'Names of the kinds': 'Namen der Arten',
  'Shown on the line. A kind that is missing is called as Shopify calls it.':
    'Steht in der Zeile. Eine fehlende Art heißt, wie Shopify sie nennt.',
  Books: 'Buchhaltung',
  'Shopify refund to ERP credit note': 'Shopify-Erstattung zu ERP-Gutschrift',
  'Time zone of the business': 'Zeitzone des Unternehmens',
  'The credit note gets the date of the refund by this clock.': 'Die Gutschrift bekommt das Datum der Erstattung nach dieser Uhr.',
  'Lines that are cancelled before they leave': 'Positionen, die vor dem Versand storniert werden',
  'Where Odoo invoices what was delivered they were never invoiced, and a credit note would take them off twice. Where it invoices what was ordered, credit them.':
    'Wo Odoo das Gelieferte berechnet, wurden sie nie berechnet, und eine Gutschrift zöge sie zweimal ab. Wo es das Bestellte berechnet, schreiben Sie sie gut.',
  'Leave them out: invoices follow deliveries': 'Weglassen: Rechnungen folgen den Lieferungen',
  'Credit them: invoices follow orders': 'Gutschreiben: Rechnungen folgen den Bestellungen',
  'Book the payments too': 'Auch die Zahlungen buchen',
  'Pays the credit note out by the journal of each tender. Say no where payouts of the provider are booked in another way.':
    'Zahlt die Gutschrift über das Journal jeder Zahlungsart aus. Sagen Sie Nein, wo Auszahlungen des Anbieters anders gebucht werden.',
  "Shopify's name of the payment gateway on the left, short code of the ERP payment journal on the right. Shared with the order flow.":
    'Links Shopifys Name des Zahlungsdienstes, rechts das Kürzel des Zahlungsjournals im ERP. Gemeinsam mit dem Bestell-Flow.',
  'Name and rate as Shopify sends them on the left (with "included" when the price contains the tax), name of the ERP tax on the right. Shared with the order flow.':
    'Links Name und Satz, wie Shopify sie sendet (mit "included", wenn der Preis die Steuer enthält), rechts der Name der ERP-Steuer. Gemeinsam mit dem Bestell-Flow.',
  'SKU of the ERP product that stands for shipping, gift cards, goodwill and cash rounding. Shared with the order flow.':
    'SKU des ERP-Produkts, das für Versand, Geschenkkarten, Kulanz und Rundung des Bargelds steht. Gemeinsam mit dem Bestell-Flow.',
  'Given back beside the goods, or kept back': 'Neben der Ware erstattet oder einbehalten',
  'Till sales to Xero, a journal for each store and day': 'Kassenverkäufe zu Xero, ein Journal je Filiale und Tag',
  'The sales and returns in the files of any till become one balanced journal for each store and business day: money by tender, sales by tax, gift cards as a debt, tax and the rounding of cash. What does not add up waits; what comes late makes a second journal.':
    'Die Verkäufe und Retouren in den Dateien beliebiger Kassen werden je Filiale und Geschäftstag ein ausgeglichenes Journal: Geld nach Zahlungsart, Verkäufe nach Steuer, Geschenkkarten als Schuld, Steuer und Rundung des Bargelds. Was nicht aufgeht, wartet; was spät kommt, ergibt ein zweites Journal.',
  'Currency of the books': 'Währung der Buchhaltung',
  'Sales in another currency wait at the exception desk.': 'Verkäufe in einer anderen Währung warten auf der Klärliste.',
  'State of new journals': 'Zustand neuer Journale',
  'Drafts wait in Xero until somebody posts them.': 'Entwürfe warten in Xero, bis jemand sie bucht.',
  Draft: 'Entwurf',
  Posted: 'Gebucht',
  'Account of the cash in the tills': 'Konto des Bargelds in den Kassen',
  'Its code. Cashback is paid out of it.': 'Sein Code. Auch ausgezahltes Bargeld kommt davon.',
  'Account for the rounding of cash': 'Konto für die Rundung des Bargelds',
  'Its code. Where prices in cash are rounded to five pence or cents.': 'Sein Code. Wo Barpreise auf fünf Pence oder Cent gerundet werden.',
  'Tracking category of the stores': 'Tracking-Kategorie der Filialen',
  'Name of the tracking category in Xero whose options are the stores. Leave it empty to use none.':
    'Name der Tracking-Kategorie in Xero, deren Optionen die Filialen sind. Leer: keine.',
  'Name of each store': 'Name jeder Filiale',
  'Code of the store as the tills write it on the left, its name in Xero on the right. A store that is missing is called by its code.':
    'Links der Code der Filiale, wie die Kassen ihn schreiben, rechts ihr Name in Xero. Eine fehlende Filiale heißt nach ihrem Code.',
  'Store of the tills': 'Filiale der Kassen',
  'Name in Xero': 'Name in Xero',
  'Account for each tender': 'Konto zu jeder Zahlungsart',
  'How it was paid, as the tills write it, on the left; code of the account on the right. Xero takes no bank account in a journal: money on its way to the bank has an account of its own. A tender that is missing waits in the lookup inbox.':
    'Links, wie bezahlt wurde, wie die Kassen es schreiben; rechts der Code des Kontos. Xero nimmt in einem Journal kein Bankkonto: Geld auf dem Weg zur Bank hat ein eigenes Konto. Eine fehlende Zahlungsart wartet im Posteingang der Zuordnungen.',
  'Tender of the tills': 'Zahlungsart der Kassen',
  'Cash in the tills': 'Bargeld in den Kassen',
  'Until the provider pays': 'Bis der Anbieter auszahlt',
  'Redeemed: the debt becomes less': 'Eingelöst: Die Schuld wird kleiner',
  'Account for each kind of sale': 'Konto zu jeder Art von Verkauf',
  'Name of the tax as the tills write it on the left, code of the revenue account on the right. "none" stands for lines without tax.':
    'Links der Name der Steuer, wie die Kassen ihn schreiben, rechts der Code des Erlöskontos. "none" steht für Positionen ohne Steuer.',
  'Tax of the tills': 'Steuer der Kassen',
  'Standard rate': 'Normaler Satz',
  'Zero rate': 'Nullsatz',
  'Items that are no sale': 'Posten, die kein Verkauf sind',
  'Kind of item as the tills write it on the left, code of the account on the right: gift cards that are sold are a debt, not revenue.':
    'Links die Art des Postens, wie die Kassen sie schreiben, rechts der Code des Kontos: Verkaufte Geschenkkarten sind eine Schuld, kein Erlös.',
  'Kind of item': 'Art des Postens',
  'Sold: a debt': 'Verkauft: eine Schuld',
  'Account for each tax': 'Konto zu jeder Steuer',
  'Name of the tax as the tills write it on the left, code of the account on the right.':
    'Links der Name der Steuer, wie die Kassen ihn schreiben, rechts der Code des Kontos.',
  'Till files': 'Kassendateien',
  'Stripe payout to Xero, with its fees': 'Stripe-Auszahlung zu Xero, mit ihren Gebühren',
  'Each payout becomes one bank transaction that is to the cent what stands on the bank statement: charges and refunds clear the account of the card takings, fees and disputes go to their own. Nothing is booked twice, and nothing that does not add up.':
    'Jede Auszahlung wird eine Bankbewegung, die auf den Cent dem Kontoauszug entspricht: Zahlungen und Erstattungen gleichen das Konto der Karteneinnahmen aus, Gebühren und Streitfälle gehen auf ihre eigenen. Nichts wird zweimal gebucht und nichts, was nicht aufgeht.',
  "Stripe's category on the left, code of the account on the right. Charges and refunds clear the account that the sales were booked to. A category that is missing waits in the lookup inbox.":
    'Links Stripes Kategorie, rechts der Code des Kontos. Zahlungen und Erstattungen gleichen das Konto aus, auf das die Verkäufe gebucht wurden. Eine fehlende Kategorie wartet im Posteingang der Zuordnungen.',
  'Category of Stripe': 'Kategorie bei Stripe',
  "Stripe's own invoices": 'Stripes eigene Rechnungen',
  'Shown on the line. A kind that is missing is called as Stripe calls it.':
    'Steht in der Zeile. Eine fehlende Art heißt, wie Stripe sie nennt.',
  'Payment provider': 'Zahlungsanbieter',
  'Shopify return and exchange to ERP': 'Shopify-Retoure und -Umtausch zu ERP',
  'Goods that come back to a warehouse or a store are taken in at Odoo where they are fit for sale, and elsewhere where they are not; what is sent instead becomes lines of the sales order. Money stays with the template for refunds.':
    'Ware, die in ein Lager oder eine Filiale zurückkommt, wird in Odoo dort angenommen, wo sie verkäuflich ist, und anderswo, wo sie es nicht ist; was stattdessen versendet wird, wird Position des Verkaufsauftrags. Das Geld bleibt Sache der Vorlage für Erstattungen.',
  'Location for goods that are not fit for sale': 'Lagerort für Ware, die nicht verkäuflich ist',
  'Full name of the location in the ERP, such as Virtual Locations/Scrap. It must not be one that the shop sells from.':
    'Voller Name des Lagerorts im ERP, wie Virtual Locations/Scrap. Es darf keiner sein, aus dem der Shop verkauft.',
  'Location for goods that somebody must look at': 'Lagerort für Ware, die jemand ansehen muss',
  'Full name of the location in the ERP. It also gets goods of which Shopify says only that they came back. Name one outside of the warehouses that the shop sells from, so that they are not sold before.':
    'Voller Name des Lagerorts im ERP. Er bekommt auch Ware, von der Shopify nur sagt, dass sie zurückkam. Nennen Sie einen außerhalb der Lager, aus denen der Shop verkauft, damit sie nicht vorher verkauft wird.',
  'Shopify location id on the left, short name of the ERP warehouse on the right: what is restocked at a location is in the stock of this warehouse again, also where an online order comes back to a store. Shared with the order flow.':
    'Links die Id des Shopify-Standorts, rechts der Kurzname des ERP-Lagers: Was an einem Standort zurück in den Bestand kommt, ist wieder im Bestand dieses Lagers, auch wo eine Onlinebestellung in eine Filiale zurückkommt. Gemeinsam mit dem Bestell-Flow.',
  'Where web orders ship from': 'Von wo Webbestellungen versendet werden',
  'For the goods that are sent in exchange. Name and rate as Shopify sends them on the left, name of the ERP tax on the right. Shared with the order flow: give the same answers.':
    'Für die Ware, die im Umtausch versendet wird. Links Name und Satz, wie Shopify sie sendet, rechts der Name der ERP-Steuer. Gemeinsam mit dem Bestell-Flow: Geben Sie dieselben Antworten.',
  'For orders with an exchange. SKU of the ERP product that stands for shipping, tips, duties, discounts and gift cards that are sold. Shared with the order flow: give the same answers.':
    'Für Bestellungen mit Umtausch. SKU des ERP-Produkts, das für Versand, Trinkgeld, Zölle, Rabatte und verkaufte Geschenkkarten steht. Gemeinsam mit dem Bestell-Flow: Geben Sie dieselben Antworten.',
  'Each refund that Shopify pays out becomes one posted credit note in Odoo: goods, shipping, goodwill, several taxes, cash rounding, exchanges, and its payments by tender. It waits for a slow gateway and for an order that is not in the ERP yet, and books nothing twice.':
    'Jede Erstattung, die Shopify auszahlt, wird eine gebuchte Gutschrift in Odoo: Ware, Versand, Kulanz, mehrere Steuern, Rundung des Bargelds, Umtausch und ihre Zahlungen je Zahlungsart. Sie wartet auf einen langsamen Zahlungsdienst und auf eine Bestellung, die noch nicht im ERP ist, und bucht nichts zweimal.',
  'Supplier’s EDI answers to ERP': 'EDI-Antworten eines Lieferanten ins ERP',
  'A supplier’s X12 files are checked, acknowledged with a 997 and entered in Odoo: 855 answers into the purchase order, 856 ship notices on its receipt, 810 invoices as draft bills that match it. What differs waits for a person.':
    'X12-Dateien eines Lieferanten werden geprüft, mit einem 997 quittiert und in Odoo eingetragen: Antworten (855) in die Einkaufsbestellung, Lieferavise (856) auf ihren Wareneingang, Rechnungen (810) als Entwürfe, die zu ihr passen. Was abweicht, wartet auf einen Menschen.',
  'File server': 'Dateiserver',
  Supplier: 'Lieferant',
  'Folder with files of the supplier': 'Ordner mit Dateien des Lieferanten',
  'On the file server, such as /outbound. Files that were read move to its folder archive.':
    'Auf dem Dateiserver, wie /outbound. Gelesene Dateien kommen in dessen Ordner archive.',
  'Which files, such as *.edi; * stands for anything. Leave it empty for all.':
    'Welche Dateien, wie *.edi; * steht für Beliebiges. Leer lassen für alle.',
  'Folder for files to the supplier': 'Ordner für Dateien an den Lieferanten',
  'On the file server, where the supplier takes our purchase orders and acknowledgements, such as /inbound. Shared by both EDI templates of a supplier.':
    'Auf dem Dateiserver, wo der Lieferant unsere Bestellungen und Quittungen abholt, wie /inbound. Beide EDI-Vorlagen eines Lieferanten teilen ihn.',
  'When the supplier confirms fewer': 'Wenn der Lieferant weniger bestätigt',
  'Rejected lines, other prices and more than was ordered always wait for a person.':
    'Abgelehnte Positionen, andere Preise und mehr als bestellt warten immer auf einen Menschen.',
  'Keep the order and ask the buyer': 'Bestellung belassen und den Einkauf fragen',
  'Change the order to what will come': 'Bestellung auf das ändern, was kommt',
  'Bills may be for': 'Rechnungen dürfen lauten über',
  'Invoices for more wait for a person.': 'Rechnungen über mehr warten auf einen Menschen.',
  'What was received': 'Was eingegangen ist',
  'What was ordered: invoices may come before the goods': 'Was bestellt ist: Rechnungen dürfen vor der Ware kommen',
  'Tolerance of invoices': 'Toleranz bei Rechnungen',
  'How much prices in all, and the total, may differ from the order, in its currency. 0: nothing.':
    'Um wie viel die Preise insgesamt und die Summe von der Bestellung abweichen dürfen, in deren Währung. 0: gar nicht.',
  'Store sales to ERP stock': 'Filialverkäufe in den Bestand des ERP',
  'What tills sell leaves the stock of their store in Odoo, and what comes back is in it again, once for each sale. Books are left to the store-day journal.':
    'Was Kassen verkaufen, verlässt in Odoo den Bestand ihrer Filiale, und was zurückkommt, ist wieder darin, einmal je Verkauf. Die Bücher bleiben dem Tagesjournal der Filiale überlassen.',
  'Location of returns': 'Lagerort für Retouren',
  'Full name of the location in the ERP for goods that come back at a till, such as Physical Locations/Returns. Leave it empty: they are in the stock of the store again.':
    'Voller Name des Lagerorts im ERP für Waren, die an einer Kasse zurückkommen, wie Physical Locations/Returns. Leer lassen: Sie sind wieder im Bestand der Filiale.',
  'Kinds of items that are not in stock': 'Artikelarten ohne Bestand',
  'As the till calls them, separated by commas, such as GiftCertificate, Service, Fee. Items that are services in the ERP are left out by themselves.':
    'Wie die Kasse sie nennt, durch Kommas getrennt, wie GiftCertificate, Service, Fee. Artikel, die im ERP Dienstleistungen sind, bleiben von selbst außen vor.',
  'Warehouse of each store': 'Lager jeder Filiale',
  'Code of the store at the tills on the left, short name of the ERP warehouse whose stock it sells on the right. A store without a row waits at the exception desk.':
    'Links der Code der Filiale an den Kassen, rechts der Kurzname des ERP-Lagers, dessen Bestand sie verkauft. Eine Filiale ohne Zeile wartet bei den Ausnahmen.',
  'Store at the tills': 'Filiale an den Kassen',
  'Purchase order to supplier by EDI': 'Einkaufsbestellung an Lieferanten per EDI',
  'Each purchase order that is confirmed in Odoo goes to its supplier once, as an X12 850 on a file server. The supplier’s answers have a template of their own.':
    'Jede in Odoo bestätigte Einkaufsbestellung geht einmal an ihren Lieferanten, als X12 850 auf einem Dateiserver. Die Antworten des Lieferanten haben eine eigene Vorlage.',
  'Reference of the supplier’s contact in the ERP. Only its orders are sent.':
    'Referenz des Kontakts des Lieferanten im ERP. Nur seine Bestellungen werden gesendet.',
  'Our name in orders': 'Unser Name in Bestellungen',
  'As the supplier knows us.': 'Wie der Lieferant uns kennt.',
  'Our id in orders': 'Unsere Id in Bestellungen',
  'The number that was agreed with the supplier for us as the buyer.':
    'Die Nummer, die mit dem Lieferanten für uns als Käufer vereinbart ist.',
  'Days in orders are days by this clock.': 'Tage in Bestellungen sind Tage nach dieser Uhr.',
  'Ids of places that receive': 'Ids der Orte, die Ware empfangen',
  'Short name of the ERP warehouse on the left, the id that was agreed with the supplier for it on the right.':
    'Links der Kurzname des ERP-Lagers, rechts die dafür mit dem Lieferanten vereinbarte Id.',
  'Id at the supplier': 'Id beim Lieferanten',
  'Units of measure': 'Mengeneinheiten',
  'Unit in the ERP on the left, X12 code on the right: EA is each, CA a case, KG a kilogram.':
    'Links die Einheit im ERP, rechts der X12-Code: EA ist Stück, CA ein Karton, KG ein Kilogramm.',
  'ERP unit': 'ERP-Einheit',
  'X12 unit': 'X12-Einheit',
}
