"""The words that people write instead of a value, in the languages of the Mekong countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Return ``text`` without differences of case, width, spacing and final punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip("\"'“”‘’.。!; ,")


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split("|"))


YES = _words("""
    yes|y|true|是|是的|有|对|√|✓|✔
    |có|vâng|đúng|ใช่|มี|ແມ່ນ|ແມ່ນແລ້ວ|ມີ|បាទ|ចាស|បាទ/ចាស|មាន|ဟုတ်|ဟုတ်ကဲ့|ရှိ|ရှိသည်|ရှိပါသည်
""")
NO = _words("""
    no|n|false|not|否|不是|无|没有|暂无|未|×|✗|✘
    |không|không có|chưa|ไม่|ไม่ใช่|ไม่มี|ບໍ່|ບໍ່ແມ່ນ|ບໍ່ມີ|ទេ|មិនមែន|គ្មាន|មិនមាន
    |မဟုတ်|မဟုတ်ပါ|မရှိ|မရှိပါ
""")
NOTHING = _words("""
    none|none of these|nothing|no|nil|无|没有|暂无|均无|都没有|以上均无
    |không|không có|ไม่มี|ບໍ່ມີ|គ្មាន|មិនមាន|မရှိ|မရှိပါ
""")
UNKNOWN = _words("""
    |?|??|...|unknown|not known|don't know|do not know|no data|tbd|todo
    |待填|待定|待核实|未知|不详|不清楚|不知道|无数据|暂无数据
    |chưa biết|không biết|không rõ|ไม่ทราบ|ບໍ່ຮູ້|មិនដឹង|မသိ|မသိပါ
""")
# In Chinese forms a stroke may mean "zero", "does not apply" or "left open".
STROKES = frozenset({"-", "--", "–", "—", "——", "―", "/", "\\", "//"})

_NOT_APPLICABLE = _words("""
    not applicable|n/a|n.a|na|不适用|不涉及|không áp dụng|ไม่เกี่ยวข้อง|ไม่สามารถใช้ได้
    |ບໍ່ກ່ຽວຂ້ອງ|មិនពាក់ព័ន្ធ|မသက်ဆိုင်ပါ|မသက်ဆိုင်
""")

QUALITY = {"实测": "measured", "核算": "calculated", "估算": "estimated"}
"""How an answer is known, as Chinese questionnaires explain the words of a file."""

COUNTRIES = {
    "cambodia": "KH",
    "柬埔寨": "KH",
    "laos": "LA",
    "lao pdr": "LA",
    "老挝": "LA",
    "myanmar": "MM",
    "缅甸": "MM",
    "thailand": "TH",
    "泰国": "TH",
    "viet nam": "VN",
    "vietnam": "VN",
    "越南": "VN",
    "china": "CN",
    "中国": "CN",
}
"""The countries of the Lancang-Mekong by the names that people write, and their ISO 3166 codes."""

STRICTLY_MORE = _words(">|more than|over|above|大于|超过|高于|多于|trên")
STRICTLY_LESS = _words("<|less than|under|below|小于|低于|少于|不足|dưới")
AT_LEAST = STRICTLY_MORE | _words("""
    >=|=>|≥|≧|⩾|at least|no less than|not less than|minimum
    |不低于|不少于|不小于|不下于|至少|最少|大于等于|大于或等于
    |ít nhất|tối thiểu|อย่างน้อย|ຢ່າງໜ້ອຍ|យ៉ាងតិច|အနည်းဆုံး
""")
AT_MOST = STRICTLY_LESS | _words("""
    <=|=<|≤|≦|⩽|at most|no more than|not more than|maximum|up to
    |不高于|不超过|不多于|不大于|至多|最多|小于等于|小于或等于
    |nhiều nhất|tối đa|ไม่เกิน|ບໍ່ເກີນ|មិនលើស|အများဆုံး
""")
AT_LEAST_AFTER = _words("以上|及以上|或以上|or more|or above|or higher|trở lên|+")
AT_MOST_AFTER = _words("以下|及以下|或以下|以内|or less|or below|or lower|trở xuống")
ABOUT = _words("""
    ~|≈|約|约|大约|大概|about|around|approximately|approx|roughly|circa|ca|c
    |khoảng|ประมาณ|ປະມານ|ប្រហែល|ခန့်
""")
ABOUT_AFTER = _words("左右|上下|or so")


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of ``words``, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TEN_POWERS = {
    "百": 2, "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "億": 8,
    "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
    "hundred": 2, "thousand": 3, "million": 6, "mio": 6, "mln": 6, "billion": 9, "bn": 9,
    "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9,
    "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6, "ພັນ": 3, "ໝື່ນ": 4, "ແສນ": 5, "ລ້ານ": 6,
    "ពាន់": 3, "ម៉ឺន": 4, "សែន": 5, "លាន": 6, "ထောင်": 3, "သောင်း": 4, "သိန်း": 5, "သန်း": 6,
}  # fmt: skip
TEN_POWERS = {unicodedata.normalize("NFKC", word): power for word, power in _TEN_POWERS.items()}
TEN_POWER = re.compile(rf"(?P<word>{alternatives(TEN_POWERS)})(?![a-zA-Z])", re.IGNORECASE)

_WITH_REASON = re.compile(
    rf"\s*(?:{alternatives(_NOT_APPLICABLE)})\.?"
    r"\s*(?:[:：,，;；(（–—-]+\s*(?P<reason>.*?)\s*[)）]?\s*)?[.。]?",
    re.IGNORECASE | re.DOTALL,
)


def reason_of(text: str) -> str | None:
    """Return the reason behind ``n/a`` (maybe empty), or ``None`` where nothing says n/a.

    ``n/a: no boiler on site`` gives ``no boiler on site``; so do a bracket and a dash.
    """
    if fold(text) in _NOT_APPLICABLE:
        return ""
    match = _WITH_REASON.fullmatch(text)
    return None if match is None else (match["reason"] or "").strip()
