"""Articles made up for the tests, and what is done to them: copies of every kind."""

from __future__ import annotations

import dataclasses

from reportedly.model import Article

HARBOUR = """Fishermen in Port Merrin end strike after minister promises fuel subsidy
Fishermen in Port Merrin went back to sea on Tuesday after a nine-day strike that had emptied the fish markets of the coast.
Transport Minister Odile Varga told union leaders late on Monday that the government would pay a third of the price of diesel until October.
The union, which speaks for some 1,400 boats, had blocked the entrance to the harbour with chained trawlers since 3 June.
“We did not want charity, we wanted to be able to leave the quay without losing money,” said Tomas Lindqvist, the union's chairman.
Two coastguard officers were injured on Saturday when a trawler rammed their launch, and a skipper from Saltby is still in custody.
Market traders said prices of cod and plaice had doubled during the blockade and would need a week to come down.
The subsidy will cost 62 million crowns, money that Varga said would be taken from the road programme of the northern districts.
Opposition deputy Henrik Aasen called the deal a surrender to blackmail and asked for a vote before the summer recess.
The last strike of this size, in 1998, ended after three weeks with the resignation of the fisheries minister."""

SAME_EVENT = """Port Merrin: boats leave again, but anger stays on the quay
The first trawlers passed the breakwater shortly after dawn, their crews waving to a handful of wives and a brass band.
Nine days of protest over the cost of diesel are over in Port Merrin, where nobody quite believes the promises from the capital.
Odile Varga's offer came by telephone, a little before midnight, and it was read aloud in the net loft to two hundred tired men.
“We did not want charity, we wanted to be able to leave the quay without losing money,” said Tomas Lindqvist, the union's chairman.
Older skippers remember 1998, when they lost a summer's catch and won nothing that lasted longer than a winter.
Ingrid Solheim, who runs the ice plant, has sent eleven people home without pay and doubts that all of them will return.
In the harbour café the talk is of Saltby's young captain, who sits in a cell and whose boat lies impounded behind the customs shed.
Economists at the coastal university think the support merely postpones the day on which half of the fleet has to be scrapped."""

ELSEWHERE = """Court in Halden clears former bank chief of fraud
A court in Halden on Thursday cleared the former head of the Norra savings bank of all charges of fraud.
Judge Mirela Stancu said prosecutors had not shown that Anders Pihl knew of the forged guarantees when he signed the 2011 accounts.
The collapse of the bank wiped out the savings of 23,000 customers and cost the state guarantee fund four billion crowns.
Pihl, 58, left the courtroom without a word while former customers in the gallery shouted at his lawyers.
Two of his deputies were sentenced to four years each in an earlier trial and have appealed.
The public prosecutor's office said it would read the 310-page ruling before it decided on an appeal.
A parliamentary committee had blamed the supervisory authority for ignoring three warnings from auditors.
Shares of Norra's successor bank rose by two percent after the ruling."""

SPINS = {
    "Fishermen": "Anglers",
    "went back": "again returned",
    "strike": "moved",
    "emptied": "unfilled",
    "leaders": "chieftains",
    "government": "authorities",
    "price": "fee",
    "which speaks": "which talks",
    "blocked": "blocked off",
    "entrance": "front",
    "injured": "harm",
    "rammed": "crammed",
    "custody": "protective",
    "traders": "buyers",
    "doubled": "double up",
    "cost": "price tag",
    "money": "cash",
    "taken": "interpreted",
    "called": "referred to as",
    "surrender": "hand over",
    "asked for": "requested for",
    "before": "earlier than",
    "size": "length",
    "ended": "stop",
    "resignation": "surrender",
    " by ": " with the aid of using ",
    " not ": " now no longer ",
    " in the ": " withinside the ",
    "would": "might",
}

TRANSLATED = """The fishermen of Port Merrin finish the strike after that the minister promise subsidy to the fuel
The fishermen of Port Merrin returned to the sea the Tuesday after a strike of nine days that had left empty the markets of fish of the coast.
The minister of Transport Odile Varga told to the leaders of the union late the Monday that the government would pay one third of the price of the diesel until October.
The union, that speaks for some 1,400 ships, had blocked the entry of the harbour with trawlers chained since the 3 June.
“Did not want charity, wanted to be able to leave the quay without losing money”, said Tomas Lindqvist, chairman of the union.
Two officers of the coastguard resulted injured the Saturday when a trawler rammed his launch, and a skipper of Saltby still finds in custody.
The traders of the market said that the prices of the cod and the plaice had doubled during the blockade and would need one week for lowering.
The subsidy will cost 62 millions of crowns, money that Varga said that would take of the programme of roads of the districts of the north.
The deputy of the opposition Henrik Aasen called to the agreement a surrender to the blackmail and asked a vote before the recess of summer.
The last strike of this size, in 1998, finished after three weeks with the resignation of the minister of fisheries."""


def article(key: str, text: str, day: str | None = "2021-06-15", **more: object) -> Article:
    """Return an article of a day."""
    return dataclasses.replace(Article(id=key, text=text, published=day), **more)  # type: ignore[arg-type]


def spun(text: str) -> str:
    """Return a text with words exchanged in place."""
    for word, other in SPINS.items():
        text = text.replace(word, other)
    return text


def trimmed(text: str) -> str:
    """Return the first two thirds of a text under another headline."""
    lines = text.split("\n")
    return "\n".join(["Boats leave Port Merrin again", *lines[1:7]])


COPIES = {
    "original": HARBOUR,
    "trimmed": trimmed(HARBOUR),
    "spun": spun(HARBOUR),
    "translated": TRANSLATED,
}
