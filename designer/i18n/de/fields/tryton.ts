// German for fields of Tryton: what they are called, and what is said of them. A text that several systems have stands with the first.
export const trytonFields = {
  'Make it when missing': 'Anlegen, wenn es fehlt',
  'Take it as far as': 'So weit führen',
  'Still to pay': 'Noch zu zahlen',
  'Account category': 'Kontenkategorie',
  Forecast: 'Prognose',
  'The order number of the shop; a sale with it is made once.': 'Die Bestellnummer des Shops; ein Verkauf mit ihr wird einmal angelegt.',
  "Tryton's number of the party, such as that of a default customer for counter sales.":
    'Trytons Nummer der Partei, etwa die eines Standardkunden für Thekenverkäufe.',
  'Looked for without regard to upper and lower case where there is no code.':
    'Wird ohne Rücksicht auf Groß- und Kleinschreibung gesucht, wo es keinen Code gibt.',
  'Full name or company. Needed to make a new party.': 'Vollständiger Name oder Firma. Nötig, um eine neue Partei anzulegen.',
  'Two letters, such as GB. Left out where Tryton has no countries.':
    'Zwei Buchstaben, zum Beispiel GB. Entfällt, wo Tryton keine Länder hat.',
  'Otherwise the order waits at the exception desk.': 'Sonst wartet die Bestellung auf der Klärliste.',
  'Business date of the sale, such as 2026-03-01.': 'Geschäftstag des Verkaufs, zum Beispiel 2026-03-01.',
  "ISO 4217 code. The company's when empty.": 'Code nach ISO 4217. Leer: die des Unternehmens.',
  'Code, such as WH. The default one when empty.': 'Code, zum Beispiel WH. Leer: das Standardlager.',
  'By name. Needed to go beyond a quotation where the party has none.':
    'Nach dem Namen. Nötig, um über ein Angebot hinauszugehen, wo die Partei keine hat.',
  'Empty for a line without a product, such as shipping; it needs a description.':
    'Leer bei einer Position ohne Produkt, etwa Versand; sie braucht eine Beschreibung.',
  'Negative for what comes back.': 'Negativ bei dem, was zurückkommt.',
  'Without tax. Tryton takes four decimals.': 'Ohne Steuer. Tryton nimmt vier Nachkommastellen.',
  "By name. Absent: those of the product's category. Empty: none.": 'Nach dem Namen. Ohne Angabe: die der Produktkategorie. Leer: keine.',
  'Stands on the sale.': 'Steht auf dem Verkauf.',
  'With tax. Where Tryton computes another one the sale stays a draft and the order waits at the exception desk.':
    'Mit Steuer. Wo Tryton eine andere berechnet, bleibt der Verkauf ein Entwurf, und die Bestellung wartet auf der Klärliste.',
  'By how much the totals may differ, such as 0.02. Default: not at all.':
    'Um wie viel die Summen abweichen dürfen, zum Beispiel 0.02. Standard: gar nicht.',
  'Processing (default) makes the shipment and the invoice.': 'Bearbeitung (Standard) legt Lieferung und Rechnung an.',
  'Nothing for a draft': 'Nichts bei einem Entwurf',
  'draft, quotation, confirmed, processing, done or cancelled': 'draft, quotation, confirmed, processing, done oder cancelled',
  'none, waiting, sent or exception': 'none, waiting, sent oder exception',
  'none, waiting, paid or exception': 'none, waiting, paid oder exception',
  'The order number of the shop.': 'Die Bestellnummer des Shops.',
  'Nothing when there is none.': 'Nichts, wenn es keine gibt.',
  'Of the sale.': 'Des Verkaufs.',
  'Nothing before it is posted': 'Nichts, bevor gebucht ist',
  'draft, validated, posted, paid or cancelled': 'draft, validated, posted, paid oder cancelled',
  'Decimal text; negative for a credit note': 'Dezimaltext; negativ bei einer Gutschrift',
  'The SKU.': 'Die SKU.',
  'Nothing when no product has this code.': 'Nichts, wenn kein Produkt diesen Code hat.',
  'Decimal text, without tax': 'Dezimaltext, ohne Steuer',
  'Without tax. Needed for a new product.': 'Ohne Steuer. Nötig für ein neues Produkt.',
  'By name; it carries accounts and taxes. For a new product.': 'Nach dem Namen; sie bringt Konten und Steuern mit. Für ein neues Produkt.',
  'Symbol of the unit of measure. Default: u.': 'Symbol der Mengeneinheit. Standard: u.',
  'Of a new product. Goods (default) are shipped.': 'Eines neuen Produkts. Ware (Standard) wird versendet.',
  'Code. Empty: all.': 'Code. Leer: alle.',
  'Code, or name where it has none': 'Code, oder Name, wo es keinen hat',
  'On hand less what is promised to orders until today, plus what is on its way':
    'Vorhanden abzüglich des bis heute Zugesagten, zuzüglich des Zulaufs',
  "Tryton's technical name, such as party.party.": 'Trytons technischer Name, zum Beispiel party.party.',
  'Technical names of what to read. A dotted one, such as party.name, stands in "party.".':
    'Technische Namen dessen, was gelesen wird. Einer mit Punkt, zum Beispiel party.name, steht in „party.“.',
  'Tryton\'s domain, such as [["state", "=", "done"]]. Empty: all records.':
    'Trytons Suchausdruck, zum Beispiel [["state", "=", "done"]]. Leer: alle Datensätze.',
  'By id; decimals, dates and times are text.': 'Nach Id; Dezimalzahlen, Daten und Zeiten sind Text.',
  'Decimals, dates and times are text.': 'Dezimalzahlen, Daten und Zeiten sind Text.',
}
