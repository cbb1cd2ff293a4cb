"""Who sells what to whom in the month that tests/tour/month.py makes up. All hosts are of RFC 2606's `.example`."""

USDC_ON_BASE = ("eip155:8453", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "USD Coin", "2")
USDC_ON_POLYGON = ("eip155:137", "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", "USD Coin", "2")
PRACTICE = ("eip155:402402", "0x402402402402402402402402402402402402402A", "Practice Dollar", "1")
SHOP_PAYEE = "0x7111000000000000000000000000000000005509"


class Merchant:
    """One host: its goods are (path, least and most price in millionths of a USD, what it says of them)."""

    def __init__(self, host, token, payee, goods, fails=0.01, silent=0.004):
        self.host, self.token, self.payee, self.goods = host, token, payee, goods
        self.fails, self.silent = fails, silent  # how often paid and not delivered, and how often no answer came


MERCHANTS = {each.host: each for each in (
    Merchant("search.kestrel.example", USDC_ON_BASE, "0x209693Bc6afc0C5328bA36FaF03C514EF312287C",
             [("/v1/search", 8_000, 8_000, "Web search, ten results"), ("/v1/news", 12_000, 12_000, "News of the last day")]),
    Merchant("papers.scholarhub.example", USDC_ON_BASE, "0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238",
             [("/v2/full-text", 150_000, 150_000, "One paper in full"), ("/v2/citations", 40_000, 40_000, "Who cites it")],
             fails=0.04),
    Merchant("llm.northwind.example", USDC_ON_BASE, "0x4200000000000000000000000000000000000006",
             [("/v1/chat/completions", 20_000, 95_000, "Inference, priced by the token")], silent=0.012),
    Merchant("sandbox.runloop.example", USDC_ON_POLYGON, "0xdAC17F958D2ee523a2206206994597C13D831ec7",
             [("/exec", 30_000, 60_000, "A minute of a clean machine"), ("/snapshot", 100_000, 100_000, "Keeps a machine")]),
    Merchant("scan.depguard.example", USDC_ON_BASE, "0x6B175474E89094C44Da98b954EedeAC495271d0F",
             [("/advisories", 5_000, 5_000, "Known faults of a package")]),
    Merchant("maps.cartway.example", USDC_ON_BASE, "0x514910771AF9Ca656af840dff83E8264EcF986CA",
             [("/route", 15_000, 15_000, "A route with times"), ("/places", 10_000, 10_000, "What is nearby")]),
    Merchant("fares.aerodex.example", USDC_ON_POLYGON, "0x1f9840a85d5aF5bf1D1762F925BDADdC4201F984",
             [("/quotes", 250_000, 250_000, "Fares of forty carriers"), ("/hold", 900_000, 1_400_000, "Holds a fare for a day")],
             fails=0.05),
    Merchant("weather.atmo.example", USDC_ON_BASE, "0x7Fc66500c84A76Ad7e9c93437bFc5Ac33E2DDaE9",
             [("/forecast", 6_000, 6_000, "Ten days for one place")]),
)}


class Buyer:
    """One agent: its rules, what it buys how often, and what it says of it."""

    def __init__(self, name, tags, policy, per_day, baskets, words, interface):
        self.name, self.tags, self.policy, self.per_day = name, tags, policy, per_day
        self.baskets, self.words, self.interface = baskets, words, interface


BUYERS = (
    Buyer("research-bot", ["research"], {"preset": "everyday"}, 22,
          {"search.kestrel.example": 9, "papers.scholarhub.example": 3, "llm.northwind.example": 4},
          ["Background for the quarterly report", "Sources on heat pumps", "Checks a figure that two papers dispute"], "fetch"),
    Buyer("code-helper", ["engineering"], {"preset": "autopilot"}, 26,
          {"llm.northwind.example": 11, "sandbox.runloop.example": 5, "scan.depguard.example": 6},
          ["Runs the failing test in a clean machine", "Looks for advisories before the upgrade", "Writes a patch"], "mcp"),
    Buyer("travel-planner", ["household", "research"], {"preset": "everyday"}, 6,
          {"maps.cartway.example": 6, "fares.aerodex.example": 2, "weather.atmo.example": 4},
          ["Lisbon in May, two people", "Trains instead of the short flight", "Weather for the hike"], "rest"),
)
LAB = Buyer("lab-bot", [], {"preset": "practice"}, 3, {}, ["Tries the practice shop"], "proxy")
SHOP_GOODS = [("/fortune", 10_000, 10_000, "A fortune"), ("/weather-map", 50_000, 50_000, "A weather map"),
              ("/research-report", 250_000, 250_000, "A research report")]
