"""The closed list of units: what each is, how it is printed, and all spellings of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Sources. tce: 7 Gcal (IT) of low heating value, GB/T 2589. toe: 10 Gcal (IT), IEA.
# 亩: 1/15 hectare. A year has 365 days and 12 equal months, as in production statistics.
# `firm`, `person`, `event` and `item` are counted; their English symbols take a plural s.
_TABLE = """
kg         | [mass]          | kg          | kg       | 千克, 公斤, kilogram, kilograms, KG
g          | 0.001 kg        | g           | g        | 克, gram, grams
mg         | 0.000001 kg     | mg          | mg       | 毫克
t          | 1000 kg         | t           | 吨       | ton, tons, tonne, tonnes, metric ton, 公吨
kt         | 1000 t          | kt          | 千吨     | 10^3 t
10^4 t     | 10000 t         | 10⁴ t       | 万吨     | 万t
Mt         | 1000000 t       | Mt          | 百万吨   | million t, million tonnes, 10^6 t
10^8 t     | 100000000 t     | 10⁸ t       | 亿吨     | 亿t

m          | [length]        | m           | m        | 米, metre, metres, meter, meters
mm         | 0.001 m         | mm          | mm       | 毫米
km         | 1000 m          | km          | km       | 公里, 千米
m2         | 1 m*m           | m²          | m²       | 平方米, 平米, sqm, sq m, square metres
10^4 m2    | 10000 m2        | 10⁴ m²      | 万m²     | 万平方米, 万平米
km2        | 1000000 m2      | km²         | km²      | 平方公里, 平方千米, sq km, square kilometres
ha         | 10000 m2        | ha          | 公顷     | hectare, hectares
mu         | 2000/3 m2       | mu          | 亩       | 市亩
rai        | 1600 m2         | rai         | 莱       | ไร่
m3         | 1 m*m*m         | m³          | m³       | 立方米, 立方, 方, cbm, cubic metres
10^4 m3    | 10000 m3        | 10⁴ m³      | 万m³     | 万立方米, 万立方, 万方
Mm3        | 1000000 m3      | Mm³         | 百万m³   | million m3, 百万立方米, 10^6 m3
10^8 m3    | 100000000 m3    | 10⁸ m³      | 亿m³     | 亿立方米, 亿方
L          | 0.001 m3        | L           | L        | l, 升, litre, litres, liter, liters
Nm3        | [normal_volume] | Nm³         | Nm³      | 标准立方米, 标方
10^4 Nm3   | 10000 Nm3       | 10⁴ Nm³     | 万Nm³    | 万标准立方米, 万标方

h          | [time]          | h           | 小时     | hour, hours, hr, 时
d          | 24 h            | d           | 天       | day, days, 日
month      | 730 h           | month       | 月       | months, 个月
a          | 365 d           | a           | 年       | yr, year, years, annum

MJ         | [energy]        | MJ          | MJ       | 兆焦
J          | 0.000001 MJ     | J           | J        | 焦耳
kJ         | 0.001 MJ        | kJ          | kJ       | 千焦
GJ         | 1000 MJ         | GJ          | GJ       | 吉焦, 百万千焦
TJ         | 1000 GJ         | TJ          | TJ       | 太焦
PJ         | 1000 TJ         | PJ          | PJ       | 拍焦
kWh        | 3.6 MJ          | kWh         | kWh      | 千瓦时, 度, kwh, KWh, KWH
MWh        | 1000 kWh        | MWh         | MWh      | 兆瓦时
10^4 kWh   | 10000 kWh       | 10⁴ kWh     | 万kWh    | 万千瓦时, 万度
GWh        | 1000 MWh        | GWh         | GWh      | 吉瓦时, million kWh
TWh        | 1000 GWh        | TWh         | TWh      | 太瓦时
10^8 kWh   | 100000000 kWh   | 10⁸ kWh     | 亿kWh    | 亿千瓦时, 亿度
kcal       | 4.1868 kJ       | kcal        | 千卡     | 大卡
Gcal       | 1000000 kcal    | Gcal        | 百万千卡 | 吉卡, 百万大卡
kgce       | 29.3076 MJ      | kgce        | 千克标准煤 | 千克标煤, 公斤标准煤, 公斤标煤
gce        | 0.001 kgce      | gce         | 克标准煤 | 克标煤
tce        | 29.3076 GJ      | tce         | 吨标准煤 | 吨标煤, tec
ktce       | 1000 tce        | ktce        | 千吨标准煤 | 千吨标煤
10^4 tce   | 10000 tce       | 10⁴ tce     | 万吨标准煤 | 万吨标煤, 万tce
Mtce       | 1000000 tce     | Mtce        | 百万吨标准煤 | 百万吨标煤, million tce
toe        | 41.868 GJ       | toe         | 吨标准油 | 吨油当量, 吨标油
ktoe       | 1000 toe        | ktoe        | 千吨标准油 | 千吨油当量
Mtoe       | 1000000 toe     | Mtoe        | 百万吨标准油 | 百万吨油当量
W          | 0.001 kW        | W           | W        | 瓦
kW         | 1 kWh/h         | kW          | kW       | 千瓦, kWp
MW         | 1000 kW         | MW          | MW       | 兆瓦, MWp
GW         | 1000 MW         | GW          | GW       | 吉瓦, GWp
10^4 kW    | 10000 kW        | 10⁴ kW      | 万kW     | 万千瓦

tCO2e      | [greenhouse]    | t CO₂e      | tCO₂e    | 吨二氧化碳当量, 吨CO2e, tCO2eq, tCO2-eq
gCO2e      | 0.001 kgCO2e    | g CO₂e      | gCO₂e    | 克二氧化碳当量
kgCO2e     | 0.001 tCO2e     | kg CO₂e     | kgCO₂e   | 千克二氧化碳当量, kgCO2eq
ktCO2e     | 1000 tCO2e      | kt CO₂e     | ktCO₂e   | 千吨二氧化碳当量
10^4 tCO2e | 10000 tCO2e     | 10⁴ t CO₂e  | 万tCO₂e  | 万吨二氧化碳当量, 万吨CO2e
MtCO2e     | 1000000 tCO2e   | Mt CO₂e     | MtCO₂e   | 百万吨二氧化碳当量
tCO2       | 1 tCO2e         | t CO₂       | tCO₂     | 吨二氧化碳, 吨CO2
gCO2       | 0.001 kgCO2     | g CO₂       | gCO₂     | 克二氧化碳
kgCO2      | 0.001 tCO2      | kg CO₂      | kgCO₂    | 千克二氧化碳, 公斤二氧化碳
ktCO2      | 1000 tCO2       | kt CO₂      | ktCO₂    | 千吨二氧化碳
10^4 tCO2  | 10000 tCO2      | 10⁴ t CO₂   | 万tCO₂   | 万吨二氧化碳, 万吨CO2
MtCO2      | 1000000 tCO2    | Mt CO₂      | MtCO₂    | 百万吨二氧化碳

CNY        | [CNY]           | CNY         | 元       | yuan, RMB, 人民币, ¥, cny
10^3 CNY   | 1000 CNY        | 10³ CNY     | 千元     | kCNY, thousand CNY
10^4 CNY   | 10000 CNY       | 10⁴ CNY     | 万元     | 万CNY, 10^4 yuan, 10^4 RMB, 10^4 元
10^6 CNY   | 1000000 CNY     | 10⁶ CNY     | 百万元   | million CNY, million yuan, million RMB
10^8 CNY   | 100000000 CNY   | 10⁸ CNY     | 亿元     | 亿CNY, 10^8 yuan, 10^8 RMB, 10^8 元
USD        | [USD]           | USD         | 美元     | US$, $, usd, dollar, dollars
10^3 USD   | 1000 USD        | 10³ USD     | 千美元   | kUSD, thousand USD
10^4 USD   | 10000 USD       | 10⁴ USD     | 万美元   | 万USD
10^6 USD   | 1000000 USD     | 10⁶ USD     | 百万美元 | million USD, million US$, million dollars
10^8 USD   | 100000000 USD   | 10⁸ USD     | 亿美元   | 亿USD
10^9 USD   | 1000000000 USD  | 10⁹ USD     | 十亿美元 | billion USD
VND        | [VND]           | VND         | 越南盾   | đồng, dong, đ, ₫
10^6 VND   | 1000000 VND     | 10⁶ VND     | 百万越南盾 | million VND, triệu đồng
10^9 VND   | 1000000000 VND  | 10⁹ VND     | 十亿越南盾 | billion VND, tỷ đồng, tỉ đồng
THB        | [THB]           | THB         | 泰铢     | baht, บาท, ฿
10^6 THB   | 1000000 THB     | 10⁶ THB     | 百万泰铢 | million THB, million baht, ล้านบาท
LAK        | [LAK]           | LAK         | 老挝基普 | kip, ກີບ, 基普
10^6 LAK   | 1000000 LAK     | 10⁶ LAK     | 百万老挝基普 | million LAK, million kip
10^9 LAK   | 1000000000 LAK  | 10⁹ LAK     | 十亿老挝基普 | billion LAK, billion kip
KHR        | [KHR]           | KHR         | 柬埔寨瑞尔 | riel, riels, រៀល, 瑞尔
10^6 KHR   | 1000000 KHR     | 10⁶ KHR     | 百万柬埔寨瑞尔 | million KHR, million riel
MMK        | [MMK]           | MMK         | 缅甸元   | kyat, kyats, ကျပ်, 缅元, 缅币
10^6 MMK   | 1000000 MMK     | 10⁶ MMK     | 百万缅甸元 | million MMK, million kyat

firm       | [firm]          | firm        | 家       | firms, company, companies, enterprises, 个企业, 家企业
person     | [person]        | person      | 人       | persons, people, employee, employees, jobs, 名
event      | [event]         | event       | 次       | events, times, 场
item       | [item]          | item        | 项       | items, piece, pieces, 个, 条, 套, 件, 座, 台
%          | 0.01            | %           | %        | percent, per cent, 个百分点, percentage points
‰          | 0.001           | ‰           | ‰        | per mille, permille
"""  # noqa: E501 - one unit, one line

COUNTS = frozenset({"firm", "person", "event", "item"})


class Row(NamedTuple):
    """One unit: ``number`` times ``base``, which is a unit, a base dimension ``[…]`` or nothing."""

    number: str
    base: str
    english: str
    chinese: str
    spellings: tuple[str, ...]


def _rows() -> Iterator[tuple[str, Row]]:
    for line in filter(None, _TABLE.splitlines()):
        name, definition, english, chinese, also = (cell.strip() for cell in line.split("|"))
        number, _, base = ("1", "", definition) if "[" in definition else definition.partition(" ")
        spellings = (name, english, chinese, *(word.strip() for word in also.split(",") if word))
        yield name, Row(number, base, english, chinese, spellings)


_RAISED = re.compile("[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_OPERATORS = str.maketrans("·⋅∙•×÷∕", "*****//")


def plain(text: str) -> str:
    """Return ``text`` in half-width letters, with ``^2`` for ``²`` and only ``*`` ``/`` ``^``."""
    letters = text if text.isascii() else _half_width(text)
    return re.sub(r"\s+per\s+(?!cent|mille)|每", "/", letters.replace("**", "^"))


def _half_width(text: str) -> str:
    with_carets = _RAISED.sub(lambda run: f"^{run[0]}", text)
    return unicodedata.normalize("NFKC", with_carets).replace("−", "-").translate(_OPERATORS)


def squeeze(text: str) -> str:
    """Return ``text`` without any space: the form in which spellings are compared."""
    return "".join(text.split())


def keys(spelling: str) -> set[str]:
    """Return the squeezed forms under which a spelling is found: ``万m³`` is typed ``万m3`` too."""
    key = squeeze(plain(spelling))
    return {key, re.sub(r"m\^([23])$", r"m\1", key)}


ROWS = dict(_rows())
NAMES = {key: name for name, row in ROWS.items() for word in row.spellings for key in keys(word)}
