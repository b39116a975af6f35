"""Everything that can be wrong with the small folder, one damage at a time."""

from tests.scenarios import small_folder

#: What is damaged (file, what stood there, what stands there now), and where the faults must be.
DAMAGES = {
    "a column is misspelt": (
        ("sales.csv", ",tax_code,", ",taxcode,"),
        ("sales.csv 1 tax_code", "sales.csv 1 taxcode"),
    ),
    "a column stands twice": (
        ("advances.csv", "kind,amount,note", "kind,kind,note"),
        ("advances.csv 1 ", "advances.csv 1 amount"),
    ),
    "a file is empty": (
        ("locations.csv", small_folder.FILES["locations.csv"], ""),
        tuple(
            f"locations.csv 1 {name}"
            for name in ("kind", "location", "name", "note", "ownership", "place", "region")
        ),
    ),
    "a row has a cell too few": (
        ("advances.csv", "adelanto,20.00,", "adelanto,20.00"),
        ("advances.csv 2 ",),
    ),
    "a quotation mark is never closed": (
        ("members.csv", "AW-02,AW,Nelly", 'AW-02,AW,"Nelly'),
        ("members.csv 3 ",),
    ),
    "a key stands twice": (
        ("deliveries.csv", "D0002,", "D0001,"),
        ("deliveries.csv 3 delivery_id",),
    ),
    "a quantity has a comma": (
        ("deliveries.csv", ",60,1,59,", ',"60,0",1,59,'),
        ("deliveries.csv 2 qty_delivered",),
    ),
    "a quantity is not a number": (
        ("sale_lines.csv", "V0001,1,CAN,3,", "V0001,1,CAN,NaN,"),
        ("sale_lines.csv 2 qty",),
    ),
    "a quantity is written in another script": (
        ("sale_lines.csv", "V0001,1,CAN,3,", "V0001,1,CAN,٣,"),
        ("sale_lines.csv 2 qty",),
    ),
    "a quantity is below zero": (
        ("adjustments.csv", "CAN,1,muestra", "CAN,-1,muestra"),
        ("adjustments.csv 2 qty_out",),
    ),
    "a quantity is zero": (
        ("adjustments.csv", "CAN,1,muestra", "CAN,0,muestra"),
        ("adjustments.csv 2 qty_out",),
    ),
    "a quantity is huge": (
        ("deliveries.csv", ",60,1,59,", ",9999999999,1,9999999998,"),
        ("deliveries.csv 2 qty_accepted", "deliveries.csv 2 qty_delivered"),
    ),
    "half a basket": (
        ("sale_lines.csv", "V0002,1,CAN,30,", "V0002,1,CAN,30.5,"),
        ("sale_lines.csv 4 qty",),
    ),
    "a price has an exponent": (
        ("prices.csv", "FIB,PEN,no,5.00", "FIB,PEN,no,5e2"),
        ("prices.csv 4 unit_price",),
    ),
    "a price has thousandths": (
        ("sale_lines.csv", "CAN,2,6.00", "CAN,2,6.005"),
        ("sale_lines.csv 5 unit_price",),
    ),
    "a discount gives everything away": (
        ("sale_lines.csv", "V0003,1,CAN,2,6.00,0,", "V0003,1,CAN,2,6.00,100,"),
        ("sale_lines.csv 5 discount_pct",),
    ),
    "a sum is zero": (
        ("advances.csv", "adelanto,20.00", "adelanto,0.00"),
        ("advances.csv 2 amount",),
    ),
    "a sum is too large to be true": (
        ("advances.csv", "adelanto,20.00", "adelanto,1000000000.00"),
        ("advances.csv 2 amount",),
    ),
    "a day that no calendar has": (
        ("payments.csv", "2025-01-10,V0003", "2025-02-30,V0003"),
        ("payments.csv 3 date",),
    ),
    "a moment in another form": (
        ("payments.csv", "2025-01-10T10:05:00", "10/01/2025 10:05"),
        ("payments.csv 3 recorded_at",),
    ),
    "a name with an invisible character": (
        ("members.csv", "Rosa", "Ro\N{RIGHT-TO-LEFT OVERRIDE}sa"),
        ("members.csv 2 given_names",),
    ),
    "a name with NUL": (
        ("buyers.csv", "Julia", "Ju\0lia"),
        ("buyers.csv 4 name",),
    ),
    "a name of ten thousand letters": (
        ("buyers.csv", "Julia", "J" * 10_000),
        ("buyers.csv 4 name",),
    ),
    "an unknown tax": (
        ("sales.csv", ",no,40,USD", ",no,21,USD"),
        ("sales.csv 4 tax_code",),
    ),
    "an unknown way of paying": (
        ("payments.csv", "transferencia", "trueque"),
        ("payments.csv 3 method",),
    ),
    "a setting is missing": (
        ("settings.csv", "loss_compensation,0.50\n", ""),
        ("settings.csv 0 loss_compensation",),
    ),
    "a group without its share": (
        ("settings.csv", "share_AW_total", "share_EC_total"),
        ("settings.csv 0 share_AW_total",),
    ),
    "a rate that is none": (
        ("settings.csv", "igv,0.18", "igv,18 %"),
        ("settings.csv 9 value",),
    ),
    "the issuer's RUC has a wrong digit": (
        ("settings.csv", "20990000019", "20990000018"),
        ("settings.csv 2 value",),
    ),
    "a buyer's RUC has a wrong digit": (
        ("buyers.csv", "20990001015", "20990001016"),
        ("buyers.csv 3 doc_number",),
    ),
    "two buyers have one document": (
        ("buyers.csv", "persona,1,99900401", "persona,6,20990001015"),
        ("buyers.csv 4 doc_number",),
    ),
    "a DNI's check character is wrong": (
        ("members.csv", "99900101,2", "99900101,3"),
        ("members.csv 2 dni",),
    ),
    "two members have one DNI": (
        ("members.csv", "99900102,1", "99900101,2"),
        ("members.csv 3 dni",),
    ),
    "a delivery of nobody": (
        ("deliveries.csv", "CHI,AW-02", "CHI,AW-99"),
        ("deliveries.csv 3 member_id",),
    ),
    "a delivery of an unknown product": (
        ("deliveries.csv", ",FIB,", ",FIBRA,"),
        ("deliveries.csv 3 sku",),
    ),
    "a canoe to nowhere": (
        ("transfers.csv", "T002,1,CHI,TPP", "T002,1,CHI,NADA"),
        ("transfers.csv 3 to_location",),
    ),
    "a sale to an unknown buyer": (
        ("sales.csv", "B-101", "B-999"),
        ("sales.csv 4 buyer_id",),
    ),
    "a sale by an unknown list": (
        ("sales.csv", "DOLARES", "EUROS"),
        ("sales.csv 4 price_list",),
    ),
    "a payment of no sale": (
        ("payments.csv", "2025-01-10,V0003", "2025-01-10,V0033"),
        ("payments.csv 3 sale_id",),
    ),
    "a return of no line": (
        ("returns.csv", "V0002,1,1", "V0002,9,1"),
        ("returns.csv 3 line",),
    ),
    "an advance to nobody": (
        ("advances.csv", "AW-01", "AW-0l"),
        ("advances.csv 2 member_id",),
    ),
    "a sale without lines": (
        ("sale_lines.csv", "V0003,1,CAN,2,6.00,0,lista,\n", ""),
        ("sales.csv 4 sale_id",),
    ),
    "lines that are not numbered 1, 2, 3": (
        ("sale_lines.csv", "V0001,2,VIS", "V0001,3,VIS"),
        ("sales.csv 2 sale_id",),
    ),
    "a service that nobody gives": (
        ("sale_lines.csv", "25.00,0,lista,AW-01", "25.00,0,lista,"),
        ("sale_lines.csv 3 member_id",),
    ),
    "a piece with a member on its line": (
        ("sale_lines.csv", "V0002,1,CAN,30,18.00,0,lista,", "V0002,1,CAN,30,18.00,0,lista,AW-02"),
        ("sale_lines.csv 4 member_id",),
    ),
    "a service handed in": (
        ("deliveries.csv", "FIB,11.5,0,11.5", "VIS,11,0,11"),
        ("deliveries.csv 3 sku",),
    ),
    "pieces that do not add up": (
        ("deliveries.csv", ",60,1,59,", ",60,2,59,"),
        ("deliveries.csv 2 qty_accepted",),
    ),
    "a member who had left": (
        (
            "deliveries.csv",
            "D0002,2025-01-06T08:00:01,2025-01-06,",
            "D0002,2025-01-15T08:00:01,2025-01-15,",
        ),
        ("deliveries.csv 3 member_id",),
    ),
    "a canoe that brings more than it took": (
        ("transfers.csv", "CAN,5,4,1,", "CAN,5,5,1,"),
        ("transfers.csv 2 qty_received",),
    ),
    "a canoe that arrives before it leaves": (
        ("transfers.csv", "2025-01-07T16:00:00", "2025-01-07T05:00:00"),
        ("transfers.csv 2 in_recorded_at",),
    ),
    "a canoe that turns round": (
        ("transfers.csv", "T002,1,CHI,TPP", "T002,1,CHI,CHI"),
        ("transfers.csv 3 to_location",),
    ),
    "a canoe that arrived at no moment": (
        ("transfers.csv", "06:00:00,,,CAN,2,,", "06:00:00,,,CAN,2,2,"),
        ("transfers.csv 3 in_recorded_at",),
    ),
    "more sold than the shelf holds": (
        ("sale_lines.csv", "V0002,1,CAN,30,", "V0002,1,CAN,60,"),
        ("sale_lines.csv 4 qty", "sales.csv 3 buyer_id"),  # and a boleta that dear needs a name
    ),
    "more sent than the shelf holds": (
        ("transfers.csv", "CAN,2,,", "CAN,99,,"),
        ("transfers.csv 3 qty_sent",),
    ),
    "more given away than the shelf holds": (
        ("adjustments.csv", "CAN,1,muestra", "CAN,99,muestra"),
        ("adjustments.csv 2 qty_out",),
    ),
    "more back than was sold": (
        ("returns.csv", "V0001,1,2,si", "V0001,1,4,si"),
        ("returns.csv 2 qty",),
    ),
    "restocked nowhere": (
        ("returns.csv", "V0001,1,2,si,CHI", "V0001,1,2,si,"),
        ("returns.csv 2 restock_location",),
    ),
    "one credit note for two sales": (
        ("returns.csv", "07,EB01,2,", "07,EB01,1,"),
        ("returns.csv 3 nc_number",),
    ),
    "a payment above what is due": (
        ("payments.csv", "PEN,79.00", "PEN,79.10"),
        ("payments.csv 2 amount",),
    ),
    "a payment of less than nothing": (
        ("payments.csv", "PEN,79.00", "PEN,-79.00"),
        ("payments.csv 2 amount",),
    ),
    "rounding on a transfer": (
        ("payments.csv", "USD,12.00,0.00", "USD,11.95,0.05"),
        ("payments.csv 3 rounding",),
    ),
    "a payment in another currency": (
        ("payments.csv", "USD,12.00,0.00,3.520", "PEN,12.00,0.00,"),
        ("payments.csv 3 currency",),
    ),
    "dollars without a rate": (
        ("sales.csv", "USD,3.541", "USD,"),
        ("sales.csv 4 fx_rate",),
    ),
    "a payment before its sale": (
        ("payments.csv", "2025-01-08T10:05:00,2025-01-08", "2025-01-08T09:05:00,2025-01-07"),
        ("payments.csv 2 amount", "payments.csv 2 date", "payments.csv 2 recorded_at"),
    ),
    "a return before its sale": (
        ("returns.csv", "2025-01-11T11:00:00,2025-01-11", "2025-01-08T10:30:00,2025-01-07"),
        ("returns.csv 3 date", "returns.csv 3 recorded_at", "returns.csv 2 nc_number"),
    ),
    "a boleta above S/ 700 for nobody": (
        ("sale_lines.csv", "V0002,1,CAN,30,", "V0002,1,CAN,40,"),
        ("sales.csv 3 buyer_id",),
    ),
    "a factura for somebody without RUC": (
        ("sales.csv", "B-000,boleta,EB01,7", "B-301,factura,E001,1"),
        ("sales.csv 2 buyer_id", "sales.csv 4 doc_number"),
    ),
    "a gap in the numbers": (
        ("sales.csv", "EB01,8,", "EB01,9,"),
        ("sales.csv 3 doc_number",),
    ),
    "a number that stands twice": (
        ("sales.csv", "EB01,8,", "EB01,7,"),
        ("sales.csv 3 doc_number",),
    ),
    "a gap in the credit notes": (
        ("returns.csv", "07,EB01,2,", "07,EB01,3,"),
        ("returns.csv 3 nc_number",),
    ),
    "two events at one moment": (
        ("advances.csv", "2025-01-13T10:00:00", "2025-01-12T10:00:00"),
        ("advances.csv 2 recorded_at", "advances.csv 2 date"),
    ),
    "recorded before it happened": (
        ("advances.csv", "2025-01-13,AW-01", "2025-01-14,AW-01"),
        ("advances.csv 2 date",),
    ),
    "a day that has not come": (
        ("advances.csv", "2025-01-13T10:00:00,2025-01-13", "2026-02-13T10:00:00,2026-02-13"),
        ("advances.csv 2 recorded_at",),
    ),
    "two prices for one day": (
        ("prices.csv", "18.00,2025-01-01,2025-06-30", "18.00,2025-01-01,2025-07-01"),
        ("prices.csv 3 valid_from",),
    ),
    "a list with two currencies": (
        ("prices.csv", "TIENDA,FIB,PEN", "TIENDA,FIB,USD"),
        ("prices.csv 4 currency",),
    ),
    "lost pieces without a member price": (
        ("prices.csv", "SOCIA,CAN", "SOCIA,FIB"),
        ("transfers.csv 2 in_recorded_at",),
    ),
    "a rounding that coins could pay": (
        ("payments.csv", "PEN,79.00,0.00", "PEN,78.90,0.10"),
        ("payments.csv 2 rounding",),
    ),
    "a year that nobody lives to see": (
        ("settings.csv", "year,2025", "year,9999"),
        ("settings.csv 10 value",),
    ),
    "a fund larger than what is kept back": (
        ("settings.csv", "fondo_comunal,0.05", "fondo_comunal,0.21"),
        ("settings.csv 6 value",),
    ),
    "a day before anything was decided": (
        ("sales.csv", "10:00:00,2025-01-08", "10:00:00,2024-12-30"),
        ("sales.csv 2 sale_id",),
    ),
}
