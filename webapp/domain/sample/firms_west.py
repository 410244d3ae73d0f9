"""Firms in Switzerland, France, Britain, Germany and Russia. Nobody has these names, numbers and addresses."""

from __future__ import annotations

from .rows import ADVISER, BOOKS, BOSS, BUYER, FAIRS, MAN, OWNER, SELLER, STORES, WOMAN, WORKS, Firm, Person

FRENCH = (
    Firm(
        "Atelier Clairval Sàrl", "CH", "Chemin des Verriers 6", "1450", "Sainte-Croix", "+41 21 000 02 10",
        "clairval.example", seller="JV", first="vendor", industry="MANUFACT", groups=("EVENTS",),
        more={"registration_no": "CHE000000017"},
        persons=(
            Person("Benoît Clairval", MAN, OWNER, "benoit"),
            Person("Hélène Jaquier-Rey", WOMAN, SELLER, "helene", {"phone_no": "+41 21 000 02 11"}),
        ),
    ),
    Firm(
        "Hôtel des Trois Lacs SA", "CH", "Quai du Lac 3", "2000", "Neuchâtel", "+41 21 000 02 20",
        "troislacs.example", seller="LF", roles=("customer",), industry="HOTEL", groups=("NEWS", "PRICES"),
        persons=(
            Person("Aurélie Crottaz", WOMAN, BOSS, "direction"),
            Person("François Noël Gygax", MAN, BUYER, "economat"),
        ),
    ),
    Firm(
        "Banque du Vieux-Port SA", "CH", "Place du Port 1", "1204", "Genève", "+41 21 000 02 30",
        "vieuxport.example", first="bank_account", industry="FINANCE",
        persons=(Person("Cédric Ansermoz", MAN, ADVISER, "cedric"),),
    ),
    Firm(
        "Librairie L’Étoile filante", "CH", "Rue de l’Ale 40", "1003", "Lausanne", "+41 21 000 02 40",
        "etoilefilante.example", seller="LF", roles=("customer",), industry="RETAIL", groups=("SPRING", "OPEN DAY"),
        persons=(Person("Zoé Favrat", WOMAN, OWNER, "zoe"),),
    ),
    Firm(
        "Fromagerie Crêt-Dessus", "CH", "Route de l’Alpage 2", "1660", "Château-d’Œx", "+41 21 000 02 50",
        "cretdessus.example", seller="LF", relations=("PROSPECT",), industry="AGRI",
        persons=(Person("Gérald Œuvray", MAN, OWNER),),
    ),
    Firm(
        "Ferronnerie Béthier & Fils", "FR", "8 impasse des Forges", "69003", "Lyon", "+33 1 99 00 02 60",
        "bethier.example", industry="MANUFACT", more={"registration_no": "000000109"},
        persons=(
            Person("Marcel Béthier", MAN, OWNER, "marcel"),
            Person("Inès Béthier", WOMAN, BOOKS, own={"mobile_phone_no": "+33 6 39 98 02 62"}),
        ),
    ),
    Firm(
        "Studio Noé Architectes", "FR", "15 quai des Brumes", "69002", "Lyon", "+33 1 99 00 02 70",
        "studionoe.example", relations=("PARTNER", "CONSULT"), groups=("GREETINGS",),
        persons=(
            Person("Noé Lacombe-Verdier", MAN, OWNER, "noe"),
            Person("Élodie Garance", WOMAN, WORKS, "elodie", {"mobile_phone_no": "+33 6 39 98 02 71"}),
        ),
    ),
    Firm(
        "Brasserie du Pont d’Orbe", "CH", "Grand-Rue 27", "1350", "Orbe", "+41 21 000 02 80", "pontdorbe.example",
        seller="LF", relations=("PROSPECT",), industry="HOTEL",
        persons=(Person("Yvonne Chevalley", WOMAN, OWNER),),
    ),
)  # fmt: skip

BRITISH = (
    Firm(
        "Whitcombe & Daughters Ltd", "GB", "4 Lantern Yard", "SE1 0ZZ", "London", "+44 20 7946 0210",
        "whitcombes.example", seller="EW", roles=("customer", "vendor"), industry="RETAIL", groups=("PRICES", "LOYAL"),
        more={"registration_no": "00000117"},
        persons=(
            Person("Harriet Whitcombe", WOMAN, BOSS, "harriet"),
            Person("Giles Pemberwick", MAN, BUYER, "giles", {"mobile_phone_no": "+44 7700 900211"}),
            Person("Rosalind Whitcombe", WOMAN, FAIRS),
        ),
    ),
    Firm(
        "Whitcomb and Daughters", "GB", "4, Lantern Yard", "SE1 0ZZ", "London", "020 7946 0210", "whitcombes.example",
        relations=("PROSPECT",),
    ),
    Firm(
        "The Lantern Rooms", "GB", "19 Wick Street", "BS1 0ZZ", "Bristol", "+44 20 7946 0220", "lanternrooms.example",
        seller="EW", roles=("customer",), industry="HOTEL", groups=("NEWS",),
        persons=(Person("Edwin O’Harrow", MAN, OWNER, "edwin"), Person("Precious Adeyemi-Clarke", WOMAN, BOOKS)),
    ),
    Firm(
        "Harrow Lane Timber Co.", "GB", "2 Harrow Lane", "YO1 0ZZ", "York", "+44 20 7946 0230", "harrowlane.example",
        relations=("PARTNER",), industry="MANUFACT",
        persons=(Person("Walter Thistlewood", MAN, STORES, "walter"),),
    ),
    Firm(
        "Thistledown Events Ltd", "GB", "77 Feather Road", "LS1 0ZZ", "Leeds", "+44 20 7946 0240",
        "thistledown.example", relations=("PARTNER", "PROSPECT"), groups=("OPEN DAY", "EVENTS"),
        persons=(Person("Maud Ashdowne", WOMAN, FAIRS, "maud"), Person("Kit Renshaw-Lowe", MAN, WORKS)),
    ),
    Firm(
        "Tamsin’s Tearoom", "GB", "1 Kettle Close", "TR1 0ZZ", "Truro", "+44 20 7946 0250", "tamsin.example",
        seller="EW", relations=("PROSPECT",), industry="HOTEL",
        persons=(Person("Tamsin Penhale", WOMAN, OWNER),),
    ),
    Firm(
        "Laternenhaus Krüger GmbH", "DE", "Kerzenstraße 12", "10115", "Berlin", "+49 30 23125 210",
        "laternenhaus.example", seller="HB", roles=("customer",), industry="WHOLESALE", groups=("PRICES",),
        persons=(
            Person("Jürgen Krüger", MAN, BOSS, "j.krueger"),
            Person("Annegret Weiß", WOMAN, BUYER, "einkauf"),
        ),
    ),
)  # fmt: skip

RUSSIAN = (
    Firm(
        "ООО «Светлый дом»", "RU", "Фонарный переулок, 7", "190000", "Санкт-Петербург", "+7 495 000 02 10",
        "svetlydom.example", seller="IS", first="customer", industry="RETAIL", groups=("PRICES",),
        persons=(
            Person("Ольга Берёзкина", WOMAN, BOSS, "olga"),
            Person("Пётр Ильич Щеглов", MAN, BUYER, "zakupki", {"phone_no": "+7 495 000 02 11"}),
        ),
    ),
    Firm(
        "Светлый Дом, ООО", "RU", "Фонарный пер. 7", "190000", "Санкт-Петербург", "8 495 000 02 10",
        "svetlydom.example", relations=("PROSPECT",),
    ),
    Firm(
        "Мастерская «Янтарь»", "RU", "Балтийская улица, 15", "236000", "Калининград", "+7 495 000 02 20",
        "yantar.example", seller="VS", roles=("vendor",), industry="MANUFACT",
        persons=(Person("Ёлка Янтарёва", WOMAN, OWNER, "elka"),),
    ),
    Firm(
        "Театр на Липовой", "RU", "Липовая аллея, 1", "101000", "Москва", "+7 495 000 02 30", "lipovaya.example",
        seller="IS", roles=("customer",), groups=("EVENTS", "GREETINGS"),
        persons=(Person("Алексей Лугин", MAN, WORKS, "scena"), Person("Вера Подъячева", WOMAN, BOOKS)),
    ),
)  # fmt: skip

WEST = (*FRENCH, *BRITISH, *RUSSIAN)
