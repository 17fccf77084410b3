"""Words FormCheck must not say: they claim to know a body from the inside, to heal it, or to see what is to come."""

import re

NEVER = re.compile(
    r"\b(diagnos\w+|detect(?! automatically)\w*|"
    r"screen(s|ed|ing)? for|treat(s|ed|ing|ments?)?|cur(e|es|ed|ing)|heal(s|ed|ing)?|"
    r"prevent\w*|weak (glutes|muscles|core)|(your|spinal) dis[ck]s?|discs?|danger\w*|injur\w+|"
    r"gowers\w*|mortality|death|risks?)\b",
    re.IGNORECASE,
)
NEVER_ZH = re.compile(
    r"诊断|检测|筛查|治疗(?!师)|治愈|治好|疗效|痊愈|预防|防止.{0,6}(伤|痛)|椎间盘|腰突|危险|风险|受伤|损伤|伤害|"
    r"(臀|核心|肌)\w{0,2}(无力|太弱)|高尔征|死亡"
)
