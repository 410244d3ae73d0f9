"""Firms in Norway, Sweden and the Netherlands. Nobody has these names, numbers and addresses."""

from __future__ import annotations

from .rows import (
    ADVISER,
    BOOKS,
    BOSS,
    BUYER,
    COMPUTERS,
    MAN,
    OWNER,
    SELLER,
    STORES,
    WOMAN,
    WORKS,
    Firm,
    Person,
)

NORWEGIAN = (
    Firm(
        "Myrvold Hotell AS", "NO", "Sjøgata 4", "5003", "Bergen", "+47 22 00 02 10", "myrvold.example",
        seller="HB", roles=("customer",), industry="HOTEL", groups=("NEWS", "OPEN DAY"),
        more={"territory_code": "COAST", "registration_no": "100000008", "vat_registration_no": "NO 100 000 008 MVA"},
        persons=(
            Person("Kari Myrvold", WOMAN, BOSS, "kari", groups=("GREETINGS",)),
            Person("Bjørn Åge Tveito", MAN, BUYER, "innkjop", {"phone_no": "+47 22 00 02 11"}),
            Person("Sunniva Rød", WOMAN, BOOKS),
        ),
    ),
    Firm(
        "Brødrene Lien Bakst AS", "NO", "Storgata 17 B", "0184", "Oslo", "+47 22 00 02 20", "lienbakst.example",
        seller="IS", first="customer", industry="RETAIL", groups=("NEWS", "LOYAL"),
        more={"territory_code": "CITY", "registration_no": "100000016"},
        persons=(
            Person("Oddvar Lien", MAN, OWNER, "oddvar", groups=("GREETINGS",)),
            Person("Anne-Grete Lien Holm", WOMAN, BOOKS),
        ),
    ),
    Firm(
        "Brødrene Lien Bakst", "NO", "Storgt. 17B", "0184", "OSLO", "22 00 02 20", "lienbakst.example",
        relations=("PROSPECT",),
    ),
    Firm(
        "Sørlia Elektro AS", "NO", "Verkstedveien 9", "3208", "Sandefjord", "+47 22 00 02 30", "sorliaelektro.example",
        seller="IS", roles=("customer", "vendor"), industry="BUILD", groups=("PRICES",),
        more={"registration_no": "100000024", "vat_registration_no": "NO 100 000 024 MVA"},
        persons=(
            Person("Torstein Sørlia", MAN, BOSS, "torstein"),
            Person("Maria Bråten", WOMAN, WORKS, "maria", {"phone_no": "+47 22 00 02 32"}),
            Person("Åsmund Ødegård Kvam", MAN, STORES),
        ),
    ),
    Firm(
        "Østhavn Glassverk AS", "NO", "Glassverksbrygga 1", "1606", "Fredrikstad", "+47 22 00 02 40",
        "osthavnglass.example", seller="VS", roles=("vendor",), industry="MANUFACT", groups=("EVENTS",),
        more={"registration_no": "100000032"},
        persons=(
            Person("Øystein Glasø", MAN, SELLER, "oystein"),
            Person("Hedda Nærum", WOMAN, BOOKS, "faktura"),
        ),
    ),
    Firm(
        "Tindeskår Fjellstue", "NO", "Tindeskårvegen 200", "2670", "Otta", "+47 22 00 02 50", "tindeskar.example",
        seller="HB", roles=("customer",), industry="HOTEL", groups=("SPRING",),
        persons=(Person("Gro Tindeskår", WOMAN, OWNER),),
    ),
    Firm(
        "Fjordbanken Nordvik", "NO", "Torget 2", "0155", "Oslo", "+47 22 00 02 60", "fjordbanken.example",
        first="bank_account", industry="FINANCE",
        persons=(
            Person("Rune Aamodt", MAN, ADVISER, "rune", {"phone_no": "+47 22 00 02 61"}),
            Person("Ida Skjelvik", WOMAN, ADVISER, "ida"),
        ),
    ),
    Firm(
        "Nordvik Advokatkontor", "NO", "Torget 5", "0155", "Oslo", "+47 22 00 02 70", "nordvikjus.example",
        relations=("LAW",), groups=("GREETINGS",),
        persons=(Person("Jørgen Nordvik", MAN, OWNER, "jorgen"),),
    ),
    Firm(
        "Ytre Sund kommune", "NO", "Rådhusplassen 1", "6300", "Åndalsnes", "+47 22 00 02 80", "ytresund.example",
        seller="HB", relations=("AUTHORITY", "PROSPECT"), industry="PUBLIC", more={"territory_code": "COAST"},
        persons=(
            Person("Synnøve Vågen", WOMAN, BUYER, "synnove"),
            Person("Karl Erik Moe", MAN, WORKS),
        ),
    ),
    Firm(
        "Avisa Kystposten", "NO", "Pressens gate 3", "4006", "Stavanger", "+47 22 00 02 90", "kystposten.example",
        relations=("PRESS",), groups=("EVENTS",),
        persons=(Person("Live Håland", WOMAN, mail="live"),),
    ),
    Firm(
        "Havblikk Kafé og Galleri", "NO", "Fyrveien 11", "4640", "Søgne", "+47 22 00 03 10", "havblikk.example",
        seller="IS", roles=("customer",), industry="HOTEL", groups=("NEWS", "SPRING"),
        more={"territory_code": "COAST"},
        persons=(Person("Tuva Bø", WOMAN, OWNER, "tuva", {"phone_no": "+47 22 00 03 11"}),),
    ),
    Firm(
        "Siffer & Sans Regnskap AS", "NO", "Kontorgata 8", "0160", "Oslo", "+47 22 00 03 20", "siffersans.example",
        seller="JV", roles=("vendor",), relations=("CONSULT",), more={"registration_no": "100000040"},
        persons=(
            Person("Nina Sandvoll", WOMAN, BOOKS, "nina"),
            Person("Per Kristian Ås", MAN, BOSS),
        ),
    ),
    Firm(
        "Kråkstad Transport AS", "NO", "Lasteveien 30", "1407", "Vinterbro", "+47 22 00 03 30", "krakstad.example",
        seller="VS", first="vendor", industry="TRANSPORT", more={"registration_no": "100000059"},
        persons=(Person("Geir Kråkstad", MAN, STORES, "geir"),),
    ),
    Firm(
        "Lysekroken AS", "NO", "Konkurrentveien 1", "0482", "Oslo", "+47 22 00 03 40", "lysekroken.example",
        relations=("COMPETITOR",), industry="WHOLESALE",
    ),
    Firm(
        "Åsgrenda skole", "NO", "Skolebakken 6", "1387", "Asker", "+47 22 00 03 50", "asgrenda.example",
        seller="IS", relations=("PROSPECT",), industry="EDUCATION",
        persons=(Person("Ragnhild Øy", WOMAN, COMPUTERS, "ragnhild"),),
    ),
    Firm(
        "Ljusstugan Ekvall AB", "SE", "Lyktgränd 3", "111 29", "Stockholm", "+46 8 465 004 10", "ljusstugan.example",
        seller="HB", relations=("PROSPECT",), industry="RETAIL", more={"territory_code": "NORDICS"},
        persons=(Person("Gunilla Ekvall", WOMAN, OWNER, "gunilla"), Person("Mårten Sjö", MAN, SELLER)),
    ),
)  # fmt: skip

DUTCH = (
    Firm(
        "De Gouden Lampion B.V.", "NL", "Lampionkade 21", "1013 ZZ", "Amsterdam", "+31 20 000 0210",
        "goudenlampion.example", seller="EW", first="customer", industry="WHOLESALE", groups=("PRICES", "LOYAL"),
        more={"vat_registration_no": "NL000000103B01"},
        persons=(
            Person("Femke de Gouden", WOMAN, BOSS, "femke"),
            Person("Bas van der Kolk", MAN, BUYER, "inkoop", {"phone_no": "+31 20 000 0211"}),
            Person("Lieke ter Horst", WOMAN, STORES),
        ),
    ),
    Firm(
        "Van Veldhoven Verlichting", "NL", "Veldweg 88", "5503 ZZ", "Veldhoven", "+31 20 000 0220",
        "vanveldhoven.example", seller="EW", roles=("customer",), industry="RETAIL", groups=("PRICES",),
        persons=(
            Person("Coen van Veldhoven", MAN, OWNER, "coen"),
            Person("Tjitske Zijlstra", WOMAN, SELLER),
        ),
    ),
    Firm(
        "Kaasmakerij ’t Hoekje", "NL", "Kaasmarkt 1", "1811 ZZ", "Alkmaar", "+31 20 000 0230", "kaashoekje.example",
        industry="MANUFACT", groups=("SPRING",),
        persons=(Person("Joke Broers", WOMAN, OWNER, own={"mobile_phone_no": "+31 6 0000 0231"}),),
    ),
    Firm(
        "Grachtenhuis Interieurs", "NL", "Herenkade 140", "1015 ZZ", "Amsterdam", "+31 20 000 0240",
        "grachtenhuis.example", relations=("PROSPECT", "PARTNER"), groups=("OPEN DAY",),
        persons=(Person("Daniël Loots", MAN, WORKS, "daniel"),),
    ),
    Firm(
        "IJsselzicht Logistiek B.V.", "NL", "Havenweg 5", "8011 ZZ", "Zwolle", "+31 20 000 0250",
        "ijsselzicht.example", seller="JV", roles=("vendor",), industry="TRANSPORT",
        more={"vat_registration_no": "NL000000105B01"},
        persons=(
            Person("Marieke IJpelaar", WOMAN, STORES, "marieke"),
            Person("Ruud Hoekstra", MAN, BOOKS),
        ),
    ),
    Firm(
        "Bank De Dijk N.V.", "NL", "Dijkplein 1", "3011 ZZ", "Rotterdam", "+31 20 000 0260", "bankdedijk.example",
        seller="EW", roles=("bank_account", "customer", "vendor"), industry="FINANCE", groups=("GREETINGS",),
        persons=(
            Person("Willemijn Dijkgraaf", WOMAN, ADVISER, "willemijn"),
            Person("Sjoerd Óskarsson", MAN, BUYER, "sjoerd", {"phone_no": "+31 20 000 0262"}),
        ),
    ),
)  # fmt: skip

NORTH = (*NORWEGIAN, *DUTCH)
