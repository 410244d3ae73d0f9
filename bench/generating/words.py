"""Names, places and other words the rows are made of, in the letters of five languages."""

from __future__ import annotations

from random import Random


def _words(text: str) -> list[str]:
    """The words of a list; where a name has two, a dot holds them together."""
    return [word.replace("·", " ") for word in text.split()]


FIRST_NAMES = _words(
    "Ingrid Håkon Solveig Torbjørn Åse Eirik Joost Sanne Wouter Maaike Ruben Fenna Céline Luc Amélie Gaël Noémie Théo"
    " Вера Николай Анна Пётр Ольга Алексей Emma Arthur Harriet Giles Olive Edwin"
)
SURNAMES = _words(
    "Bakkerud Fjellstø Østerhaug Næssvik Lindemo Åsgårdli van·der·Linde Dijkmans de·Vroede Hoekendam ter·Brugge Favrod"
    " Rochatey Métrallin Aubervaz Crêtenoud Соколова Ветров Лугина Берёзкин Щеглов Whitcombe Penrosely O’Harrow"
    " Ashdownes Thistlewood"
)
PLACES = _words(
    "Nordfjæra Sørlia Østgrenda Vesterøya Noorderveld Zuidwoude Oosterkade IJsseldam Val-d’Arène Haute-Crête"
    " Rive-Étoile Montbrévine Верхнеозёрск Южнореченск Новолесье Заполье Eastmere Thornwick Westerby Northcombe"
)
PARTS = _words("Centre Nord Sør Øst Vest Noord Zuid Est Ouest Север Юг Harbour Valley Hills Coast")
JOBS = ("Salesperson", "Selger", "Verkoper", "Vendeuse", "Менеджер по продажам", "Purchaser", "Innkjøper", "Acheteur")
TRADES = _words(
    "Bygg Elektro Glassverk Transport Regnskap Bakeri Verlichting Logistiek Kaasmakerij Bloemen Atelier Librairie"
    " Ferronnerie Horlogerie Мастерская Торговля Свет Timber Lanterns Printing Foundry Nurseries"
)
FORMS = _words("AS ANS B.V. N.V. SA Sàrl ООО Ltd GmbH & Sons")
STREETS = _words(
    "Storgata Fyrveien Kirkegaten Havenweg Lindelaan Dorpsstraat Grand-Rue Липовая·аллея Mill·Lane High·Street"
)
SYLLABLES = _words("va lo ri men ta su kel dor mi na fen to bra hu sil pe gor an ju ly")
COUNTRIES = {"NO": ("NOR", 47), "NL": ("NLD", 31), "CH": ("FRS", 41), "GB": ("ENG", 44), "RU": ("RUS", 7)}
"""Where somebody is at home, with the language spoken and the digits dialled."""


def a_person(chance: Random) -> tuple[str, str]:
    return chance.choice(FIRST_NAMES), chance.choice(SURNAMES)


def a_firm(chance: Random) -> str:
    """The first word is rare, so that somebody can be searched for."""
    rare = "".join(chance.choices(SYLLABLES, k=4)).capitalize()
    return f"{rare} {chance.choice(TRADES)} {chance.choice(FORMS)}"


def a_phone_no(chance: Random, prefix: int = 0) -> str:
    prefix = prefix or chance.choice((47, 31, 41, 7, 44))
    return f"+{prefix} {chance.randrange(100):02} {chance.randrange(10**7):07}"
