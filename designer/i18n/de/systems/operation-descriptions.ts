// German for what each action, trigger and list of a connector does.
export const operationDescriptions = {
  'Reads an order with all its lines, taxes, discounts and totals.':
    'Liest eine Bestellung mit allen Positionen, Steuern, Rabatten und Summen.',
  'Reads an order after its edits: lines with what was shipped or still is to be, their discounts to the cent, shipping and the total of all that. What came back stays on it: it is credited for itself. Begin with "Order edited".':
    'Liest eine Bestellung nach ihren Bearbeitungen: Positionen mit dem, was versendet wurde oder noch aussteht, ihren Rabatten auf den Cent, Versand und Summe. Was zurückkam, bleibt darauf: Es wird für sich gutgeschrieben. Beginnen Sie mit „Bestellung bearbeitet“.',
  'Finds orders by a search, a page at a time, without their lines.':
    'Findet Bestellungen über eine Suche, Seite für Seite, ohne ihre Positionen.',
  'Reads how much of an order was paid with which tender.': 'Liest, wie viel einer Bestellung mit welcher Zahlungsart bezahlt wurde.',
  'Reads an order of a till as a store sale: lines, tip, cash rounding and tenders that add up. Find them with source_name:pos.':
    'Liest eine Bestellung einer Kasse als Filialverkauf: Positionen, Trinkgeld, Rundung des Bargelds und Zahlungsarten, die aufgehen. Zu finden mit source_name:pos.',
  'Reads a refund made at a till as a store sale with negative lines and tenders, with the rounding of cash. Begin with "Refund created".':
    'Liest eine Erstattung an einer Kasse als Filialverkauf mit negativen Positionen und Zahlungsarten, mit der Rundung des Bargelds. Beginnen Sie mit „Erstattung angelegt“.',
  'Reads a refund with its lines, shipping, taxes and payments, which add up. One that is still pending at the gateway is waited for. Begin with "Refund created".':
    'Liest eine Erstattung mit Positionen, Versand, Steuern und Zahlungen, die aufgehen. Auf eine, die beim Zahlungsdienst noch aussteht, wird gewartet. Beginnen Sie mit „Erstattung angelegt“.',
  'Lists what warehouses and shops have to ship or hand out, with lines and destination. "Ship an order" follows.':
    'Listet auf, was Lager und Filialen zu versenden oder auszugeben haben, mit Positionen und Ziel. Darauf folgt „Bestellung versenden“.',
  'Marks what a customer picks up at a store as ready there; Shopify sends its message, once. "Ship an order" follows when it is handed out.':
    'Meldet als bereit, was Kunden in einer Filiale abholen; Shopify schickt seine Nachricht, einmal. Wird es ausgegeben, folgt „Bestellung versenden“.',
  'Marks lines of an order as shipped, with tracking, from the locations they are assigned to.':
    'Markiert Positionen einer Bestellung als versendet, mit Sendungsverfolgung, von den Standorten, denen sie zugewiesen sind.',
  'Adds tags to an order, for instance to mark it as exported.':
    'Fügt einer Bestellung Tags hinzu, etwa um sie als übergeben zu kennzeichnen.',
  'Fills metafields that are defined for orders in Shopify, such as the number of the order in the ERP. Others stay as they are.':
    'Füllt Metafelder, die in Shopify für Bestellungen angelegt sind, wie die Nummer der Bestellung im ERP. Andere bleiben, wie sie sind.',
  'Sets how many of products or extras an order has: adds, changes and removes lines that were not shipped.':
    'Setzt, wie viele Produkte oder Zusätze eine Bestellung hat: fügt Positionen hinzu, ändert und entfernt sie, soweit sie nicht versendet sind.',
  'Cancels an order that was not shipped, with or without paying back. It cannot be undone.':
    'Storniert eine Bestellung, die nicht versendet ist, mit oder ohne Rückzahlung. Das kann nicht zurückgenommen werden.',
  'Gives money back for lines, shipping or a sum, the way it was paid, and restocks what came back.':
    'Gibt Geld für Positionen, Versand oder eine Summe auf dem Weg der Zahlung zurück und nimmt Zurückgekommenes in den Bestand.',
  'Registers what a customer sends or brings back, and what is sent instead. "Process a return" follows when it has come.':
    'Erfasst, was ein Kunde zurückschickt oder -bringt und was stattdessen versendet wird. Ist es da, folgt „Retoure bearbeiten“.',
  'Takes in what came back: restocks it, pays back, and lets go what is sent instead.':
    'Nimmt an, was zurückkam: nimmt es in den Bestand, zahlt zurück und gibt frei, was stattdessen versendet wird.',
  'Reads a product with all its variants, by its id, its handle or the id of your own system.':
    'Liest ein Produkt mit allen Varianten, nach seiner Id, seinem Handle oder der Id Ihres Systems.',
  'Finds products by a search or by when they changed, a page at a time, with their variants and prices.':
    'Findet Produkte über eine Suche oder ihre Änderungszeit, Seite für Seite, mit Varianten und Preisen.',
  'Creates a product with its variants and prices, or changes it. What is left out stays as it is.':
    'Legt ein Produkt mit Varianten und Preisen an oder ändert es. Was weggelassen wird, bleibt, wie es ist.',
  "Sets prices of up to 250 products at once: their own prices, or those of a market's price list.":
    'Setzt Preise von bis zu 250 Produkten auf einmal: ihre eigenen oder die der Preisliste eines Marktes.',
  'Lists the price lists of markets and company catalogues, for "Set prices".':
    'Listet die Preislisten von Märkten und Firmenkatalogen auf, für „Preise setzen“.',
  'Reads how much of products each location has: available, on hand, committed, incoming and the rest.':
    'Liest, wie viel von Produkten jeder Standort hat: verfügbar, vorhanden, zugesagt, im Zulauf und das Übrige.',
  'Sets how much of products locations have, as a count; up to 250 lines at once. Lines can say what they expect to find.':
    'Setzt als Zählung, wie viel von Produkten Standorte haben; bis zu 250 Zeilen auf einmal. Zeilen können sagen, was sie vorzufinden erwarten.',
  'Adds to or takes from stock, such as a delivery or a breakage; up to 250 lines at once, all of them or none.':
    'Erhöht oder vermindert den Bestand, etwa um eine Lieferung oder einen Bruch; bis zu 250 Zeilen auf einmal, alle oder keine.',
  'Lists the shops and warehouses where the shop keeps stock.': 'Listet die Filialen und Lager auf, in denen der Shop Bestand führt.',
  'Finds the customer with an e-mail, a phone number or the id of your own system. Answers nothing where there is none.':
    'Findet den Kunden mit einer E-Mail-Adresse, einer Telefonnummer oder der Id Ihres Systems. Antwortet mit nichts, wo es keinen gibt.',
  'Finds customers by a search or by when they changed, a page at a time.':
    'Findet Kunden über eine Suche oder ihre Änderungszeit, Seite für Seite.',
  'Creates a customer, or changes the one with this e-mail, phone or own id. What is left out stays as it is.':
    'Legt einen Kunden an oder ändert den mit dieser E-Mail-Adresse, Telefonnummer oder eigenen Id. Was weggelassen wird, bleibt, wie es ist.',
  'Reads what was done with gift cards, each once: sold, issued, used, topped up, deactivated with what was left, or expired with it.':
    'Liest, was mit Geschenkkarten geschah, jedes einmal: verkauft, ausgegeben, eingelöst, aufgeladen, mit einem Rest gesperrt oder mit ihm abgelaufen.',
  'Finds gift cards by customer, state, balance or the last characters of their code, a page at a time.':
    'Findet Geschenkkarten nach Kunde, Zustand, Guthaben oder den letzten Zeichen ihres Codes, Seite für Seite.',
  'Issues a gift card for a customer, such as for goodwill or a loyalty reward. Shopify sends the code; it is not shown here.':
    'Gibt eine Geschenkkarte für einen Kunden aus, etwa aus Kulanz oder als Treueprämie. Shopify verschickt den Code; hier wird er nicht gezeigt.',
  'Takes a gift card out of use: lost, stolen or paid back. It cannot be undone.':
    'Sperrt eine Geschenkkarte: verloren, gestohlen oder ausgezahlt. Das kann nicht zurückgenommen werden.',
  'Lists what moved the balance of Shopify Payments, with gross, fee and net: all of a payout, or of a time.':
    'Listet auf, was das Guthaben von Shopify Payments bewegte, mit Brutto, Gebühr und Netto: alles einer Auszahlung oder eines Zeitraums.',
  'Asks Shopify to read a whole list of the shop in the background, such as all products or orders of a year.':
    'Bittet Shopify, eine ganze Liste des Shops im Hintergrund zu lesen, wie alle Produkte oder die Bestellungen eines Jahres.',
  'Asks Shopify to do the same change for many inputs in the background. "Read a bulk result" tells how each of them went.':
    'Bittet Shopify, dieselbe Änderung für viele Eingaben im Hintergrund zu machen. „Massenergebnis lesen“ sagt, wie jede ausging.',
  'Waits until Shopify has finished a bulk query or change, and reads its result a page at a time.':
    'Wartet, bis Shopify eine Massenabfrage oder -änderung beendet hat, und liest ihr Ergebnis Seite für Seite.',
  'When an order is placed: online, at a till, or by staff.':
    'Wenn eine Bestellung eingeht: online, an einer Kasse oder durch Mitarbeiter.',
  'When anything about an order changes. May come late or out of order; updated_at says which is newest.':
    'Wenn sich irgendetwas an einer Bestellung ändert. Kann spät oder ungeordnet kommen; updated_at sagt, was das Neueste ist.',
  'When lines, discounts or shipping of an order change after it was placed. Says what changed only; "Get an order as it is now" reads the order.':
    'Wenn sich Positionen, Rabatte oder Versand einer Bestellung nachträglich ändern. Sagt nur, was sich änderte; „Bestellung abrufen, wie sie jetzt ist“ liest die Bestellung.',
  'When an order is cancelled. cancelled_at and cancel_reason are set; refunds come as events of their own.':
    'Wenn eine Bestellung storniert wird. cancelled_at und cancel_reason sind gesetzt; Erstattungen kommen als eigene Ereignisse.',
  'When money is given back: lines, shipping and adjustments together are the amount of the transactions.':
    'Wenn Geld erstattet wird: Positionen, Versand und Anpassungen ergeben zusammen den Betrag der Zahlungen.',
  'When a customer asks to return something. "Get a return" reads what.':
    'Wenn ein Kunde etwas zurückgeben möchte. „Retoure abrufen“ liest, was.',
  'When a return is allowed or made by staff: goods are on their way back. "Get a return" reads what.':
    'Wenn eine Retoure genehmigt oder von Mitarbeitern angelegt wird: Ware ist auf dem Rückweg. „Retoure abrufen“ liest, was.',
  'When a return is finished. It can be opened and closed again.':
    'Wenn eine Retoure beendet ist. Sie kann wieder geöffnet und geschlossen werden.',
  'When a closed return is taken up again: more of it is to come back.':
    'Wenn eine abgeschlossene Retoure wieder aufgenommen wird: Es soll noch mehr zurückkommen.',
  'When a return is called off: nothing comes back. What was announced to a warehouse is to be taken back.':
    'Wenn eine Retoure abgesagt wird: Es kommt nichts zurück. Was einem Lager angekündigt war, ist zurückzunehmen.',
  'When a return that a customer asked for is not allowed, with the reason.':
    'Wenn eine Retoure, um die ein Kunde bat, nicht genehmigt wird, mit dem Grund.',
  'When a product, a variant or a price changes; also when it is ordered. updated_at says which is newest.':
    'Wenn sich ein Produkt, eine Variante oder ein Preis ändert; auch wenn es bestellt wird. updated_at sagt, was das Neueste ist.',
  'When what can be sold of a product at a location changes. May come out of order; updated_at says which is newest.':
    'Wenn sich ändert, was von einem Produkt an einem Standort verkauft werden kann. Kann ungeordnet kommen; updated_at sagt, was das Neueste ist.',
  'When a customer changes. Tags are not told; "Get a customer" reads them.':
    'Wenn sich ein Kunde ändert. Tags werden nicht mitgeteilt; „Kunden abrufen“ liest sie.',
  'When a customer asks for what is stored of them. Answer within 30 days: begin the flow with an approval, so that a person sees it.':
    'Wenn ein Kunde wissen will, was über ihn gespeichert ist. Antworten Sie innerhalb von 30 Tagen: Beginnen Sie den Flow mit einer Freigabe, damit ein Mensch es sieht.',
  'When the personal data of a customer and of orders must go, within 30 days: begin the flow with an approval, so that a person sees it.':
    'Wenn die persönlichen Daten eines Kunden und seiner Bestellungen innerhalb von 30 Tagen gelöscht werden müssen: Beginnen Sie den Flow mit einer Freigabe, damit ein Mensch es sieht.',
  'Two days after the app was uninstalled: everything of the shop must go. Begin the flow with an approval, so that a person sees it.':
    'Zwei Tage nachdem die App entfernt wurde: Alles über den Shop muss gelöscht werden. Beginnen Sie den Flow mit einer Freigabe, damit ein Mensch es sieht.',
  'Reads orders by the time they changed, without their lines; "Get an order" reads the rest.':
    'Liest Bestellungen in der Reihenfolge ihrer Änderung, ohne ihre Positionen; „Bestellung abrufen“ liest das Übrige.',
  'Reads what warehouses and shops have to ship by the time it changed, also when it is shipped, held or cancelled.':
    'Liest, was Lager und Filialen zu versenden haben, in der Reihenfolge der Änderung, auch wenn es versendet, angehalten oder storniert wird.',
  'Reads returns with their lines when they are made, approved, received, refunded, closed, declined or canceled.':
    'Liest Retouren mit ihren Positionen, wenn sie angelegt, genehmigt, empfangen, erstattet, abgeschlossen, abgelehnt oder abgebrochen werden.',
  'Reads products by the time they or their variants changed, with all variants and prices.':
    'Liest Produkte in der Reihenfolge, in der sie oder ihre Varianten sich änderten, mit allen Varianten und Preisen.',
  'Reads the stock levels of a location that changed: by sales, shipments, returns, counts and transfers.':
    'Liest die Bestände eines Standorts, die sich änderten: durch Verkäufe, Versand, Retouren, Zählungen und Umlagerungen.',
  'Reads customers by the time they changed.': 'Liest Kunden in der Reihenfolge ihrer Änderung.',
  'Reads payouts of Shopify Payments with every transaction in them: gross, fee and net.':
    'Liest Auszahlungen von Shopify Payments mit jeder Bewegung darin: Brutto, Gebühr und Netto.',
  'Reads an order by its id or its number, with lines, taxes, shipping, discounts and what came back.':
    'Liest eine Bestellung nach ihrer Id oder Nummer, mit Positionen, Steuern, Versand, Rabatten und dem, was zurückkam.',
  'Reads orders by status and time of change, oldest first.': 'Liest Bestellungen nach Status und Änderungszeit, die ältesten zuerst.',
  'Makes a shipment of an order. The same record never ships twice.':
    'Legt eine Lieferung einer Bestellung an. Derselbe Datensatz versendet nie zweimal.',
  'Makes an invoice of an order. The same record never invoices twice.':
    'Legt eine Rechnung einer Bestellung an. Derselbe Datensatz berechnet nie zweimal.',
  'Writes a credit memo for lines of an order; pays nothing back by itself. The same record never refunds twice.':
    'Schreibt eine Gutschrift für Positionen einer Bestellung; zahlt selbst nichts zurück. Derselbe Datensatz erstattet nie zweimal.',
  'Cancels what is not invoiced yet. An order that is cancelled already stays so.':
    'Storniert, was noch nicht berechnet ist. Eine Bestellung, die schon storniert ist, bleibt es.',
  'Writes a comment for staff or for the shopper. The same text is written once on an order.':
    'Schreibt einen Kommentar für Mitarbeiter oder Käufer. Derselbe Text wird zu einer Bestellung einmal geschrieben.',
  'Reads the product with a SKU, with the attributes that people added.':
    'Liest das Produkt mit einer SKU, mit den Attributen, die hinzugefügt wurden.',
  'Writes a simple product by its SKU. What is left empty stays as it is.':
    'Schreibt ein einfaches Produkt nach seiner SKU. Was leer bleibt, bleibt, wie es ist.',
  'Writes base prices by SKU. Where some are refused the others are written, and the record fails with the reasons.':
    'Schreibt Grundpreise nach SKU. Werden einige abgelehnt, werden die anderen geschrieben, und der Datensatz scheitert mit den Gründen.',
  'Writes the quantity of SKUs at sources. All of them or none.': 'Schreibt die Menge von SKUs an Quellen. Alle oder keine.',
  'Reads the quantity of a SKU at each source.': 'Liest die Menge einer SKU an jeder Quelle.',
  'Reads orders by the time they changed, with lines, taxes, shipping and what came back.':
    'Liest Bestellungen in der Reihenfolge ihrer Änderung, mit Positionen, Steuern, Versand und dem, was zurückkam.',
  'Lists orders without their lines.': 'Listet Bestellungen ohne ihre Positionen auf.',
  'Reads all refunds of an order with the lines, shipping and the rest that each took back.':
    'Liest alle Erstattungen einer Bestellung mit den Positionen, dem Versand und dem Rest, den jede zurücknahm.',
  'Refunds an amount, with or without lines. The same record never refunds twice.':
    'Erstattet einen Betrag, mit oder ohne Positionen. Derselbe Datensatz erstattet nie zweimal.',
  'Sets status, transaction id or meta data. Setting the same again changes nothing.':
    'Setzt Status, Zahlungs-Id oder Metadaten. Dasselbe noch einmal zu setzen ändert nichts.',
  'Writes a note for staff or for the shopper. The same text is written once on an order.':
    'Schreibt eine Notiz für Mitarbeiter oder Käufer. Derselbe Text wird zu einer Bestellung einmal geschrieben.',
  'Writes the product or variation of a SKU: makes it when it is not there. Only what is given is changed.':
    'Schreibt das Produkt oder die Variation einer SKU: legt es an, wenn es fehlt. Nur Angegebenes wird geändert.',
  'Sets how many pieces of a SKU the shop may sell. Setting the same again changes nothing.':
    'Setzt, wie viele Stück einer SKU der Shop verkaufen darf. Dasselbe noch einmal zu setzen ändert nichts.',
  'Finds the customer with an e-mail address, or makes one. Who is there already is not changed.':
    'Findet den Kunden mit einer E-Mail-Adresse oder legt einen an. Wer schon da ist, wird nicht geändert.',
  'When an order is placed, also one that is not paid yet.': 'Wenn eine Bestellung eingeht, auch eine, die noch nicht bezahlt ist.',
  'When an order is paid, edited, refunded, completed or cancelled. One change may come several times.':
    'Wenn eine Bestellung bezahlt, bearbeitet, erstattet, abgeschlossen oder storniert wird. Eine Änderung kann mehrmals kommen.',
  'When an order is put into the bin.': 'Wenn eine Bestellung in den Papierkorb gelegt wird.',
  'When a product is made.': 'Wenn ein Produkt angelegt wird.',
  'When a product is edited or its stock changes.': 'Wenn ein Produkt bearbeitet wird oder sein Bestand sich ändert.',
  'When a shopper makes an account.': 'Wenn ein Käufer ein Konto anlegt.',
  'When an account is changed.': 'Wenn ein Konto geändert wird.',
  'Reads products by the time they changed. Variations are not listed: a change of one changes its product.':
    'Liest Produkte in der Reihenfolge ihrer Änderung. Variationen werden nicht aufgelistet: Ändert sich eine, ändert sich ihr Produkt.',
  'Reads an order with lines, taxes, shipping, discounts and addresses.':
    'Liest eine Bestellung mit Positionen, Steuern, Versand, Rabatten und Adressen.',
  'Fulfils lines of an order and adds the parcel with its tracking number. The same parcel is made once.':
    'Versendet Positionen einer Bestellung und trägt das Paket mit seiner Sendungsnummer ein. Dasselbe Paket wird einmal angelegt.',
  'Pays back an amount of a captured payment. The same record never refunds twice.':
    'Zahlt einen Betrag einer eingezogenen Zahlung zurück. Derselbe Datensatz erstattet nie zweimal.',
  'Finds a variant and its product by SKU, with prices.': 'Findet eine Variante und ihr Produkt nach SKU, mit Preisen.',
  'Writes the product of a SKU: makes one with a single variant when it is not there. Only what is given is changed.':
    'Schreibt das Produkt einer SKU: legt eines mit einer einzigen Variante an, wenn es fehlt. Nur Angegebenes wird geändert.',
  'Reads how many pieces of a SKU each location has, and how many are reserved.':
    'Liest, wie viele Stück einer SKU jeder Standort hat und wie viele reserviert sind.',
  'Sets how many pieces of a SKU a location has. Setting the same again changes nothing.':
    'Setzt, wie viele Stück einer SKU ein Standort hat. Dasselbe noch einmal zu setzen ändert nichts.',
  'Reads variants by the time they changed, with their products and prices.':
    'Liest Varianten in der Reihenfolge ihrer Änderung, mit ihren Produkten und Preisen.',
  'Reads an order with lines, taxes, discounts, surcharges, shipping and addresses.':
    'Liest eine Bestellung mit Positionen, Steuern, Rabatten, Zuschlägen, Versand und Adressen.',
  'Fulfils lines of an order with a tracking code. The same parcel is made once.':
    'Versendet Positionen einer Bestellung mit einer Sendungsnummer. Dasselbe Paket wird einmal angelegt.',
  'Finds a variant by its SKU, with price and stock.': 'Findet eine Variante nach ihrer SKU, mit Preis und Bestand.',
  'Reads a sale with lines, SKUs, taxes, discounts, tips, cash rounding, tenders and returns.':
    'Liest einen Verkauf mit Positionen, SKUs, Steuern, Rabatten, Trinkgeld, Rundung des Bargelds, Zahlungsarten und Retouren.',
  'Lists the sales of stores by the time they were closed.': 'Listet die Verkäufe von Filialen nach der Zeit ihres Abschlusses auf.',
  'Reads the cash drawer shifts of all stores when they are closed and counted; "Get a cash drawer shift" reads what went in and out.':
    'Liest die Kassenschichten aller Filialen, wenn sie geschlossen und gezählt sind; „Kassenschicht abrufen“ liest, was hinein- und hinausging.',
  'Lists the cash drawer shifts of a store.': 'Listet die Kassenschichten einer Filiale auf.',
  'Reads a shift with every movement of cash, and how much was over or short.':
    'Liest eine Schicht mit jeder Bewegung des Bargelds und wie viel zu viel oder zu wenig da war.',
  'Pays back a payment, all or in part. The same record never refunds twice.':
    'Zahlt eine Zahlung ganz oder zum Teil zurück. Derselbe Datensatz erstattet nie zweimal.',
  'Finds an item variation by its SKU, with its price.': 'Findet eine Artikelvariante nach ihrer SKU, mit ihrem Preis.',
  'Reads how much of a SKU stores have.': 'Liest, wie viel von einer SKU Filialen haben.',
  'Sets how much of a SKU a store has, as a count. Setting the same again changes nothing.':
    'Setzt als Zählung, wie viel von einer SKU eine Filiale hat. Dasselbe noch einmal zu setzen ändert nichts.',
  'Reads the stores of the account with their time zones and currencies.':
    'Liest die Filialen des Kontos mit ihren Zeitzonen und Währungen.',
  'When an order is made; it may be open still.': 'Wenn eine Bestellung angelegt wird; sie kann noch offen sein.',
  'When an order is paid, closed, changed or cancelled.': 'Wenn eine Bestellung bezahlt, abgeschlossen, geändert oder storniert wird.',
  'When a payment is made at a till or online.': 'Wenn an einer Kasse oder online gezahlt wird.',
  'When a payment is completed, cancelled or refunded, or its fee is known.':
    'Wenn eine Zahlung abgeschlossen, abgebrochen oder erstattet wird oder ihre Gebühr bekannt ist.',
  'When a refund is made; it may be pending.': 'Wenn eine Erstattung angelegt wird; sie kann noch ausstehen.',
  'When a refund is completed or fails.': 'Wenn eine Erstattung abgeschlossen ist oder fehlschlägt.',
  'Reads the sales of stores by the time they changed, without their lines; "Get a sale" reads the rest.':
    'Liest die Verkäufe von Filialen in der Reihenfolge ihrer Änderung, ohne ihre Positionen; „Verkauf abrufen“ liest das Übrige.',
  'Reads a sale, return or exchange with lines, taxes and tenders, as the retail model has it.':
    'Liest einen Verkauf, eine Retoure oder einen Umtausch mit Positionen, Steuern und Zahlungsarten, wie das Handelsmodell sie hat.',
  'Lists the sales of a time, such as a store-day, without their lines.':
    'Listet die Verkäufe eines Zeitraums, etwa eines Filialtags, ohne ihre Positionen auf.',
  'Rings up a sale, return or exchange that was made elsewhere. The same record is rung up once.':
    'Bucht einen Verkauf, eine Retoure oder einen Umtausch, der anderswo geschah. Derselbe Datensatz wird einmal gebucht.',
  'Finds a product or variant by its SKU or one of its other codes.':
    'Findet ein Produkt oder eine Variante nach seiner SKU oder einem seiner anderen Codes.',
  'Writes name, description and price of the product with this SKU; creates it where there is none. Variants are updated, not made.':
    'Schreibt Name, Beschreibung und Preis des Produkts mit dieser SKU; legt es an, wo es fehlt. Varianten werden aktualisiert, nicht angelegt.',
  'Reads how much of a SKU outlets have.': 'Liest, wie viel von einer SKU Filialen haben.',
  'Sets how much of a SKU an outlet has. Setting the same again changes nothing.':
    'Setzt, wie viel von einer SKU eine Filiale hat. Dasselbe noch einmal zu setzen ändert nichts.',
  'Adds to stock or takes from it, for a reason that reports show. Lightspeed takes no reference: repeated, it counts twice.':
    'Erhöht oder vermindert den Bestand, aus einem Grund, den Berichte zeigen. Lightspeed nimmt keine Referenz an: Wiederholt zählt es zweimal.',
  'Finds customers by their code or e-mail address.': 'Findet Kunden nach ihrem Code oder ihrer E-Mail-Adresse.',
  'Creates a customer, unless there is one with this code: that one is answered.':
    'Legt einen Kunden an, außer es gibt einen mit diesem Code: Dann ist er die Antwort.',
  'Lists the stores with their tills, currency and time zone.': 'Listet die Filialen mit ihren Kassen, ihrer Währung und Zeitzone auf.',
  'Lists the tenders: the keys of a tender lookup table.':
    'Listet die Zahlungsarten auf: die Schlüssel einer Zuordnungstabelle für Zahlungsarten.',
  'Lists the taxes with their rates.': 'Listet die Steuern mit ihren Sätzen auf.',
  'Reads what was paid at a register by payment type since it was opened: what a closing counts against.':
    'Liest, was an einer Kasse seit dem Öffnen je Zahlungsart bezahlt wurde: wogegen ein Kassenabschluss zählt.',
  'When a sale, return or exchange is parked, closed, changed or voided. It may come several times; "Get a sale" reads it.':
    'Wenn ein Verkauf, eine Retoure oder ein Umtausch geparkt, abgeschlossen, geändert oder ungültig wird. Es kann mehrmals kommen; „Verkauf abrufen“ liest ihn.',
  'When the stock of a product changes at an outlet.': 'Wenn sich der Bestand eines Produkts in einer Filiale ändert.',
  'When a product or variant is made, changed or deleted.': 'Wenn ein Produkt oder eine Variante angelegt, geändert oder gelöscht wird.',
  'When a customer is made or changed.': 'Wenn ein Kunde angelegt oder geändert wird.',
  'When a register is closed: the moment for a store-day journal. What else the delivery says is not published.':
    'Wenn eine Kasse geschlossen wird: der Zeitpunkt für ein Filialtag-Journal. Was die Meldung sonst sagt, ist nicht veröffentlicht.',
  'Reads sales, returns and exchanges in the order of their changes, without their lines; "Get a sale" reads the rest.':
    'Liest Verkäufe, Retouren und Umtausche in der Reihenfolge ihrer Änderungen, ohne ihre Positionen; „Verkauf abrufen“ liest das Übrige.',
  'Reads products and variants in the order of their changes, also those that were deleted.':
    'Liest Produkte und Varianten in der Reihenfolge ihrer Änderungen, auch gelöschte.',
  'Reads customers in the order of their changes, also those that were deleted.':
    'Liest Kunden in der Reihenfolge ihrer Änderungen, auch gelöschte.',
  'Reads stock levels in the order of their changes. They carry no time: the first round reads all of them.':
    'Liest Bestände in der Reihenfolge ihrer Änderungen. Sie tragen keine Zeit: Die erste Runde liest alle.',
  'Creates and confirms a sales order. Sending the same order reference again gives the order that is there already.':
    'Legt einen Verkaufsauftrag an und bestätigt ihn. Dieselbe Auftragsreferenz noch einmal gesendet ergibt den Auftrag, der schon da ist.',
  'Finds a sales order by its customer reference. A reference that is not there sends the record to the exception desk, or lets it wait.':
    'Findet einen Verkaufsauftrag nach seiner Kundenreferenz. Fehlt sie, kommt der Datensatz auf die Klärliste, oder er wartet darauf.',
  'Gives a confirmed sales order the lines that it shall have: adds, changes and sets to nothing. Where that would change what has left the warehouse or is invoiced, nothing is changed and a person decides.':
    'Gibt einem bestätigten Verkaufsauftrag die Positionen, die er haben soll: fügt hinzu, ändert und setzt auf nichts. Würde das ändern, was das Lager verlassen hat oder berechnet ist, wird nichts geändert, und ein Mensch entscheidet.',
  'Cancels a sales order with its open deliveries, found by its customer reference. One that has left the warehouse, in part or whole, is refused; one that is cancelled already stays as it is.':
    'Storniert einen Verkaufsauftrag mit seinen offenen Lieferungen, gefunden nach seiner Kundenreferenz. Einer, der das Lager ganz oder zum Teil verlassen hat, wird abgelehnt; einer, der schon storniert ist, bleibt, wie er ist.',
  'Creates and posts a customer invoice. Sending the same reference again gives the invoice that is there already.':
    'Legt eine Kundenrechnung an und bucht sie. Dieselbe Referenz noch einmal gesendet ergibt die Rechnung, die schon da ist.',
  'Creates and posts a customer credit note. Sending the same reference again gives the one that is there already.':
    'Legt eine Kundengutschrift an und bucht sie. Dieselbe Referenz noch einmal gesendet ergibt die, die schon da ist.',
  'Finds an invoice or credit note by its reference. One that is not there sends the record to the exception desk.':
    'Findet eine Rechnung oder Gutschrift nach ihrer Referenz. Fehlt sie, kommt der Datensatz auf die Klärliste.',
  'Pays a posted invoice or credit note. Sending the same payment reference again pays nothing twice.':
    'Bezahlt eine gebuchte Rechnung oder Gutschrift. Dieselbe Zahlungsreferenz noch einmal gesendet bezahlt nichts zweimal.',
  'Reads the deliveries of a sales order, backorders too.': 'Liest die Lieferungen eines Verkaufsauftrags, auch Rückstände.',
  'Marks a delivery as done with the quantities that left. One that is done already stays as it is.':
    'Markiert eine Lieferung als erledigt, mit den Mengen, die das Haus verließen. Eine, die schon erledigt ist, bleibt, wie sie ist.',
  'Reads stock on hand, reserved and available by location.': 'Liest vorhandenen, reservierten und verfügbaren Bestand je Lagerort.',
  'Sets the quantity on hand of a product at a location by an inventory adjustment. Repeating it changes nothing.':
    'Setzt die vorhandene Menge eines Produkts an einem Lagerort durch eine Bestandskorrektur. Wiederholt ändert es nichts.',
  'Finds a product by its SKU or barcode. One that is not there sends the record to the exception desk.':
    'Findet ein Produkt nach seiner SKU oder seinem Barcode. Fehlt es, kommt der Datensatz auf die Klärliste.',
  'Writes a product under its SKU. What stands as given is not written again.':
    'Schreibt ein Produkt unter seiner SKU. Was schon so dasteht, wird nicht noch einmal geschrieben.',
  'Looks for a contact by its reference, then by its e-mail address, and makes one when there is none.':
    'Sucht einen Kontakt nach seiner Referenz, dann nach seiner E-Mail-Adresse, und legt einen an, wenn es keinen gibt.',
  'Finds the one contact that a customer of a shop is: by its reference, then by e-mail, then by telephone number, never by name. Links it, or makes one; says so when two may be it.':
    'Findet den einen Kontakt, der ein Kunde eines Shops ist: über seine Referenz, dann die E-Mail, dann die Telefonnummer, nie über den Namen. Verknüpft ihn oder legt einen an; sagt es, wenn zwei in Frage kommen.',
  'After two customers were merged in the shop: links the contact of the one that goes to the one that stays. Two contacts are left to a person.':
    'Nachdem zwei Kunden im Shop zusammengeführt wurden: verknüpft den Kontakt des verschwindenden mit dem bleibenden. Zwei Kontakte bleiben einer Person überlassen.',
  'Makes the contact of a customer anonymous and archives it. What invoices must name by law stays; orders that are under way are left to a person.':
    'Macht den Kontakt eines Kunden anonym und archiviert ihn. Was Rechnungen von Gesetzes wegen nennen müssen, bleibt; laufende Aufträge bleiben einer Person überlassen.',
  'When a customer is made. Tags and consent to marketing are not told; "Get a customer" reads them.':
    'Wenn ein Kunde angelegt wird. Stichwörter und Einwilligungen in Werbung werden nicht genannt; „Kunden abrufen“ liest sie.',
  'When two customers were merged, or could not be: tells which one stays and which one goes.':
    'Wenn zwei Kunden zusammengeführt wurden oder es nicht gelang: sagt, welcher bleibt und welcher verschwindet.',
  'Reads products with the price that holds now and the regular one, whenever a promotion of a price list began, ended, was moved, changed or withdrawn.':
    'Liest Produkte mit dem Preis, der jetzt gilt, und dem regulären, sobald eine Aktion einer Preisliste begann, endete, verschoben, geändert oder zurückgezogen wurde.',
  'Reads fields of the records of a model that meet conditions.': 'Liest Felder der Datensätze eines Modells, die Bedingungen erfüllen.',
  'Reads paid sales, returns and cancelled sales of tills with lines, taxes and payments.':
    'Liest bezahlte Verkäufe, Retouren und stornierte Verkäufe von Kassen mit Positionen, Steuern und Zahlungen.',
  'Reads closed sessions of tills with totals for each payment method and the difference of the cash drawer.':
    'Liest geschlossene Kassensitzungen mit Summen je Zahlungsart und der Differenz der Kassenschublade.',
  'Reads deliveries out of warehouses with their lines, orders and tracking numbers.':
    'Liest Lieferungen aus Lagern mit ihren Positionen, Aufträgen und Sendungsnummern.',
  'Reads products with all variants and their prices when a product, a variant or a fixed price in a price list changed.':
    'Liest Produkte mit allen Varianten und ihren Preisen, wenn sich ein Produkt, eine Variante oder ein fester Preis einer Preisliste geändert hat.',
  'Reads the stock levels by location of products that moved, were reserved or counted.':
    'Liest die Bestände je Lagerort von Produkten, die bewegt, reserviert oder gezählt wurden.',
  'Reads the records of a model that were made or changed since the last time.':
    'Liest die Datensätze eines Modells, die seit dem letzten Mal angelegt oder geändert wurden.',
  'Makes a sales order, or changes the one of the same external id; its lines are replaced.':
    'Legt einen Verkaufsauftrag an oder ändert den mit derselben externen Id; seine Positionen werden ersetzt.',
  'Reads a sales order by its external id: number, status, total, and fields that were added to orders.':
    'Liest einen Verkaufsauftrag nach seiner externen Id: Nummer, Status, Summe und Felder, die Aufträgen hinzugefügt wurden.',
  'Makes a customer, or changes the one of the same external id.': 'Legt einen Kunden an oder ändert den mit derselben externen Id.',
  'Reads with a query of NetSuite’s own SQL, a page at a time.': 'Liest mit einer Abfrage in NetSuites eigenem SQL, Seite für Seite.',
  'Reads the sales orders that were made or changed since the last time, with fields that were added to orders.':
    'Liest die Verkaufsaufträge, die seit dem letzten Mal angelegt oder geändert wurden, mit Feldern, die zu Aufträgen hinzugefügt wurden.',
  'Makes a sales order unless the customer has one with this PO number already; an order that is there is not changed, but submitted.':
    'Legt einen Verkaufsauftrag an, außer der Kunde hat schon einen mit dieser Bestellnummer; ein vorhandener wird nicht geändert, aber eingereicht.',
  'Reads the sales order with a customer’s PO number: number, stage, status, total. Cancelled orders are not found.':
    'Liest den Verkaufsauftrag mit der Bestellnummer eines Kunden: Nummer, Stand, Status, Summe. Stornierte werden nicht gefunden.',
  'Makes a sales invoice unless the customer has one with this reference already; one that is there is not changed, but submitted.':
    'Legt eine Verkaufsrechnung an, außer der Kunde hat schon eine mit dieser Referenz; eine vorhandene wird nicht geändert, aber eingereicht.',
  'Makes a credit note for what came back, unless the customer has one with this reference already.':
    'Legt eine Gutschrift für Zurückgekommenes an, außer der Kunde hat schon eine mit dieser Referenz.',
  'Reads the invoice or return with a reference: number, status, amounts and what is outstanding. Cancelled ones are not found.':
    'Liest die Rechnung oder Retoure mit einer Referenz: Nummer, Status, Beträge und was offen ist. Stornierte werden nicht gefunden.',
  'Books goods that left, unless the customer has a delivery note with this reference already.':
    'Bucht ausgegangene Ware, außer der Kunde hat schon einen Lieferschein mit dieser Referenz.',
  'Books and submits money from or to a customer, unless there is a payment with this reference already.':
    'Bucht Geld von einem oder an einen Kunden und reicht es ein, außer es gibt schon eine Zahlung mit dieser Referenz.',
  'Books debits and credits that balance, unless the company has an entry with this reference already.':
    'Bucht Soll und Haben, die aufgehen, außer das Unternehmen hat schon eine Buchung mit dieser Referenz.',
  'Reads the quantities of an item in each warehouse.': 'Liest die Mengen eines Artikels in jedem Lager.',
  'Sets quantities in a warehouse to what was counted. The same count is never booked a second time.':
    'Setzt Mengen in einem Lager auf das Gezählte. Dieselbe Zählung wird nie ein zweites Mal gebucht.',
  'When a sales order is made, changed, submitted or cancelled. The delivery says which; a step reads what it is now.':
    'Wenn ein Verkaufsauftrag angelegt, geändert, eingereicht oder storniert wird. Die Meldung sagt, welcher; ein Schritt liest, was er jetzt ist.',
  'When a sales invoice or return is made, changed, submitted, paid or cancelled. The delivery says which; a step reads what it is now.':
    'Wenn eine Verkaufsrechnung oder Retoure angelegt, geändert, eingereicht, bezahlt oder storniert wird. Die Meldung sagt, welche; ein Schritt liest, was sie jetzt ist.',
  'When a delivery note is made, changed, submitted or cancelled. The delivery says which; a step reads what it is now.':
    'Wenn ein Lieferschein angelegt, geändert, eingereicht oder storniert wird. Die Meldung sagt, welcher; ein Schritt liest, was er jetzt ist.',
  'When a document of the type that the Webhook in ERPNext names is made, changed or submitted. What was missed is fetched for the types that the connection names.':
    'Wenn ein Dokument der Art, die der Webhook in ERPNext nennt, angelegt, geändert oder gebucht wird. Was versäumt wurde, wird für die Arten nachgeholt, die die Verbindung nennt.',
  'Reads the sales orders that were made or changed since the last time, drafts and cancelled ones too.':
    'Liest die Verkaufsaufträge, die seit dem letzten Mal angelegt oder geändert wurden, auch Entwürfe und stornierte.',
  'Reads the sales invoices and returns that were made, paid or changed since the last time, drafts and cancelled ones too.':
    'Liest die Verkaufsrechnungen und Retouren, die seit dem letzten Mal angelegt, bezahlt oder geändert wurden, auch Entwürfe und stornierte.',
  'Reads the delivery notes that were made or changed since the last time, drafts and cancelled ones too.':
    'Liest die Lieferscheine, die seit dem letzten Mal angelegt oder geändert wurden, auch Entwürfe und stornierte.',
  'Makes an order with its lines, unless there is one, or the invoice it became, of this external document number.':
    'Legt einen Auftrag mit seinen Positionen an, außer es gibt schon einen mit dieser externen Belegnummer oder die Rechnung, die er wurde.',
  'Finds an order by its external document number. One that was shipped and invoiced completely is gone.':
    'Findet einen Auftrag nach seiner externen Belegnummer. Einer, der ganz geliefert und berechnet ist, ist nicht mehr da.',
  'Posts shipment and invoice of an order, unless that was done. An order that is partly invoiced is left to a person.':
    'Bucht Lieferung und Rechnung eines Auftrags, sofern das nicht geschehen ist. Ein teilweise berechneter Auftrag bleibt einem Menschen überlassen.',
  'Makes a draft, unless there is a document of this external document number, and posts it where that is wanted.':
    'Legt einen Entwurf an, außer es gibt schon einen Beleg mit dieser externen Belegnummer, und bucht ihn, wo das gewünscht ist.',
  'Posts debits and credits that balance, unless the ledger has this document number on this date.':
    'Bucht Soll und Haben, die aufgehen, außer das Buch hat an diesem Tag schon diese Belegnummer.',
  'Makes the customer of this number, or changes what differs.': 'Legt den Kunden mit dieser Nummer an oder ändert, was abweicht.',
  'Lists items with price and stock over all locations, ordered by number.':
    'Listet Artikel mit Preis und Bestand über alle Lagerorte auf, nach Nummer geordnet.',
  'Adds up what is left of an item at each location. Needs the app "Power BI Reports for Business Central".':
    'Zählt zusammen, was an jedem Lagerort von einem Artikel übrig ist. Braucht die App „Power BI Reports for Business Central“.',
  'When orders or their lines are made, changed or deleted. Sent some seconds after the change, with the address of the record and not the record.':
    'Wenn Aufträge oder ihre Positionen angelegt, geändert oder gelöscht werden. Kommt einige Sekunden nach der Änderung, mit der Adresse des Datensatzes und nicht dem Datensatz.',
  'When invoices or their lines are made, changed, posted or deleted. Sent some seconds after the change, with the address of the record and not the record.':
    'Wenn Rechnungen oder ihre Positionen angelegt, geändert, gebucht oder gelöscht werden. Kommt einige Sekunden nach der Änderung, mit der Adresse des Datensatzes und nicht dem Datensatz.',
  'When items are made, changed or deleted. Sent some seconds after the change, with the address of the record and not the record.':
    'Wenn Artikel angelegt, geändert oder gelöscht werden. Kommt einige Sekunden nach der Änderung, mit der Adresse des Datensatzes und nicht dem Datensatz.',
  'When customers are made, changed or deleted. Sent some seconds after the change, with the address of the record and not the record.':
    'Wenn Kunden angelegt, geändert oder gelöscht werden. Kommt einige Sekunden nach der Änderung, mit der Adresse des Datensatzes und nicht dem Datensatz.',
  'Reads orders by the time they changed, without their lines. One that was invoiced completely is gone.':
    'Liest Aufträge in der Reihenfolge ihrer Änderung, ohne ihre Positionen. Einer, der ganz berechnet ist, ist nicht mehr da.',
  'Reads drafts and posted invoices by the time they changed, without their lines.':
    'Liest Entwürfe und gebuchte Rechnungen in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads items by the time they changed. Movements of stock do not change an item: see the item ledger entries.':
    'Liest Artikel in der Reihenfolge ihrer Änderung. Bewegungen des Bestands ändern einen Artikel nicht: Dafür gibt es die Artikelposten.',
  'Reads movements of stock as they are posted. The API does not say at which location.':
    'Liest Bewegungen des Bestands, wie sie gebucht werden. Die API sagt nicht, an welchem Lagerort.',
  'Makes an order with its lines, unless there is one of this reference.':
    'Legt einen Auftrag mit seinen Positionen an, außer es gibt schon einen mit dieser Referenz.',
  'Cancels an order of which nothing was delivered or invoiced. One that is cancelled already stays so.':
    'Storniert einen Auftrag, von dem nichts geliefert oder berechnet ist. Einer, der schon storniert ist, bleibt es.',
  'Makes a delivery of an order or of lines, unless there is one of this reference. It takes the goods out of stock.':
    'Legt eine Lieferung eines Auftrags oder von Positionen an, außer es gibt schon eine mit dieser Referenz. Sie nimmt die Ware aus dem Bestand.',
  'Makes an invoice of an order, a delivery or lines, unless there is one of this reference. Without a delivery it takes the goods out of stock too.':
    'Legt eine Rechnung eines Auftrags, einer Lieferung oder von Positionen an, außer es gibt schon eine mit dieser Referenz. Ohne Lieferung nimmt sie auch die Ware aus dem Bestand.',
  'Makes a return of a delivery or of lines, unless there is one of this reference. It brings the goods back into stock.':
    'Legt eine Retoure einer Lieferung oder von Positionen an, außer es gibt schon eine mit dieser Referenz. Sie bringt die Ware in den Bestand zurück.',
  'Makes a credit memo of an invoice, a return or lines, unless there is one of this reference. Without a return it brings the goods back too.':
    'Legt eine Gutschrift einer Rechnung, einer Retoure oder von Positionen an, außer es gibt schon eine mit dieser Referenz. Ohne Retoure bringt sie auch die Ware zurück.',
  'Finds an order, delivery, invoice, return or credit memo by its reference, with its lines and what of them is open.':
    'Findet einen Auftrag, eine Lieferung, Rechnung, Retoure oder Gutschrift nach ihrer Referenz, mit Positionen und dem, was davon offen ist.',
  'Books a payment against invoices or on account, unless there is one of this reference.':
    'Bucht eine Zahlung gegen Rechnungen oder als Anzahlung, außer es gibt schon eine mit dieser Referenz.',
  'Finds the customer of this code, or of this e-mail address where no code is given, and makes one where there is none.':
    'Findet den Kunden mit diesem Code oder, wo keiner angegeben ist, mit dieser E-Mail-Adresse, und legt einen an, wo es keinen gibt.',
  'Lists items with prices and stock over all warehouses, ordered by code.':
    'Listet Artikel mit Preisen und Bestand über alle Lager auf, nach Code geordnet.',
  'Lists what is in stock, committed and ordered in each warehouse, for one item or for all that are kept in stock.':
    'Listet auf, was in jedem Lager vorhanden, zugesagt und bestellt ist, für einen Artikel oder alle, die auf Lager geführt werden.',
  'Brings goods into stock of a warehouse, unless there is a receipt of this reference.':
    'Bringt Ware in den Bestand eines Lagers, außer es gibt schon einen Eingang mit dieser Referenz.',
  'Takes goods out of stock of a warehouse, unless there is an issue of this reference.':
    'Nimmt Ware aus dem Bestand eines Lagers, außer es gibt schon einen Ausgang mit dieser Referenz.',
  'Posts debits and credits that balance, unless there is an entry of this reference on this date.':
    'Bucht Soll und Haben, die aufgehen, außer es gibt an diesem Tag schon eine Buchung mit dieser Referenz.',
  'Reads orders by the time they changed, without their lines.': 'Liest Aufträge in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads deliveries by the time they changed, without their lines.':
    'Liest Lieferungen in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads invoices by the time they changed, without their lines. One that is paid is closed.':
    'Liest Rechnungen in der Reihenfolge ihrer Änderung, ohne ihre Positionen. Eine bezahlte ist abgeschlossen.',
  'Reads returns by the time they changed, without their lines.': 'Liest Retouren in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads credit memos by the time they changed, without their lines.':
    'Liest Gutschriften in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads items by the time they changed. Movements of stock may leave that time as it is: read stock with its own action.':
    'Liest Artikel in der Reihenfolge ihrer Änderung. Bewegungen des Bestands können diese Zeit lassen, wie sie ist: Bestand lesen Sie mit der eigenen Aktion.',
  'Reads customers, suppliers and leads by the time they changed.':
    'Liest Kunden, Lieferanten und Interessenten in der Reihenfolge ihrer Änderung.',
  'Finds the third party of this reference, or of this e-mail address where none is given, and makes a customer where there is none.':
    'Findet den Partner mit dieser Referenz oder, wo keine angegeben ist, mit dieser E-Mail-Adresse, und legt einen Kunden an, wo es keinen gibt.',
  'Makes the product of this ref, or changes what differs.': 'Legt das Produkt mit dieser Referenz an oder ändert, was abweicht.',
  'Lists products and services with price and stock over all warehouses.':
    'Listet Produkte und Leistungen mit Preis und Bestand über alle Lager auf.',
  'Makes a customer order, unless there is one of this reference, and validates it where that is wanted.':
    'Legt einen Kundenauftrag an, außer es gibt schon einen mit dieser Referenz, und bestätigt ihn, wo das gewünscht ist.',
  'Marks an order as delivered. One that is closed already stays so.':
    'Markiert einen Auftrag als geliefert. Einer, der schon abgeschlossen ist, bleibt es.',
  'Makes an invoice of an order or of lines, unless there is one of this reference, and validates it where that is wanted.':
    'Legt eine Rechnung eines Auftrags oder von Positionen an, außer es gibt schon eine mit dieser Referenz, und bestätigt sie, wo das gewünscht ist.',
  'Makes a credit note of an invoice or of some lines of it, unless there is one of this reference, and validates it where that is wanted.':
    'Legt eine Gutschrift einer Rechnung oder einiger ihrer Positionen an, außer es gibt schon eine mit dieser Referenz, und bestätigt sie, wo das gewünscht ist.',
  'Books a payment of an invoice, unless it has one of this number. An invoice that is paid completely is closed.':
    'Bucht eine Zahlung einer Rechnung, außer sie hat schon eine mit dieser Nummer. Eine ganz bezahlte Rechnung wird abgeschlossen.',
  'Finds an order or invoice by its reference, with its lines.':
    'Findet einen Auftrag oder eine Rechnung nach ihrer Referenz, mit Positionen.',
  'Moves stock of a product in a warehouse, unless it was moved under this reference.':
    'Bewegt den Bestand eines Produkts in einem Lager, außer er wurde unter dieser Referenz schon bewegt.',
  'Reads what is in stock of a product in each warehouse that has had it.':
    'Liest, was von einem Produkt in jedem Lager ist, das es schon hatte.',
  'Reads customer orders by the time they changed, with their lines; drafts and cancelled ones too.':
    'Liest Kundenaufträge in der Reihenfolge ihrer Änderung, mit ihren Positionen; auch Entwürfe und stornierte.',
  'Reads invoices by the time they changed, with their lines; drafts and paid ones too.':
    'Liest Rechnungen in der Reihenfolge ihrer Änderung, mit ihren Positionen; auch Entwürfe und bezahlte.',
  'Reads products and services by the time they changed. A movement of stock changes its product too.':
    'Liest Produkte und Leistungen in der Reihenfolge ihrer Änderung. Eine Bewegung des Bestands ändert auch ihr Produkt.',
  'Reads customers, prospects and suppliers by the time they changed.':
    'Liest Kunden, Interessenten und Lieferanten in der Reihenfolge ihrer Änderung.',
  'Creates a sale and takes it on to its shipment and invoice. Sending the same reference again gives the sale that is there already.':
    'Legt einen Verkauf an und führt ihn bis zu Lieferung und Rechnung weiter. Dieselbe Referenz noch einmal gesendet ergibt den Verkauf, der schon da ist.',
  'Reads a sale by its reference: totals, state, shipment and invoice.':
    'Liest einen Verkauf nach seiner Referenz: Summen, Zustand, Lieferung und Rechnung.',
  'Reads number, state and amounts of the invoices and credit notes of a sale.':
    'Liest Nummer, Zustand und Beträge der Rechnungen und Gutschriften eines Verkaufs.',
  'Finds a party by code or e-mail address, or makes one. Who is there already is not changed.':
    'Findet eine Partei nach Code oder E-Mail-Adresse oder legt eine an. Wer schon da ist, wird nicht geändert.',
  'Finds a product by its code.': 'Findet ein Produkt nach seinem Code.',
  'Writes the product of a code: makes it when it is not there. Only what is given is changed.':
    'Schreibt das Produkt mit einem Code: legt es an, wenn es fehlt. Nur Angegebenes wird geändert.',
  'Reads how much of a product each warehouse has, and how much will be left.':
    'Liest, wie viel von einem Produkt jedes Lager hat und wie viel übrig sein wird.',
  'Makes a sales invoice or a bill, unless there is one of this number.':
    'Legt eine Verkaufs- oder Eingangsrechnung an, außer es gibt schon eine mit dieser Nummer.',
  'Makes a credit note for a customer, unless there is one of this number.':
    'Legt eine Gutschrift für einen Kunden an, außer es gibt schon eine mit dieser Nummer.',
  'Books a payment on an invoice, unless it has one with this reference.':
    'Bucht eine Zahlung auf eine Rechnung, außer sie hat schon eine mit dieser Referenz.',
  'Posts debits and credits that balance, unless there is a journal with this reference.':
    'Bucht Soll und Haben, die aufgehen, außer es gibt schon ein Journal mit dieser Referenz.',
  'Books a bank transaction without an invoice, unless there is one with this reference.':
    'Bucht eine Bankbewegung ohne Rechnung, außer es gibt schon eine mit dieser Referenz.',
  'Reads what an invoice comes to, what was paid and what is still due.':
    'Liest, worauf sich eine Rechnung beläuft, was bezahlt wurde und was noch offen ist.',
  'Lists invoices by status, without their lines.': 'Listet Rechnungen nach Status auf, ohne ihre Positionen.',
  'Reads the active accounts with their codes and tax types.': 'Liest die aktiven Konten mit ihren Codes und Steuerarten.',
  'When invoices, contacts or credit notes are made or changed. The delivery says which; a step reads what they are now.':
    'Wenn Rechnungen, Kontakte oder Gutschriften angelegt oder geändert werden. Die Meldung sagt, welche; ein Schritt liest, was sie jetzt sind.',
  'Reads sales invoices and bills by the time they changed, without their lines.':
    'Liest Verkaufs- und Eingangsrechnungen in der Reihenfolge ihrer Änderung, ohne ihre Positionen.',
  'Reads payments by the time they changed, also those that were taken back.':
    'Liest Zahlungen in der Reihenfolge ihrer Änderung, auch zurückgenommene.',
  'Books a sale that was paid at once, such as an order or a sale at the till.':
    'Bucht einen Verkauf, der sofort bezahlt wurde, wie einen Auftrag oder einen Verkauf an der Kasse.',
  'Books what was given back to a customer, with the money that went out.':
    'Bucht, was einem Kunden erstattet wurde, mit dem Geld, das hinausging.',
  'Makes an invoice. The same number again gives the invoice that is there already.':
    'Legt eine Rechnung an. Dieselbe Nummer noch einmal ergibt die Rechnung, die schon da ist.',
  'Books a payment of a customer and sets it against invoices. The same reference again books nothing twice.':
    'Bucht eine Zahlung eines Kunden und ordnet sie Rechnungen zu. Dieselbe Referenz noch einmal bucht nichts zweimal.',
  'Reads what a credit note comes to, and what of it is not paid out or set against invoices yet.':
    'Liest, worauf eine Gutschrift lautet und was davon noch nicht ausgezahlt oder mit Rechnungen verrechnet ist.',
  'Books money that a customer got back on a credit note, unless it has a payment with this reference.':
    'Bucht Geld, das ein Kunde auf eine Gutschrift zurückbekam, wenn sie nicht schon eine Zahlung mit dieser Referenz hat.',
  'Takes an amount of a credit note off what is due on an invoice of the same contact, once for the two.':
    'Zieht einen Betrag einer Gutschrift von dem ab, was auf einer Rechnung desselben Kontakts offen ist, für beide einmal.',
  'Reads a customer or supplier by its id, number or name.': 'Liest einen Kunden oder Lieferanten nach Id, Nummer oder Name.',
  'Makes the customer or supplier of this number or name, or changes what is given.':
    'Legt den Kunden oder Lieferanten mit dieser Nummer oder diesem Namen an oder ändert, was angegeben ist.',
  'Reads credit notes for customers and of suppliers by the time they changed, without their lines.':
    'Liest Gutschriften für Kunden und von Lieferanten nach der Zeit ihrer Änderung, ohne ihre Positionen.',
  'Reads customers and suppliers by the time they changed, also those that were archived.':
    'Liest Kunden und Lieferanten nach der Zeit ihrer Änderung, auch archivierte.',
  'Makes a credit memo. The same number again gives the one that is there already. A payment sets it against invoices.':
    'Legt eine Gutschrift an. Dieselbe Nummer noch einmal ergibt die, die schon da ist. Eine Zahlung ordnet sie Rechnungen zu.',
  'Finds an invoice by its number, with what is still to be paid. One that is not there sends the record to the exception desk.':
    'Findet eine Rechnung nach ihrer Nummer, mit dem, was noch zu zahlen ist. Fehlt sie, kommt der Datensatz auf die Klärliste.',
  'Posts debits and credits that balance.': 'Bucht Soll und Haben, die aufgehen.',
  'Books money that arrived at a bank, such as a payout: the receipts in it, less fees.':
    'Bucht Geld, das bei einer Bank ankam, wie eine Auszahlung: die Belege darin, abzüglich Gebühren.',
  'Makes a customer with a display name that nobody else has.': 'Legt einen Kunden mit einem Anzeigenamen an, den sonst niemand hat.',
  'Writes the given members; a change of somebody else in the same moment is not overwritten.':
    'Schreibt die angegebenen Felder; eine Änderung von jemand anderem im selben Augenblick wird nicht überschrieben.',
  'Lists active customers, all or those with a name or e-mail.':
    'Listet aktive Kunden auf, alle oder die mit einem Namen oder einer E-Mail-Adresse.',
  'Lists active items, all or those with a SKU or name.': 'Listet aktive Artikel auf, alle oder die mit einer SKU oder einem Namen.',
  'Reads the active accounts with their ids, numbers and types.': 'Liest die aktiven Konten mit ihren Ids, Nummern und Arten.',
  'Reads a document, customer or item by its id, such as one that a webhook names. One that was deleted sends the record to the exception desk.':
    'Liest einen Beleg, Kunden oder Artikel nach seiner Id, etwa einen, den ein Webhook nennt. Ist er gelöscht, kommt der Datensatz auf die Klärliste.',
  'When documents, customers or items are made, changed or deleted. The delivery says which; a step reads what they are now.':
    'Wenn Belege, Kunden oder Artikel angelegt, geändert oder gelöscht werden. Die Meldung sagt, welche; ein Schritt liest, was sie jetzt sind.',
  'Reads customers by the time they changed, also those that were made inactive.':
    'Liest Kunden in der Reihenfolge ihrer Änderung, auch inaktiv gewordene.',
  'Reads items by the time they changed, also those that were made inactive.':
    'Liest Artikel in der Reihenfolge ihrer Änderung, auch inaktiv gewordene.',
  'Reads documents, customers and items that were made, changed or deleted.':
    'Liest Belege, Kunden und Artikel, die angelegt, geändert oder gelöscht wurden.',
  'Reads a charge with card, fee, net amount and what the shop wrote into its metadata.':
    'Liest eine Zahlung mit Karte, Gebühr, Nettobetrag und dem, was der Shop in ihre Metadaten schrieb.',
  'Lists charges with fee and net amount.': 'Listet Zahlungen mit Gebühr und Nettobetrag auf.',
  'Pays back a charge, all or in part. The same record never refunds twice.':
    'Zahlt eine Zahlung ganz oder zum Teil zurück. Derselbe Datensatz erstattet nie zweimal.',
  'Reads a payout with all its charges, refunds, fees and disputes, and checks that they are the deposit to the cent.':
    'Liest eine Auszahlung mit allen Zahlungen, Erstattungen, Gebühren und Streitfällen und prüft, dass sie auf den Cent die Einzahlung ergeben.',
  'Lists what moved the balance: charges, refunds, fees, disputes, payouts.':
    'Listet auf, was das Guthaben bewegte: Zahlungen, Erstattungen, Gebühren, Streitfälle, Auszahlungen.',
  'When a charge was paid, or will be captured later.': 'Wenn eine Zahlung geleistet wurde oder später eingezogen wird.',
  'When a charge was refunded, all or in part.': 'Wenn eine Zahlung ganz oder zum Teil erstattet wurde.',
  'When a refund was made; it may be pending.': 'Wenn eine Erstattung angelegt wurde; sie kann noch ausstehen.',
  'When a refund succeeded, failed or was canceled after it was made.':
    'Wenn eine Erstattung, nachdem sie angelegt wurde, gelang, scheiterte oder abgebrochen wurde.',
  'When the bank sent a refund back: the shopper has nothing, and must be paid another way.':
    'Wenn die Bank eine Erstattung zurückgeschickt hat: Der Käufer hat nichts und muss auf anderem Weg bezahlt werden.',
  'Reads a refund and how far it is; one that failed says why.':
    'Liest eine Erstattung und wie weit sie ist; eine gescheiterte sagt, warum.',
  'Lists refunds with their states, also those that failed.': 'Listet Erstattungen mit ihrem Stand auf, auch gescheiterte.',
  'Reads refunds when they are made, and again when they succeed or fail within 30 days.':
    'Liest Erstattungen, wenn sie angelegt werden, und noch einmal, wenn sie innerhalb von 30 Tagen gelingen oder scheitern.',
  'When a payout is expected at the bank.': 'Wenn eine Auszahlung bei der Bank erwartet wird.',
  'When the bank sent a payout back.': 'Wenn die Bank eine Auszahlung zurückgeschickt hat.',
  'Reads payouts when they are made, and again when their status changes within two weeks.':
    'Liest Auszahlungen, wenn sie angelegt werden, und noch einmal, wenn sich ihr Status innerhalb von zwei Wochen ändert.',
  'Reads each charge, refund, fee and dispute once, as it moves the balance.':
    'Liest jede Zahlung, Erstattung, Gebühr und jeden Streitfall einmal, so wie sie das Guthaben bewegen.',
  'Calculates the tax of an order. Nothing is recorded.': 'Berechnet die Steuer einer Bestellung. Nichts wird gemeldet.',
  'Records an order of a shop as a sale, with the tax that was charged or as AvaTax calculates it. The same order is one sale.':
    'Meldet die Bestellung eines Shops als Verkauf, mit der erhobenen Steuer oder wie AvaTax sie berechnet. Dieselbe Bestellung ist ein Verkauf.',
  'Records a sale with its tax, for the tax return. A sale with the same code is replaced.':
    'Meldet einen Verkauf mit seiner Steuer für die Steuererklärung. Ein Verkauf mit demselben Code wird ersetzt.',
  'Records what came back, with amounts above zero; a return with the same code is replaced. For refunds of recorded sales see "Refund a sale".':
    'Meldet, was zurückkam, mit Beträgen über null; eine Retoure mit demselben Code wird ersetzt. Für Erstattungen gemeldeter Verkäufe gibt es „Verkauf erstatten“.',
  'Replaces a recorded sale by what it should have been, for a reason. Refused where there is no such sale.':
    'Ersetzt einen gemeldeten Verkauf durch das, was er hätte sein sollen, aus einem Grund. Abgelehnt, wo es keinen solchen Verkauf gibt.',
  'Records a refund of a recorded sale, with exactly the tax that was taken. The same refund code is one refund.':
    'Meldet eine Erstattung eines gemeldeten Verkaufs, mit genau der Steuer, die erhoben wurde. Derselbe Erstattungscode ist eine Erstattung.',
  'Makes a recorded sale or return ready for the tax return.':
    'Macht einen gemeldeten Verkauf oder eine Retoure bereit für die Steuererklärung.',
  'Takes a sale or return out of the tax return. Refused where it was reported already.':
    'Nimmt einen Verkauf oder eine Retoure aus der Steuererklärung. Abgelehnt, wo er schon erklärt ist.',
  'Reads a recorded sale or return with its tax.': 'Liest einen gemeldeten Verkauf oder eine Retoure mit seiner Steuer.',
  'Checks an address, and gives it as the post writes it. Addresses in the USA and Canada.':
    'Prüft eine Adresse und gibt sie so, wie die Post sie schreibt. Adressen in den USA und Kanada.',
  'Lists the reasons why a customer may be exempt, such as G for resale.':
    'Listet die Gründe auf, aus denen ein Kunde befreit sein kann, wie G für Wiederverkauf.',
  'Buys a label of a carrier for packages. The same reference is one label.':
    'Kauft ein Versandetikett eines Versanddienstes für Pakete. Dieselbe Referenz ist ein Etikett.',
  'Buys a label for a parcel of an order of a shop: all of what is shipped, or some lines. The same reference is one label.':
    'Kauft ein Versandetikett für ein Paket zur Bestellung eines Shops: alles, was versendet wird, oder einige Positionen. Dieselbe Referenz ist ein Etikett.',
  'Gives back a label that is not used. Carriers refuse it after some days, or when the parcel is on its way.':
    'Gibt ein unbenutztes Versandetikett zurück. Versanddienste lehnen das nach einigen Tagen ab oder wenn das Paket unterwegs ist.',
  'Reads a label, with what it cost and how far its parcel is.': 'Liest ein Versandetikett, mit seinen Kosten und dem Stand des Pakets.',
  'What carriers would take for a parcel, the cheapest first.': 'Was Versanddienste für ein Paket nähmen, die günstigsten zuerst.',
  'Where a parcel is, with all that the carrier has told.': 'Wo ein Paket ist, mit allem, was der Versanddienst mitgeteilt hat.',
  'Checks an address, and gives it as the post writes it.': 'Prüft eine Adresse und gibt sie so, wie die Post sie schreibt.',
  'The carriers that are connected, with their services and packages.':
    'Die verbundenen Versanddienste mit ihren Leistungen und Verpackungen.',
  'Where parcels are sent from.': 'Von wo Pakete versendet werden.',
  'When a carrier tells something new of a parcel, such as that it is delivered.':
    'Wenn ein Versanddienst etwas Neues über ein Paket mitteilt, etwa dass es zugestellt ist.',
  'When all labels of a batch are made, or have failed.': 'Wenn alle Versandetiketten eines Stapels erstellt oder gescheitert sind.',
  'Reads labels by the time they were made, also those that were made elsewhere, such as in the dashboard.':
    'Liest Versandetiketten in der Reihenfolge ihrer Erstellung, auch solche, die anderswo erstellt wurden, etwa im Dashboard.',
  'Creates something with POST. After a lost answer a person decides; if the API takes idempotency keys, use "Create with key".':
    'Legt etwas mit POST an. Geht die Antwort verloren, entscheidet ein Mensch; nimmt die API Idempotenzschlüssel an, nehmen Sie „Anlegen mit Schlüssel“.',
  'Creates something with POST and an idempotency key, for APIs that answer a repetition with the first result.':
    'Legt etwas mit POST und einem Idempotenzschlüssel an, für APIs, die eine Wiederholung mit dem ersten Ergebnis beantworten.',
  'Reads one resource with GET.': 'Liest eine Ressource mit GET.',
  'Reads a list with all its pages, up to a number of pages.': 'Liest eine Liste mit allen Seiten, bis zu einer Zahl von Seiten.',
  'Sends any request. After a lost answer a person decides, because nobody knows whether a repetition is safe.':
    'Sendet eine beliebige Anfrage. Geht die Antwort verloren, entscheidet ein Mensch, denn niemand weiß, ob eine Wiederholung sicher ist.',
  'Starts when a system sends JSON to the address of the flow.': 'Beginnt, wenn ein System JSON an die Adresse des Flows sendet.',
  'Reads a list of the API regularly; each new or changed item starts a run. The connection says how the list is divided into pages.':
    'Liest regelmäßig eine Liste der API; jeder neue oder geänderte Eintrag beginnt einen Lauf. Die Verbindung sagt, wie die Liste in Seiten geteilt ist.',
  'Changes something with a GraphQL mutation. After a lost answer a person decides; if the API takes idempotency keys, use "Change with key".':
    'Ändert etwas mit einer GraphQL-Mutation. Geht die Antwort verloren, entscheidet ein Mensch; nimmt die API Idempotenzschlüssel an, nehmen Sie „Ändern mit Schlüssel“.',
  'Changes something with a GraphQL mutation and an idempotency key, as a header or in a variable. Only for APIs that say that they answer a repeated key with the first result.':
    'Ändert etwas mit einer GraphQL-Mutation und einem Idempotenzschlüssel, als Kopfzeile oder in einer Variablen. Nur für APIs, die zusagen, einen wiederholten Schlüssel mit dem ersten Ergebnis zu beantworten.',
  'Reads with a GraphQL query.': 'Liest mit einer GraphQL-Abfrage.',
  'Reads a list with a GraphQL query, page by page (connections with pageInfo, as Relay has them).':
    'Liest eine Liste mit einer GraphQL-Abfrage, Seite für Seite (Connections mit pageInfo, wie Relay sie hat).',
  'Reads a list regularly with a GraphQL query; each new or changed item starts a run.':
    'Liest regelmäßig eine Liste mit einer GraphQL-Abfrage; jeder neue oder geänderte Eintrag beginnt einen Lauf.',
  'Writes records or a text as a file. It gets its name when it is complete; a file of this name is replaced, so that a repetition changes nothing.':
    'Schreibt Datensätze oder einen Text als Datei. Sie bekommt ihren Namen, wenn sie vollständig ist; eine Datei dieses Namens wird ersetzt, sodass eine Wiederholung nichts ändert.',
  'Reads a file of at most 4 MB as text or as records. Larger files are read by a trigger, page by page.':
    'Liest eine Datei von höchstens 4 MB als Text oder als Datensätze. Größere Dateien liest ein Auslöser, Seite für Seite.',
  'Tells which files are in a folder.': 'Sagt, welche Dateien in einem Ordner sind.',
  'Moves or renames a file. Where it is not there any more, nothing is done.':
    'Verschiebt eine Datei oder benennt sie um. Ist sie nicht mehr da, geschieht nichts.',
  'Deletes a file. Where it is not there any more, nothing is done.': 'Löscht eine Datei. Ist sie nicht mehr da, geschieht nichts.',
  'Looks at a folder; lines of a new file that belong together, such as those of one invoice, are one record. Files are read whole: one with a line that cannot be read moves to the quarantine folder.':
    'Sieht in einen Ordner; Zeilen einer neuen Datei, die zusammengehören, zum Beispiel die einer Rechnung, sind ein Datensatz. Dateien werden ganz gelesen: Eine mit einer unlesbaren Zeile kommt in den Quarantäneordner.',
  'Looks at a folder; each record of each new file starts a run, or each page of records. Files that were read move to an archive folder.':
    'Sieht in einen Ordner; jeder Datensatz jeder neuen Datei beginnt einen Lauf, oder jede Seite von Datensätzen. Gelesene Dateien kommen in einen Archivordner.',
  'Takes the sales and returns out of a POSLog text, such as one that was received by HTTP. It calls nobody.':
    'Nimmt die Verkäufe und Retouren aus einem POSLog-Text, etwa einem, der per HTTP ankam. Es wird niemand aufgerufen.',
  'Takes the sales and returns out of a CSV or JSON text, such as one that was received by HTTP, or a sample of a file that a trigger shall read. It calls nobody.':
    'Nimmt die Verkäufe und Retouren aus einem CSV- oder JSON-Text, etwa einem, der per HTTP ankam, oder einem Beispiel einer Datei, die ein Auslöser lesen soll. Es wird niemand aufgerufen.',
  'Looks at a folder; each sale or return of each new POSLog file starts a run. A transaction that comes again in another file starts none. Transactions that do not add up stand on the exception desk.':
    'Sieht in einen Ordner; jeder Verkauf oder jede Retoure jeder neuen POSLog-Datei beginnt einen Lauf. Ein Vorgang, der in einer anderen Datei noch einmal kommt, beginnt keinen. Vorgänge, die nicht aufgehen, stehen auf der Klärliste.',
  'Looks at a folder; each receipt of each new file starts a run. The settings say which column is what. A receipt that comes again in another file starts none. Lines that cannot be read and receipts that do not add up stand on the exception desk.':
    'Sieht in einen Ordner; jeder Bon jeder neuen Datei beginnt einen Lauf. Die Einstellungen sagen, welche Spalte was ist. Ein Bon, der in einer anderen Datei noch einmal kommt, beginnt keinen. Unlesbare Zeilen und Bons, die nicht aufgehen, stehen auf der Klärliste.',
  'Runs a SELECT with parameters, in a transaction that may not write.':
    'Führt ein SELECT mit Parametern aus, in einer Transaktion, die nicht schreiben darf.',
  'Inserts rows, or updates those whose key is there, all in one transaction. Repeated, nothing changes.':
    'Fügt Zeilen ein oder aktualisiert die, deren Schlüssel schon da ist, alles in einer Transaktion. Wiederholt ändert sich nichts.',
  'Removes the rows with these keys, all in one transaction. What is not there any more stays away.':
    'Entfernt die Zeilen mit diesen Schlüsseln, alles in einer Transaktion. Was nicht mehr da ist, bleibt fort.',
  'Runs any statement with parameters, such as an UPDATE or a procedure. After a lost answer a person decides, because nobody knows whether a repetition is safe.':
    'Führt eine beliebige Anweisung mit Parametern aus, etwa ein UPDATE oder eine Prozedur. Geht die Antwort verloren, entscheidet ein Mensch, denn niemand weiß, ob eine Wiederholung sicher ist.',
  'Reads a table or view regularly; each new or changed row starts a run. Rows of a numbered table are all read at the first look.':
    'Liest regelmäßig eine Tabelle oder Sicht; jede neue oder geänderte Zeile beginnt einen Lauf. Zeilen einer nummerierten Tabelle werden beim ersten Blick alle gelesen.',
  'Makes an interchange of messages, with the next control number of the connection. The same record always gets the same number.':
    'Macht aus Nachrichten eine Austauschdatei, mit der nächsten Kontrollnummer der Verbindung. Derselbe Datensatz bekommt immer dieselbe Nummer.',
  'Checks an interchange, takes it apart and makes the acknowledgement (997, CONTRL). An interchange that came before gives no messages.':
    'Prüft eine Austauschdatei, zerlegt sie und macht die Empfangsbestätigung (997, CONTRL). Eine, die schon einmal kam, ergibt keine Nachrichten.',
  'Sends a message that survives a restart of the broker. After a lost confirmation a person decides; where consumers take each id once, use "Publish with id".':
    'Sendet eine Nachricht, die einen Neustart des Brokers übersteht. Geht die Bestätigung verloren, entscheidet ein Mensch; nehmen Empfänger jede Id einmal, nehmen Sie „Veröffentlichen mit Id“.',
  'The same, for consumers that take each message id once: after a lost confirmation the message is sent again with its id.':
    'Dasselbe für Empfänger, die jede Nachrichten-Id einmal nehmen: Geht die Bestätigung verloren, wird die Nachricht mit ihrer Id noch einmal gesendet.',
  'Takes messages from a queue; each starts a run. The broker forgets a message only when it is stored here.':
    'Nimmt Nachrichten aus einer Warteschlange; jede beginnt einen Lauf. Der Broker vergisst eine Nachricht erst, wenn sie hier gespeichert ist.',
  'Sends a mail, with records as attached files. Its message id is the same for every try; after a lost answer a person decides, because mail servers do not look at it.':
    'Sendet eine E-Mail, mit Datensätzen als angehängten Dateien. Ihre Nachrichten-Id ist bei jedem Versuch dieselbe; geht die Antwort verloren, entscheidet ein Mensch, denn Mailserver sehen nicht darauf.',
  'Looks at a folder of the mailbox; each new mail starts a run once, with its text and its attached files. What was taken is marked as read, or moved, when it is stored.':
    'Sieht in einen Ordner des Postfachs; jede neue E-Mail beginnt einmal einen Lauf, mit ihrem Text und ihren Anhängen. Was übernommen wurde, wird als gelesen markiert oder verschoben, wenn es gespeichert ist.',
  'Sends a message. After a lost confirmation a person decides; where consumers take each id once, use "Publish with id".':
    'Sendet eine Nachricht. Geht die Bestätigung verloren, entscheidet ein Mensch; nehmen Empfänger jede Id einmal, nehmen Sie „Veröffentlichen mit Id“.',
  'The same with an id in the header message-id, for consumers that take each id once: after a lost confirmation the message is sent again with its id.':
    'Dasselbe mit einer Id in der Kopfzeile message-id, für Empfänger, die jede Id einmal nehmen: Geht die Bestätigung verloren, wird die Nachricht mit ihrer Id noch einmal gesendet.',
  'Takes messages of topics, each partition in its order; each message starts a run once. The offsets of the consumer group are committed when the messages are stored.':
    'Nimmt Nachrichten von Themen, jede Partition in ihrer Reihenfolge; jede Nachricht beginnt einmal einen Lauf. Die Offsets der Consumer-Gruppe werden festgeschrieben, wenn die Nachrichten gespeichert sind.',
  'Sends a message to those who listen. After a lost confirmation a person decides, because listeners could get it twice.':
    'Sendet eine Nachricht an alle, die zuhören. Geht die Bestätigung verloren, entscheidet ein Mensch, denn Zuhörer könnten sie zweimal bekommen.',
  'The topic keeps the message as its newest state (retained) for all who listen now or later. Repeated, the state is the same.':
    'Das Thema behält die Nachricht als seinen neuesten Zustand (retained) für alle, die jetzt oder später zuhören. Wiederholt ist der Zustand derselbe.',
  'Takes messages of topics; each starts a run. Messages sent with quality of service 1 or 2 wait at the broker between looks; those with 0 may be lost.':
    'Nimmt Nachrichten von Themen; jede beginnt einen Lauf. Nachrichten mit Dienstgüte 1 oder 2 warten zwischen den Blicken beim Broker; die mit 0 können verloren gehen.',
  'Sends a message into a stream. Its id is the same for every try of a record, and the stream keeps one of them (within its duplicate window, two minutes where nobody changed it).':
    'Sendet eine Nachricht in einen Stream. Ihre Id ist bei jedem Versuch eines Datensatzes dieselbe, und der Stream behält eine davon (innerhalb seines Fensters für Doppelte, zwei Minuten, wo es niemand geändert hat).',
  'Takes messages of a JetStream stream; each starts a run, also when it comes twice. The stream hears that one was taken only when it is stored.':
    'Nimmt Nachrichten eines JetStream-Streams; jede beginnt einen Lauf, auch wenn sie zweimal kommt. Der Stream erfährt erst, dass eine übernommen wurde, wenn sie gespeichert ist.',
  'Reads what comes back, why, how far it is, where it came back to and what became of it, and what was given back for it.':
    'Liest, was zurückkommt, warum, wie weit es ist, wohin es zurückkam und was daraus wurde, und was dafür erstattet wurde.',
  'Reads an order with lines, taxes, shipping, fees, coupons and the quantities that were refunded, and its meta data.':
    'Liest eine Bestellung mit Positionen, Steuern, Versand, Gebühren, Gutscheinen, den erstatteten Mengen und ihren Metadaten.',
  'Finds a product or variation by its SKU, with prices, stock and meta data.':
    'Findet ein Produkt oder eine Variation nach seiner SKU, mit Preisen, Bestand und Metadaten.',
  'Takes goods that a customer sent back into stock, or to another place where they are not fit for sale. Invoices are left alone: credit notes are made for themselves.':
    'Nimmt Ware, die ein Kunde zurückschickte, in den Bestand, oder an einen anderen Ort, wo sie nicht verkäuflich ist. Rechnungen bleiben unberührt: Gutschriften werden für sich angelegt.',
  'Ships an order or a part of it, with warehouses and a tracking number, unless there is a shipment of this reference, and validates it where that is wanted.':
    'Versendet einen Auftrag oder einen Teil davon, mit Lagern und einer Sendungsnummer, außer es gibt schon einen Versand mit dieser Referenz, und bestätigt ihn, wo das gewünscht ist.',
  'Finds a shipment by its reference, with its lines, warehouses and tracking number.':
    'Findet einen Versand nach seiner Referenz, mit Positionen, Lagern und Sendungsnummer.',
  "Writes a supplier's answer into a confirmed purchase order: its reference, the days on which lines will come, and where wanted fewer of them. Tells what differs from the order.":
    'Schreibt die Antwort eines Lieferanten in eine bestätigte Einkaufsbestellung: seine Referenz, die Tage, an denen Positionen kommen, und auf Wunsch geringere Mengen. Sagt, was von der Bestellung abweicht.',
  "Writes a supplier's ship notice on the open receipt of a purchase order: the day, the parcel and how many of each are on their way. The warehouse still counts and validates it.":
    'Schreibt das Lieferavis eines Lieferanten auf den offenen Wareneingang einer Einkaufsbestellung: den Tag, das Paket und wie viel wovon unterwegs ist. Das Lager zählt und bestätigt ihn weiterhin.',
  "Makes a supplier's invoice a draft bill on its purchase order, or its credit note a draft refund, once. Quantities, prices and totals are compared with the order; what differs by more than the tolerance makes none and goes to the exception desk.":
    'Macht aus der Rechnung eines Lieferanten einmal einen Rechnungsentwurf zu seiner Einkaufsbestellung, aus seiner Gutschrift einen Gutschriftsentwurf. Mengen, Preise und Summen werden mit der Bestellung verglichen; was um mehr als die Toleranz abweicht, ergibt keinen und kommt zu den Ausnahmen.',
  'Takes what a till sold out of the stock of its store, and what came back in. Stock may become negative: what was sold was there. Books are left alone.':
    'Nimmt, was eine Kasse verkauft hat, aus dem Bestand ihrer Filiale, und was zurückkam, hinein. Der Bestand darf negativ werden: Was verkauft wurde, war da. Die Bücher bleiben unberührt.',
  'Reads purchase orders with their lines when they are confirmed, each once.':
    'Liest Einkaufsbestellungen mit ihren Positionen, wenn sie bestätigt werden, jede einmal.',
  'Reads a dispute: what the bank claims and why, by when to answer, and what it has taken from the balance.':
    'Liest einen Streitfall: was die Bank warum fordert, bis wann zu antworten ist und was er dem Guthaben genommen hat.',
  'Lists disputes with their reasons, states and what they have taken from the balance.':
    'Listet Streitfälle mit Gründen, Zuständen und dem, was sie dem Guthaben genommen haben.',
  'When a shopper’s bank claims a payment back: answer in time, hold what was not sent.':
    'Wenn die Bank eines Käufers eine Zahlung zurückfordert: Antworten Sie rechtzeitig, und halten Sie zurück, was noch nicht versandt ist.',
  'When a dispute was answered, or the bank asks for more.': 'Wenn ein Streitfall beantwortet wurde oder die Bank mehr verlangt.',
  'When a dispute was won or lost, or an inquiry ended.': 'Wenn ein Streitfall gewonnen oder verloren ist oder eine Anfrage endete.',
  'Reads disputes when they are made, and again when they are answered, won or lost within 120 days.':
    'Liest Streitfälle, wenn sie eröffnet werden, und erneut, wenn sie binnen 120 Tagen beantwortet, gewonnen oder verloren werden.',
  'Reads all shipments of an order with lines, warehouses and tracking numbers; drafts and cancelled ones too. None is no error.':
    'Liest alle Sendungen eines Auftrags mit Positionen, Lagern und Sendungsnummern, auch Entwürfe und stornierte. Keine ist kein Fehler.',
  'Reads what of a sales order was picked, packed and shipped, with lines and tracking numbers. None is no error.':
    'Liest, was von einem Verkaufsauftrag kommissioniert, gepackt und versandt wurde, mit Positionen und Sendungsnummern. Nichts ist kein Fehler.',
  'Makes an invoice without an order, or changes the one of the same external id; its lines are replaced.':
    'Legt eine Rechnung ohne Auftrag an oder ändert die mit derselben externen Id; ihre Positionen werden ersetzt.',
  'Makes a sale that was paid at once, such as at a till, or changes the one of the same external id; its lines are replaced.':
    'Legt einen sofort bezahlten Verkauf an, etwa an der Kasse, oder ändert den mit derselben externen Id; seine Positionen werden ersetzt.',
  'Credits a customer for a refund or return, or changes the credit memo of the same external id; its lines are replaced.':
    'Schreibt einem Kunden eine Erstattung oder Retoure gut oder ändert die Gutschrift mit derselben externen Id; ihre Positionen werden ersetzt.',
  'Gives money of a cash sale back, or changes the cash refund of the same external id; its lines are replaced.':
    'Gibt Geld eines Barverkaufs zurück oder ändert die Barerstattung mit derselben externen Id; ihre Positionen werden ersetzt.',
  'Books debits and credits that balance, or changes the entry of the same external id; its lines are replaced.':
    'Bucht Soll und Haben, die aufgehen, oder ändert die Buchung mit derselben externen Id; ihre Zeilen werden ersetzt.',
  'Reads how much of items each location has, on hand and available, a page at a time.':
    'Liest seitenweise, wie viel jeder Standort von Artikeln hat, auf Lager und verfügbar.',
  'Reads what was picked, packed or shipped of sales orders since the last time, with lines and tracking numbers.':
    'Liest, was von Verkaufsaufträgen seit dem letzten Mal kommissioniert, gepackt oder versandt wurde, mit Positionen und Sendungsnummern.',
  'When an item is made, changed or disabled. The delivery says which; a step reads what it is now.':
    'Wenn ein Artikel angelegt, geändert oder deaktiviert wird. Die Zustellung sagt, welcher; ein Schritt liest, wie er jetzt ist.',
  'When the price of an item in a price list is made or changed. The delivery says which; a step reads what it is now.':
    'Wenn der Preis eines Artikels in einer Preisliste angelegt oder geändert wird. Die Zustellung sagt, welcher; ein Schritt liest, wie er jetzt ist.',
  'When a customer is made or changed. The delivery says which; a step reads what it is now.':
    'Wenn ein Kunde angelegt oder geändert wird. Die Zustellung sagt, welcher; ein Schritt liest, wie er jetzt ist.',
  'Reads the items that were made or changed since the last time, variants, templates and disabled ones too.':
    'Liest die Artikel, die seit dem letzten Mal angelegt oder geändert wurden, auch Varianten, Vorlagen und deaktivierte.',
  'Reads the prices of items in price lists that were made or changed since the last time.':
    'Liest die Preise von Artikeln in Preislisten, die seit dem letzten Mal angelegt oder geändert wurden.',
  'Reads the stock of items in warehouses that moved, was reserved, ordered or counted since the last time.':
    'Liest den Bestand von Artikeln in Lagern, der sich seit dem letzten Mal bewegte, reserviert, bestellt oder gezählt wurde.',
  'Reads the customers that were made or changed since the last time, disabled ones too.':
    'Liest die Kunden, die seit dem letzten Mal angelegt oder geändert wurden, auch deaktivierte.',
  'Writes price, name, barcode and stock keeping of the variation with this SKU; makes an item where there is none.':
    'Schreibt Preis, Namen, Barcode und Bestandsführung der Variation mit dieser SKU; legt einen Artikel an, wo keiner ist.',
  'When the stock of a variation at a store changes: one event for each count that a delivery tells of.':
    'Wenn sich der Bestand einer Variation in einer Filiale ändert: ein Ereignis für jede Zählung, von der eine Zustellung berichtet.',
  'Reads the stock levels of stores that changed: by sales, returns, deliveries, counts and transfers.':
    'Liest die Bestände von Filialen, die sich änderten: durch Verkäufe, Retouren, Lieferungen, Zählungen und Umlagerungen.',
  'Reads item variations with their prices by the time they changed, also those that were deleted.':
    'Liest Artikelvariationen mit ihren Preisen nach der Zeit ihrer Änderung, auch gelöschte.',
  'Reads a payment with tip, what was refunded of it, and the fee once Square knows it.':
    'Liest eine Zahlung mit Trinkgeld, dem, was davon erstattet wurde, und der Gebühr, sobald Square sie kennt.',
  'Reads a refund and how far it is; "Get a sale" reads what came back with it.':
    'Liest eine Erstattung und wie weit sie ist; „Verkauf abrufen“ liest, was damit zurückkam.',
  'Reads payments of stores by the time they changed: when they are made, completed or refunded, and when their fee is known.':
    'Liest Zahlungen von Filialen nach der Zeit ihrer Änderung: wenn sie angelegt, abgeschlossen oder erstattet werden und wenn ihre Gebühr bekannt ist.',
  'Reads refunds of all stores by the time they changed: when they are made, completed, rejected or fail.':
    'Liest Erstattungen aller Filialen nach der Zeit ihrer Änderung: wenn sie angelegt, abgeschlossen oder abgelehnt werden oder scheitern.',
  'Reads credit memos by the time they changed, with lines, shipping, taxes and what is on no line: together they are the total.':
    'Liest Gutschriften nach der Zeit ihrer Änderung, mit Positionen, Versand, Steuern und dem, was auf keiner Position steht: Zusammen sind sie die Summe.',
  'Reads the account with an e-mail address, with its default addresses and the attributes that were added. Guests have none.':
    'Liest das Konto mit einer E-Mail-Adresse, mit seinen Standardadressen und den hinzugefügten Attributen. Gäste haben keines.',
  'Writes the account with an e-mail address. What is left empty stays as it is. Commerce sends new customers its e-mail.':
    'Schreibt das Konto mit einer E-Mail-Adresse. Was leer bleibt, bleibt, wie es ist. Neuen Kunden sendet Commerce seine E-Mail.',
  'Reads accounts by the time they changed, with their default addresses and the attributes that were added.':
    'Liest Konten nach der Zeit ihrer Änderung, mit ihren Standardadressen und den hinzugefügten Attributen.',
  'Writes what left of a sales order, with tracking numbers. The same external id is one fulfillment; one that is there stays as it is.':
    'Schreibt, was von einem Verkaufsauftrag hinausgegangen ist, mit Sendungsnummern. Dieselbe externe Id ist eine Lieferung; eine vorhandene bleibt, wie sie ist.',
  'Books money from a customer and sets it against invoices, or changes the payment of the same external id.':
    'Bucht Geld eines Kunden und verrechnet es mit Rechnungen, oder ändert die Zahlung mit derselben externen Id.',
  'Books money that was paid ahead, such as with a web order, or changes the deposit of the same external id.':
    'Bucht Geld, das im Voraus gezahlt wurde, zum Beispiel mit einer Webbestellung, oder ändert die Anzahlung mit derselben externen Id.',
  'Finds products by their SKUs or other codes, with one call for each, and says which are not there.':
    'Findet Produkte nach ihren SKUs oder anderen Codes, mit einem Aufruf je Produkt, und sagt, welche fehlen.',
  'Makes a stock transfer or stock order with its products and marks it as sent, so that the outlet finds it, counts and receives. The same reference is announced once.':
    'Legt eine Umlagerung oder Warenbestellung mit ihren Produkten an und markiert sie als gesendet, damit die Filiale sie findet, zählt und annimmt. Dieselbe Referenz wird einmal angekündigt.',
  'Reads a stock transfer or stock order with its products: how many were sent, how many the outlet counted.':
    'Liest eine Umlagerung oder Warenbestellung mit ihren Produkten: wie viele gesendet wurden, wie viele die Filiale gezählt hat.',
  'Reads stock orders, transfers, returns and counts without their products, once in each state that they reach; "Get a consignment" reads the rest.':
    'Liest Warenbestellungen, Umlagerungen, Rücksendungen und Zählungen ohne ihre Produkte, einmal in jedem Status, den sie erreichen; „Warensendung abrufen“ liest das Übrige.',
  'Reads a transfer that left a warehouse for another one by way of a transit location, with what was sent.':
    'Liest eine Umlagerung, die ein Lager über einen Transitort zu einem anderen verlassen hat, mit dem, was gesendet wurde.',
  'Validates the receipt of a transfer between warehouses with what the store counted. What differs from what was sent is told, and booked where that is wanted.':
    'Bestätigt den Wareneingang einer Umlagerung mit dem, was die Filiale gezählt hat. Was vom Gesendeten abweicht, wird gesagt und gebucht, wo das gewünscht ist.',
  'Reads transfers that left a warehouse for another one by way of a transit location, with what they hold, each once.':
    'Liest Umlagerungen, die ein Lager über einen Transitort zu einem anderen verlassen haben, mit ihrem Inhalt, jede einmal.',
}
