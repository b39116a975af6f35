"""A folder of one busy week, small enough to know by heart, for damaging it in every way."""

from pathlib import Path

FILES = {
    "settings.csv": """\
key,value
ruc,20990000019
razon_social,COOPERATIVA DE PRUEBA
domicilio,"Chipaota, Chazuta"
amazonia_exoneracion,si
share_AW_total,0.20
fondo_comunal,0.05
loss_compensation,0.50
igv,0.18
year,2025
""",
    "members.csv": """\
member_id,group,given_names,surname1,surname2,sex,dni,dni_check,role,joined_on,left_on,status,\
language,reads_spanish,phone_type,payout_method,consent_data_on,consent_public_name,\
consent_photo,fictional,note
AW-01,AW,Rosa,Inventada,,F,99900101,2,,2019-03-01,,activa,,,,efectivo,,si,si,si,
AW-02,AW,Nelly,Inventada,,F,99900102,1,,2019-03-01,2025-01-10,retirada,,,,yape,,si,si,si,
""",
    "products.csv": """\
sku,name_es,name_en,group,category,material,size,unit,sunat_unit,hours_per_unit,grams
CAN,Canasta,Basket,AW,,,,unidad,NIU,4,120
FIB,Fibra,Fibre,AW,,,,kg,KGM,,
VIS,Visita al taller,Visit,AW,,,,servicio,ZZ,,
""",
    "prices.csv": """\
price_list,sku,currency,includes_igv,unit_price,valid_from,valid_to
TIENDA,CAN,PEN,no,18.00,2025-01-01,2025-06-30
TIENDA,CAN,PEN,no,19.00,2025-07-01,
TIENDA,FIB,PEN,no,5.00,2025-01-01,
SOCIA,CAN,PEN,no,12.00,2025-01-01,
DOLARES,CAN,USD,no,6.00,2025-01-01,
""",
    "locations.csv": """\
location,name,kind,place,region,ownership,note
CHI,Chipaota,almacen,,,propia,
TPP,Tarapoto,tienda,,,propia,
""",
    "buyers.csv": """\
buyer_id,name,kind,doc_type,doc_number,city,region,payment_terms,fictional,note
B-000,CLIENTES VARIOS,anonimo,0,,,,contado,si,
B-101,Hotel Ficticio,hotel,6,20990001015,Tarapoto,,credito 15,si,
B-301,Julia Inventada,persona,1,99900401,,,contado,si,
""",
    "deliveries.csv": """\
delivery_id,recorded_at,date,location,member_id,sku,qty_delivered,qty_rejected,qty_accepted,note
D0001,2025-01-06T08:00:00,2025-01-06,CHI,AW-01,CAN,60,1,59,
D0002,2025-01-06T08:00:01,2025-01-06,CHI,AW-02,FIB,11.5,0,11.5,
""",
    "transfers.csv": """\
transfer_id,line,from_location,to_location,via,date_out,out_recorded_at,date_in,in_recorded_at,\
sku,qty_sent,qty_received,qty_lost,loss_kind,note
T001,1,CHI,TPP,canoa,2025-01-07,2025-01-07T06:00:00,2025-01-07,2025-01-07T16:00:00,\
CAN,5,4,1,mojado,
T002,1,CHI,TPP,canoa,2025-01-12,2025-01-12T06:00:00,,,CAN,2,,,,
""",
    "sales.csv": """\
sale_id,recorded_at,date,location,channel,buyer_id,doc_type,doc_series,doc_number,price_list,\
price_includes_igv,tax_code,currency,fx_rate,note
V0001,2025-01-08T10:00:00,2025-01-08,CHI,tienda,B-000,boleta,EB01,7,TIENDA,no,20,PEN,,
V0002,2025-01-08T11:00:00,2025-01-08,CHI,tienda,B-000,boleta,EB01,8,TIENDA,no,20,PEN,,
V0003,2025-01-09T11:00:00,2025-01-09,TPP,tienda,B-101,factura,E001,1,DOLARES,no,40,USD,3.541,
""",
    "sale_lines.csv": """\
sale_id,line,sku,qty,unit_price,discount_pct,price_source,member_id
V0001,1,CAN,3,18.00,0,lista,
V0001,2,VIS,1,25.00,0,lista,AW-01
V0002,1,CAN,30,18.00,0,lista,
V0003,1,CAN,2,6.00,0,lista,
""",
    "payments.csv": """\
payment_id,recorded_at,date,sale_id,kind,method,currency,amount,rounding,fx_rate,note
C0001,2025-01-08T10:05:00,2025-01-08,V0001,cobro,efectivo,PEN,79.00,0.00,,
C0002,2025-01-10T10:05:00,2025-01-10,V0003,cobro,transferencia,USD,12.00,0.00,3.520,
""",
    "returns.csv": """\
return_id,recorded_at,date,sale_id,line,qty,restock,restock_location,nc_code,nc_series,nc_number,\
note
N001,2025-01-11T10:00:00,2025-01-11,V0001,1,2,si,CHI,07,EB01,1,
N002,2025-01-11T11:00:00,2025-01-11,V0002,1,1,no,,07,EB01,2,
""",
    "adjustments.csv": """\
adjustment_id,recorded_at,date,location,sku,qty_out,kind,note
A001,2025-01-12T10:00:00,2025-01-12,CHI,CAN,1,muestra,
""",
    "advances.csv": """\
debit_id,recorded_at,date,member_id,kind,amount,note
X001,2025-01-13T10:00:00,2025-01-13,AW-01,adelanto,20.00,
""",
}


def write(folder: Path, *damages: tuple[str, str, str]) -> Path:
    """Write the folder; each damage replaces one passage of one file by another."""
    folder.mkdir(exist_ok=True)
    files = dict(FILES)
    for name, good, bad in damages:
        assert files[name].count(good) == 1, f"{good!r} stands {files[name].count(good)} times"
        files[name] = files[name].replace(good, bad)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder
