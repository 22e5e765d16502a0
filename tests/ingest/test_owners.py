"""Who owns a task: one row a form, in sentences of our own; the forms are those of the catalogue of surface patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.owners import Clause, Context, conventions, owners_in_cell, ownership
from tests.ingest.texts import document

LEAD, OWN, HELP, GUIDE, DO = "lead", "responsible", "cooperate", "guide", "implement"

LABELS = [
    # 责任单位：A、B
    ("建两个园区。（责任单位：省财政厅、省商务厅）", [("省财政厅", OWN), ("省商务厅", OWN)]),
    # 牵头单位；责任单位: the first leads, the others carry out
    ("建两个园区。(牵头单位:市科技局,责任单位:市财政局)", [("市科技局", LEAD), ("市财政局", OWN)]),
    # 牵头单位，配合单位
    ("开展评比。（牵头单位：市教育局，配合单位：市体育局、市总工会）", [("市教育局", LEAD), ("市体育局", HELP), ("市总工会", HELP)]),
    # 牵头单位；配合单位；责任单位
    (
        "修渠。〔牵头单位:市水利局;配合单位:市财政局;责任单位:各县(市、区)人民政府〕",
        [("市水利局", LEAD), ("市财政局", HELP), ("各县(市、区)人民政府", OWN)],
    ),
    # 牵头部门；配合部门；落实单位
    ("修渠。(牵头部门:州水务局;配合部门:州财政局;落实单位:各县市水务局)", [("州水务局", LEAD), ("州财政局", HELP), ("各县市水务局", DO)]),
    # 责任部门，配合部门
    ("修渠。(责任部门:市水务局,配合部门:市规自局)", [("市水务局", OWN), ("市规自局", HELP)]),
    # 负责部门 with a second field that holds no bodies
    ("推广新品。（负责部门：海关总署，适用范围：某试验区）", [("海关总署", OWN)]),
    # 牵头责任单位；责任单位
    ("推广新品。(牵头责任单位:区商务局;责任单位:区财政局)", [("区商务局", LEAD), ("区财政局", OWN)]),
    # 落实单位 alone; 指导单位, 实施单位, 参加单位
    ("推广新品。(落实单位:市财政局)", [("市财政局", DO)]),
    (
        "推广新品。〔指导单位：省审计厅；实施单位：某某集团；参加单位：省财政厅〕",
        [("省审计厅", GUIDE), ("某某集团", DO), ("省财政厅", HELP)],
    ),
    # a rule of the document behind the list is no item of it
    ("修桥。责任单位：区交通局、区财政局，上述各项均包括各镇政府。", [("区交通局", OWN), ("区财政局", OWN)]),
    # persons under 责任领导 own nothing
    (
        "修桥。(责任领导:张某某;牵头单位:区交通局;责任单位:区财政局,相关乡镇办)",
        [("区交通局", LEAD), ("区财政局", OWN), ("相关乡镇办", OWN)],
    ),
    # a deadline inside the bracket, before and after
    ("修桥。（责任单位：市交通局；完成时限：2025年6月底前）", [("市交通局", OWN)]),
    ("修桥。（2025年6月底前完成；责任单位：市交通局）", [("市交通局", OWN)]),
    ("修桥。（2025年底前，市交通局负责）", [("市交通局", OWN)]),
    ("修桥。（市交通局负责，2025年底前完成；持续推进）", [("市交通局", OWN)]),
    # misprints: 贵任单位, 责任任部门, 配台单位, 配部门
    ("修桥。(贵任单位:市交通局)", [("市交通局", OWN)]),
    ("修桥。(责任任部门:市交通局，配台单位：市财政局)", [("市交通局", OWN), ("市财政局", HELP)]),
    ("修桥。(责任部门:市交通局,配部门:市财政局)", [("市交通局", OWN), ("市财政局", HELP)]),
    # the level stands in the label; labels that only white space parts
    ("修桥。（省级责任单位：省交通厅；市级责任单位：各设区市交通局）", [("省交通厅", OWN), ("各设区市交通局", OWN)]),
    ("修桥。(牵头单位：市交通局 责任单位：市财政局)", [("市交通局", LEAD), ("市财政局", OWN)]),
    # the label of a town's plan
    ("修桥。(责任科室:镇建设办;责任村居:白水村、各社区)", [("镇建设办", OWN), ("白水村", OWN), ("各社区", OWN)]),
    # a list broken off behind a separator, or inside a name, goes on in the next line; the next item is none of it
    ("修桥。\n责任单位：市交通局、市财政局、\n市商务局", [("市交通局", OWN), ("市财政局", OWN), ("市商务局", OWN)]),
    ("修桥。\n责任单位：市交通局、市财政\n局", [("市交通局", OWN), ("市财政局", OWN)]),
    ("修桥。\n责任单位：市交通局、\n2.修渠，市财政局参加", [("市交通局", OWN)]),
    # a line breaks off inside a name, and what follows reads like a body
    ("修桥。\n责任单位：市农业农\n村局、市水利局", [("市农业农村局", OWN), ("市水利局", OWN)]),
    ("修桥。\n责任单位：市财政局、市委宣\n传部", [("市财政局", OWN), ("市委宣传部", OWN)]),
    ("修桥。\n责任单位：市发展和改\n革委员会、市总工会", [("市发展和改革委员会", OWN), ("市总工会", OWN)]),
    ("修桥。\n责任单位：新海燃气\n市财政局开会。", [("新海燃气", OWN)]),
    # a label in a box, or without a colon on its own line
    ("修桥。\n【责任单位】市交通局、市财政局", [("市交通局", OWN), ("市财政局", OWN)]),
    ("修桥。\n责任单位\n市交通局、市财政局\n", [("市交通局", OWN), ("市财政局", OWN)]),
    ("修桥。\n责任单位 市交通局 市财政局\n", [("市交通局", OWN), ("市财政局", OWN)]),
    # a line that nothing closed ends before the next item
    ("修桥。责任单位：市水利局，各县（区）政府（管委会）\n二、种树。", [("市水利局", OWN), ("各县（区）政府（管委会）", OWN)]),
    ("修桥。责任单位：市水利局，各区县金融机构\n（三）鼓励种树。", [("市水利局", OWN), ("各区县金融机构", OWN)]),
    ("修桥。责任单位：市水利局、各乡镇\n4．培育林场。", [("市水利局", OWN), ("各乡镇", OWN)]),
    # the role in brackets beside one name
    ("修桥。（责任单位：市交通局（牵头）、市财政局）", [("市交通局", LEAD), ("市财政局", OWN)]),
]

NUMBERS = [
    # the entries of a list may be numbered; no name begins with the number
    ("修桥。责任单位：1.市水利局；2.市财政局", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。（牵头单位：①市水利局 ②新海燃气）", [("市水利局", LEAD), ("新海燃气", LEAD)]),
    ("修桥。（责任单位：1、市水利局 2、市财政局）", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。(责任单位：市水利局；配合单位：1.市财政局；2.市审计局)", [("市水利局", OWN), ("市财政局", HELP), ("市审计局", HELP)]),
    # the next number may stand right behind a name
    ("修桥。责任单位：1、市水利局2、市财政局3、新海燃气", [("市水利局", OWN), ("市财政局", OWN), ("新海燃气", OWN)]),
    ("修桥。（牵头单位：1.市水利局2.市财政局；配合单位：市审计局）", [("市水利局", LEAD), ("市财政局", LEAD), ("市审计局", HELP)]),
    ("修桥。责任单位：①市水利局②市财政局", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。\n责任单位：（1）市水利局（2）市财政局\n", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。\n责任单位：\n1.市水利局\n2.市财政局\n3.修渠。", [("市水利局", OWN), ("市财政局", OWN)]),
    # a figure at the end of a name begins no row
    ("修桥。（责任单位：市政府专班1、专班3、市财政局）", [("市政府专班1", OWN), ("专班3", OWN), ("市财政局", OWN)]),
    # what stands behind a count is no ending of a name, but names hold figures
    ("修桥。（责任单位：第2督导组、中铁2局、5G创新中心、第3所）", [(n, OWN) for n in ("第2督导组", "中铁2局", "5G创新中心", "第3所")]),
    ("修桥。（责任单位：市公安局、新海派出所）", [("市公安局", OWN), ("新海派出所", OWN)]),
]
DASHED = [
    # a dash for the colon: on a line, at the end of a paragraph, in a bracket, two labels behind one another
    ("一、修桥。\n责任单位——市水利局、市财政局", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。责任单位-市水利局、新海街道办。", [("市水利局", OWN), ("新海街道办", OWN)]),
    ("修桥。（牵头单位——市水利局；配合单位——市财政局）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。牵头单位——市水利局；配合单位——市财政局", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。\n牵头单位 － 市水利局\n配合单位 － 市财政局", [("市水利局", LEAD), ("市财政局", HELP)]),
    # a dash inside a name parts nothing
    ("修桥。（责任单位：中国—东盟中心、市财政局）", [("中国—东盟中心", OWN), ("市财政局", OWN)]),
]
HEADED = [
    # one body in the bracket that closes the heading of an item
    ("（一）深化改革（市委改革办）\n（二）修桥（市水利局）", [("市委改革办", OWN), ("市水利局", OWN)]),
    ("3.改建变电站（市发展改革委）", [("市发展改革委", OWN)]),
    # one behind the full stop of a heading or a sentence, also where its name ends like an office
    ("（二）加强督察。（市委督查室）", [("市委督查室", OWN)]),
    ("（二）加强督察。建立台账，逐月通报。（县政府督查室）\n", [("县政府督查室", OWN)]),
    ("（二）加强督察（市委督查室、市政府督查室）", [("市委督查室", OWN), ("市政府督查室", OWN)]),
    ("（二）编修志书。（市委党史研究室）", [("市委党史研究室", OWN)]),
    # firms whose names end like no body
    ("（二）建设基站。（市数据局，中国移动、中国铁塔）", [("市数据局", OWN), ("中国移动", OWN), ("中国铁塔", OWN)]),
    ("（三）改造电网。（市水利局、国家电网、中石化）", [("市水利局", OWN), ("国家电网", OWN), ("中石化", OWN)]),
]
BESIDE = [
    # a bracket says who else acts with a body
    ("修桥。责任单位：市水利局（市财政局配合）、市民政局", [("市水利局", OWN), ("市财政局", HELP), ("市民政局", OWN)]),
    ("修桥。（责任单位：市水利局（市财政局、市民政局配合））", [("市水利局", OWN), ("市财政局", HELP), ("市民政局", HELP)]),
    ("修桥。牵头单位：市水利局（会同市财政局）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。责任单位：市水利局（牵头，市财政局配合）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。责任单位：市水利局（配合单位：市财政局）", [("市水利局", OWN), ("市财政局", HELP)]),
    # what explains the name stays in it
    ("修桥。责任单位：市发展改革委（市粮食和储备局）、市财政局", [("市发展改革委（市粮食和储备局）", OWN), ("市财政局", OWN)]),
]
ADDRESSED = [
    # who the end of a line speaks to; several, with verbs, with a stop
    ("修渠。@市水利局", [("市水利局", OWN)]),
    ("修渠 @市水利局 @市财政局", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修渠。@市水利局牵头、@市财政局配合。", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修渠。@市水利局、市财政局\n清淤。", [("市水利局", OWN), ("市财政局", OWN)]),
]
AHEAD = [
    # what 负责： numbers are tasks of the body before it, and 所 behind a figure counts
    ("镇建设办负责：1.改建派出所2所；2.绿化道路3公里。", [("镇建设办", OWN)]),
    ("一、修桥。市水利局、市财政局牵头负责：①立项；②验收。", [("市水利局", LEAD), ("市财政局", LEAD)]),
    ("镇建设办负责：引进3家公司。", [("镇建设办", OWN)]),
    ("市水利局负责：1.修渠；2.清淤。\n市林业局负责：1.绿化。", [("市水利局", OWN), ("市林业局", OWN)]),
    # who helps with what the first part of the sentence gives to others
    ("市水利局、市林业局负责修建护岸；市财政局配合。", [("市水利局", OWN), ("市林业局", OWN), ("市财政局", HELP)]),
    # bodies at the beginning of lines, with what each does
    ("市水利局：加固水库两座。\n各县（市、区）人民政府：落实属地责任。", [("市水利局", OWN), ("各县（市、区）人民政府", OWN)]),
    (
        "1.市水利局：加固水库两座。\n2.海河供电公司、市气象局：抢修设备线路。\n市气象局：监测沿河雨情",
        [("市水利局", OWN), ("海河供电公司", OWN), ("市气象局", OWN), ("市气象局", OWN)],
    ),
]
BOXED = [
    # labels in boxes behind one another in a line
    ("修桥。【责任单位】市总工会【配合单位】市水利局、市财政局", [("市总工会", OWN), ("市水利局", HELP), ("市财政局", HELP)]),
    ("修桥。【牵头单位】市总工会；【协同部门】市水利局", [("市总工会", LEAD), ("市水利局", HELP)]),
    ("修桥。\n[牵头单位]市总工会[配合单位]市水利局\n", [("市总工会", LEAD), ("市水利局", HELP)]),
    # 主责 alone is a label too
    ("修桥（主责：市总工会；配合：市水利局）。", [("市总工会", OWN), ("市水利局", HELP)]),
    # a plus parts
    ("修桥。责任单位：市总工会 + 市水利局+市财政局", [("市总工会", OWN), ("市水利局", OWN), ("市财政局", OWN)]),
    # an arrow for the colon
    ("修桥。责任单位→市总工会、各社区", [("市总工会", OWN), ("各社区", OWN)]),
    # what a body does is no part of its name
    ("修桥。责任分工：市水利局牵头抓总，市财政局保障资金，市总工会具体实施。", [("市水利局", LEAD), ("市总工会", OWN)]),
]
MARKED = [
    # a word in brackets behind a name says its role
    ("修桥。责任单位：市水利局（主）、市财政局（次）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。（市水利局〔主〕，市财政局〔辅〕）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。责任单位：市水利局（主办）、市财政局（协办）", [("市水利局", OWN), ("市财政局", HELP)]),
    ("修桥。责任单位：市水利局（主责）、市财政局（配合）", [("市水利局", OWN), ("市财政局", HELP)]),
    (
        "修桥。责任单位：市水利局【牵头】、市财政局【参与】、各区人民政府【落实】",
        [("市水利局", LEAD), ("市财政局", HELP), ("各区人民政府", DO)],
    ),
    ("修桥。责任单位：市水利局（主，联系人：李某）、市财政局", [("市水利局", LEAD), ("市财政局", OWN)]),
    # what is a label only where it opens a field
    ("修桥。\n【主管部门】市水利局\n【配合部门】市财政局", [("市水利局", OWN), ("市财政局", HELP)]),
    ("修桥。\n主管单位：市水利局\n", [("市水利局", OWN)]),
    ("修桥。（主管部门：市水利局；配合部门：市财政局）", [("市水利局", OWN), ("市财政局", HELP)]),
    ("修桥。责任单位：各行业主管部门、主管部门、市财政局", [("各行业主管部门", OWN), ("主管部门", OWN), ("市财政局", OWN)]),
    # labels in other brackets, where nothing or the end of a sentence stands before them
    ("修桥。\n〔责任科室〕办公室、财务科", [("办公室", OWN), ("财务科", OWN)]),
    ("修桥。\n〔牵头单位〕市水利局〔配合单位〕市财政局", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。\n（责任单位）市水利局、市财政局\n（配合单位）市审计局", [("市水利局", OWN), ("市财政局", OWN), ("市审计局", HELP)]),
    ("修桥。责任单位：市水利局；（配合）：市财政局", [("市水利局", OWN), ("市财政局", HELP)]),
    ("修桥。责任单位：市水利局〔牵头单位〕、市财政局", [("市水利局", LEAD), ("市财政局", OWN)]),
    # signs before the entries of a list
    ("修桥。责任单位：\n★市水利局\n●市财政局\n◆市审计局", [("市水利局", OWN), ("市财政局", OWN), ("市审计局", OWN)]),
    ("修桥。责任单位：★市水利局●市财政局 ◎市审计局", [("市水利局", OWN), ("市财政局", OWN), ("市审计局", OWN)]),
    ("修桥。（◆市水利局、市财政局）", [("市水利局", OWN), ("市财政局", OWN)]),
    # what a line says of a sign holds for the bodies it stands beside
    (
        "修桥。责任单位：★市水利局、市财政局（△）、市审计局\n注：★为牵头单位，标△的为配合单位",
        [("市水利局", LEAD), ("市财政局", HELP), ("市审计局", OWN)],
    ),
    ("修桥。牵头单位：★市水利局；责任单位：★市财政局", [("市水利局", LEAD), ("市财政局", OWN)]),
    # the numbers of measures behind a name, or glued to its level word
    ("修桥。责任单位：市水利局（1、2）、市财政局（第3项）", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。责任单位：市财政局、2市水利局、3市审计局", [("市财政局", OWN)]),
    # persons own nothing, and leave the bodies beside them
    ("修桥。责任单位：市水利局 张三", [("市水利局", OWN)]),
    ("修桥。责任单位：市水利局（张三）、市财政局（王局长）", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。（责任单位：李四、市财政局、高新区）", [("市财政局", OWN), ("高新区", OWN)]),
    ("修桥。（张三负责）", []),
    # a line of bodies whose roles stand in brackets
    ("修桥。\n  市水利局（主）、市财政局（次）\n修路。", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。\n  市水利局（一期）、市财政局\n修路。", []),
    # signs around a label
    ("修桥。\n☆责任单位☆ 市水利局、市财政局", [("市水利局", OWN), ("市财政局", OWN)]),
    # the fields for which a body is responsible are no part of its name; another name of it is
    ("修桥。责任单位：市城管局（燃气、排水）、市农业局（市乡村振兴局）", [("市城管局", OWN), ("市农业局（市乡村振兴局）", OWN)]),
    # a role behind another name of the body
    ("修桥。责任单位：市水利局（市水务局）（牵头）、市财政局", [("市水利局（市水务局）", LEAD), ("市财政局", OWN)]),
    # ranks of those who lead and are responsible
    ("修桥。\n主要责任：市水利局\n次要责任：各街道", [("市水利局", OWN), ("各街道", HELP)]),
    ("修桥。\n总牵头：市政府办\n分牵头：市水利局；责任单位：市直各部门", [("市政府办", LEAD), ("市水利局", LEAD), ("市直各部门", OWN)]),
    ("修桥。由市水利局负责，各县（市、区）抓落实。", [("市水利局", OWN), ("各县（市、区）", DO)]),
    # short functions that 等部门 closes
    ("修桥。责任单位：市水利局，公安、消防等部门", [("市水利局", OWN), ("市公安", OWN), ("市消防", OWN)]),
    ("修桥。（牵头：市水利局；协助：市财政局；督导：市质量办）", [("市水利局", LEAD), ("市财政局", HELP), ("市质量办", GUIDE)]),
    ("7、督导：开展安全检查2轮次，追回资金。\n8、落实：修订台账", []),
    ("修桥。责任单位：市水利局、市财政局（并列牵头）", [("市水利局", OWN), ("市财政局", LEAD)]),
    # labels with a verb behind them
    ("修桥。责任单位为市水利局，配合单位为市直各预算单位。", [("市水利局", OWN), ("市直各预算单位", HELP)]),
    ("修桥，牵头单位是市水利局。", [("市水利局", LEAD)]),
    ("修桥。牵头单位为第一责任人，责任单位为施工的企业。", []),
    # by whom, behind the last comma of a sentence
    ("新建桥梁3座，由市水利局牵头，市财政局、市审计局配合。", [("市水利局", LEAD), ("市财政局", HELP), ("市审计局", HELP)]),
    ("修桥，由市水利局牵头修建，市财政局配合。", []),
    # verbs with an adverb in the bracket
    ("修桥。牵头单位：市水利局、市财政局（共同牵头）", [("市水利局", LEAD), ("市财政局", LEAD)]),
    ("修桥。责任单位：市水利局（具体负责）、市财政局（全力配合）", [("市水利局", OWN), ("市财政局", HELP)]),
    # who supervises, where that opens a field
    ("修桥。\n责任单位：市水利局\n监管单位：市审计局", [("市水利局", OWN), ("市审计局", GUIDE)]),
    ("修桥。责任单位：监管部门、市财政局", [("监管部门", OWN), ("市财政局", OWN)]),
    # a blank between offices, and between a body and one of its own
    ("修桥。责任科室：人事科 督导室　基教科", [("人事科", OWN), ("督导室", OWN), ("基教科", OWN)]),
    ("修桥。责任单位：市公安局 交警支队、市教育局 人事科", [("市公安局交警支队", OWN), ("市教育局人事科", OWN)]),
    (
        "修桥。（执行局、综合办）\n修路。（执行局、综合办）\n修渠。（人事科 机关党委）",
        [(n, OWN) for n in ("执行局", "综合办", "执行局", "综合办", "人事科", "机关党委")],
    ),
    # a class at the end of a line goes on with no heading below it
    ("修桥。\n责任单位：市水利局，各乡镇\n产业提质行动", [("市水利局", OWN), ("各乡镇", OWN)]),
    # a class of bodies that ends a bracket
    ("修桥。（市水利局会同有关方面）", [("市水利局", OWN)]),
]
HOUSES = [
    # brackets that end paragraphs, where two there own: one body, names of any ending, a blank between
    (
        "一、修桥。（审管办、执行局）\n二、修路。（执行局、综合办）\n三、绿化。【执行局】\n"
        "四、清淤。【诉服中心 各人民法庭】\n五、护岸。（服务科，市文化馆）",
        [(n, OWN) for n in ("审管办", "执行局", "执行局", "综合办", "执行局", "诉服中心", "各人民法庭", "服务科", "市文化馆")],
    ),
    # what schools, hospitals, stations and firms call their parts, under labels and in brackets
    ("引进人才。责任科室：科教科、泌尿外科、胸外科。", [("科教科", OWN), ("泌尿外科", OWN), ("胸外科", OWN)]),
    ("修渠。责任站所：镇水利站；配合站所：镇财政所", [("镇水利站", OWN), ("镇财政所", HELP)]),
    ("严查酒驾。责任警种：交警支队；协作单位：特警支队", [("交警支队", OWN), ("特警支队", HELP)]),
    ("降本增效。责任部室：财务部；监督部门：审计部。", [("财务部", OWN), ("审计部", GUIDE)]),
    ("引进人才。（人事科、科教科负责，6月底前启动）", [("人事科", OWN), ("科教科", OWN)]),
    # a lead and others, all within one house
    ("加强巡逻。由治安支队牵头，特警支队、各派出所负责落实。", [("治安支队", LEAD), ("特警支队", DO), ("各派出所", DO)]),
    # 主办 is what a body does, and ends no name
    ("完善预案。应急指挥中心主办，综合部协办。", [("应急指挥中心", OWN), ("综合部", HELP)]),
    ("修桥。（市住建局主办、市财政局会办）", [("市住建局", OWN), ("市财政局", HELP)]),
]
MISPRINTED_COLONS = [
    ("修桥。（责任单位；市水利局、市财政局）", [("市水利局", OWN), ("市财政局", OWN)]),  # ； for ：
    ("修桥。(牵头单位;市水利局)", [("市水利局", LEAD)]),
]
VERBS = [
    # labels without a colon behind one another on the line of the text
    ("修桥。牵头单位　市水利局　　责任单位　市财政局　市审计局", [("市水利局", LEAD), ("市财政局", OWN), ("市审计局", OWN)]),
    ("（第一责任单位：市水利局；第二责任单位：市消防救援支队）", [("市水利局", OWN), ("市消防救援支队", OWN)]),
    ("（市水利局、市纪委监委机关分别牵头，各单位党组织配合）", [("市水利局", LEAD), ("市纪委监委机关", LEAD), ("各单位党组织", HELP)]),
    # the last sentence of a paragraph that says by whom
    ("修桥。建成大桥。由市水利局牵头，市财政局配合。", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("修桥。\n由市水利局会同市财政局负责，各区人民政府配合。", [("市水利局", OWN), ("市财政局", OWN), ("各区人民政府", HELP)]),
    ("修桥。（城管中队、水管所各负其责）", [("城管中队", OWN), ("水管所", OWN)]),
    # A、B按职责分工负责; A、B负责
    ("修桥。(省水利厅、省财政厅按职责分工负责)", [("省水利厅", OWN), ("省财政厅", OWN)]),
    ("修桥。（水利部、财政部负责）", [("水利部", OWN), ("财政部", OWN)]),
    # A牵头，B、C配合; 参与; 参加; 负责; 按职责分工负责
    ("修桥。(市水利局牵头,市财政局、市审计局配合)", [("市水利局", LEAD), ("市财政局", HELP), ("市审计局", HELP)]),
    ("修桥。（水利部牵头，财政部、审计署参与）", [("水利部", LEAD), ("财政部", HELP), ("审计署", HELP)]),
    ("修桥。（市水利局牵头，市财政局参加）", [("市水利局", LEAD), ("市财政局", HELP)]),
    # … a verb after the lead governs all parts since
    ("修桥。（市水利局牵头，市财政局,各县区政府配合）", [("市水利局", LEAD), ("市财政局", HELP), ("各县区政府", HELP)]),
    ("修桥。（市水利局牵头，市财政局负责）", [("市水利局", LEAD), ("市财政局", OWN)]),
    ("修桥。(市水利局牵头,市财政局按职责分工负责,相关市政府落实)", [("市水利局", LEAD), ("市财政局", OWN), ("相关市政府", DO)]),
    # A、B牵头负责; A牵头; 由A牵头 in a bracket
    ("修桥。(省水利厅、省财政厅牵头负责)", [("省水利厅", LEAD), ("省财政厅", LEAD)]),
    ("修桥。（由省水利厅牵头，省财政厅配合）", [("省水利厅", LEAD), ("省财政厅", HELP)]),
    # A会同有关部门负责: the others are not named
    ("修桥。（水利部、应急管理部会同有关部门负责）", [("水利部", OWN), ("应急管理部", OWN)]),
    ("修桥。（省水利厅会同省财政厅负责）", [("省水利厅", OWN), ("省财政厅", OWN)]),
    ("修桥。（省水利厅牵头会同省财政厅落实）", [("省水利厅", LEAD), ("省财政厅", DO)]),
    # A、B指导; A负责，B参与; 各市落实
    ("修桥。（商务部、国家邮政局指导）", [("商务部", GUIDE), ("国家邮政局", GUIDE)]),
    ("修桥。（商务部负责，国家邮政局参与）", [("商务部", OWN), ("国家邮政局", HELP)]),
    ("修桥。（省水利厅负责，各市政府抓好落实）", [("省水利厅", OWN), ("各市政府", DO)]),
    # a label and a verb: the label's role stays, a stronger verb speaks for itself
    ("修桥。(责任单位:县水利局、县财政局按职责分工负责)", [("县水利局", OWN), ("县财政局", OWN)]),
    ("修桥。(责任单位:市水利局、各区政府根据各自职责分别组织实施)", [("市水利局", OWN), ("各区政府", OWN)]),
    ("修桥。（责任单位：市水利局牵头，市财政局配合）", [("市水利局", LEAD), ("市财政局", HELP)]),
    # a bare list, one body or several; a class of bodies after the comma
    ("修桥。(市水利局、市财政局)", [("市水利局", OWN), ("市财政局", OWN)]),
    ("修桥。(市水利局)", [("市水利局", OWN)]),
    # firms that no ending tells, before 等中央企业; a class of bureaus with 和 in its function
    ("修桥。（中国某科、中国某建等中央企业负责，某大学协同）", [("中国某科", OWN), ("中国某建", OWN), ("某大学", HELP)]),
    ("修桥。（财政部，各地方工业和信息化主管部门负责）", [("财政部", OWN), ("各地方工业和信息化主管部门", OWN)]),
    # a public line by its number, a section of a railway by its ending however long the name
    ("修桥。（县信访局、县12345政务热线受理中心负责）", [("县信访局", OWN), ("县12345政务热线受理中心", OWN)]),
    (
        "修桥。（责任单位：市水利局、中国铁路某某局集团有限公司松原工务段）",
        [("市水利局", OWN), ("中国铁路某某局集团有限公司松原工务段", OWN)],
    ),
    # a bare list at the end of a line, of which the first is a body of the state; a cooperative bank
    (
        "修桥。【县茶叶中心、县茶叶推广站，白水镇、黑水镇、青山镇】",
        [("县茶叶中心", OWN), ("县茶叶推广站", OWN), ("白水镇", OWN), ("黑水镇", OWN), ("青山镇", OWN)],
    ),
    ("修桥。（县财政局、县农商行、各镇）", [("县财政局", OWN), ("县农商行", OWN), ("各镇", OWN)]),
    ("修桥。(湖北金融监管局、省水利厅,各市协调机制)", [("湖北金融监管局", OWN), ("省水利厅", OWN), ("各市协调机制", OWN)]),
]

PLACES = [
    # at the end of a paragraph; before the final 。; on the heading; alone on its line
    ("修桥。（责任单位：市水利局）", ["bracket"]),
    ("修桥（责任单位：市水利局）。", ["bracket"]),
    ("十二、全面修桥(责任单位:县水利局)\n正文如下。", ["bracket"]),
    ("修桥。\n〔责任单位：市水利局〕", ["bracket"]),
    # in the middle of a paragraph, with the next item behind it
    ("1.修桥。（市水利局负责）2.开展评比。（市教育局负责）", ["bracket", "bracket"]),
    # own lines, a record card, a table flattened to lines, several label lines
    ("修桥。\n责任单位：市水利局\n时序进度：2022年6月底前", ["line"]),
    ("修桥\n政策依据：某文件\n执行期限：长期\n责任单位：市医保局\n咨询电话：12345678", ["line"]),
    ("修桥。\n牵头单位:市水利局\n\n责任单位:市财政局", ["line", "line"]),
    ("修桥。\n属地责任:各地(市)行署\n责任单位：市财政局", ["line", "line"]),
    # run on at the end of a paragraph, with a label or with verbs
    ("修桥。责任单位：市水利局、市财政局。", ["run_on"]),
    ("修桥。市水利局牵头，市财政局配合。", ["run_on"]),
    # a line broken off after a separator, or inside a name
    ("修桥。\n责任单位：市水利局、\n市财政局\n", ["line"]),
    ("修桥。\n责任单位：市水利局，各县市\n区人民政府\n", ["line"]),
    # a bracket that nobody closed
    ("修桥。(责任单位:市水利局、市财政局\n二、种树。", ["bracket"]),
    # a goal as the task, the owner on the next line
    ("(一)总产值增长7%以上\n责任单位:区发展和改革局", ["line"]),
    # two levels: item and its measures both own
    ("（一）修桥。（水利部负责）具体措施：1.选址。（交通运输部负责）", ["bracket", "bracket"]),
]

NAMES = [
    # a level word printed once; vertical agencies and named firms keep their own
    (
        "省",
        "省水利厅、商务厅、人行河南省分行、郑州海关、税务局、妇联",
        ["省水利厅", "省商务厅", "人行河南省分行", "郑州海关", "省税务局", "省妇联"],
    ),
    ("市", "市水利局、市场监管局、金融监管总局某地监管分局", ["市水利局", "市市场监管局", "金融监管总局某地监管分局"]),
    ("省", "省水利厅、民航江西监管局、财政厅", ["省水利厅", "民航江西监管局", "省财政厅"]),
    ("国家", "国家发展改革委、药监局、中央网信办、教育部", ["国家发展改革委", "药监局", "中央网信办", "教育部"]),
    ("市", "市水利局、高新区管委会、国家税务总局某市税务局、财政局", ["市水利局", "高新区管委会", "国家税务总局某市税务局", "市财政局"]),
    ("省", "各地(市)水利局、财政局", ["各地(市)水利局", "各地(市)财政局"]),
    # the level word of the first body governs those that follow, a class of bodies too
    ("省", "省水利厅、安全生产委员会成员单位", ["省水利厅", "省安全生产委员会成员单位"]),
    # nested brackets belong to the name, whatever separators they hold
    ("市", "市水利局〈市河长办〉、示范区发展改革和统计局(商务局)", ["市水利局〈市河长办〉", "示范区发展改革和统计局(商务局)"]),
    ("市", "市水利局, 市财政局、 各县(市、 区)人民政府", ["市水利局", "市财政局", "各县(市、区)人民政府"]),
    ("市", "各县〔市、区〕人民政府，相关街道<乡镇>", ["各县〔市、区〕人民政府", "相关街道<乡镇>"]),
    # several tiers are one name
    ("省", "各市、县（市、区）人民政府", ["各市、县（市、区）人民政府"]),
    ("市", "各区、县级市", ["各区、县级市"]),
    ("省", "各市、县委宣传部", ["各市、县委宣传部"]),
    ("省", "省水利厅，各市、州、县人民政府", ["省水利厅", "各市、州、县人民政府"]),
    ("省", "各市、州、县（市、区）人民政府", ["各市、州、县（市、区）人民政府"]),
    ("省", "各市、州，省水利厅", ["各市、州", "省水利厅"]),
    ("市", "市水利局，各县（市、区）党委、政府", ["市水利局", "各县（市、区）党委、政府"]),
    ("国家", "各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
    ("省", "各市、省水利厅", ["各市", "省水利厅"]),
    # the scope of a name, given once, is no part of it
    ("市", "市水利局、各区县政府(含高新区、经济开发区管委会,下同)", ["市水利局", "各区县政府"]),
    # offices inside a bureau: with it, after it, of another one, of none that is named
    ("区", "区农水局渔业科、畜牧科、区教育局", ["区农水局渔业科", "区农水局畜牧科", "区教育局"]),
    ("区", "局机关党委、渔业科，区农技中心", ["局机关党委", "局渔业科", "区农技中心"]),
    ("区", "区农水局渔业科，畜牧科", ["区农水局渔业科", "畜牧科"]),
    ("市", "市公积金管理处、驻京办事处", ["市公积金管理处", "驻京办事处"]),
    # 和, 与, 及 inside a name and between names
    ("省", "省文化和旅游厅、省水利厅和财政厅", ["省文化和旅游厅", "省水利厅", "省财政厅"]),
    ("省", "各地级市政府和平川示范区、云岭新区管委会", ["各地级市政府", "平川示范区管委会", "云岭新区管委会"]),
    ("市", "市级有关部门及各县市区政府、省有关部门和单位", ["市级有关部门", "各县市区政府", "省有关部门和单位"]),
    # a head noun printed once
    ("省", "厦门、福州、泉州出入境边防检查总站", ["厦门出入境边防检查总站", "福州出入境边防检查总站", "泉州出入境边防检查总站"]),
    ("省", "省水利厅，杭州、宁波市政府", ["省水利厅", "杭州市政府", "宁波市政府"]),
    # … also that of every territory of a level
    ("省", "省水利厅，各市(州)、云岭新区人民政府", ["省水利厅", "各市(州)人民政府", "云岭新区人民政府"]),
    ("省", "各市（州）、平川矿区、云岭新区人民政府", ["各市（州）人民政府", "平川矿区人民政府", "云岭新区人民政府"]),
    ("省", "各市、省水利厅、云岭新区人民政府", ["各市", "省水利厅", "云岭新区人民政府"]),
    # line breaks inside a name; blanks instead of a separator
    ("市", "市住房城\n乡建设局、市城\n\n市管理局", ["市住房城乡建设局", "市城市管理局"]),
    ("市", "市水利局 市财政局", ["市水利局", "市财政局"]),
    # firms, schools, offices of a group
    (
        "市",
        "四川大学、之江实验室、市城投集团、市河湖工作领导小组办公室",
        ["四川大学", "之江实验室", "市城投集团", "市河湖工作领导小组办公室"],
    ),
    # 等 with a class behind it and a list that goes on
    ("国家", "水利部等国务院相关部门及各地区", ["水利部", "各地区"]),
    ("国家", "水利部、中央和国家机关工委等和各省级人民政府", ["水利部", "中央和国家机关工委", "各省级人民政府"]),
]

KINDS = [
    # classes of bodies
    ("各市人民政府", "collective"),
    ("各有关部门", "collective"),
    ("省级有关部门", "collective"),
    ("各设区市发展改革委", "collective"),
    ("各金融机构", "collective"),
    ("在鄂央企", "collective"),
    ("属地人民政府(管委会)", "collective"),
    ("市房地产协调机制成员单位", "collective"),
    ("各项目牵头单位", "collective"),
    ("县（市、区）人民政府", "collective"),
    ("“四区”政府(管委会)", "collective"),
    # one body each: government of a place, zone, group office, region
    ("市人民政府", "unit"),
    ("高新区管委会", "unit"),
    ("市行政审批制度改革工作领导小组办公室", "unit"),
    ("杭州市政府", "unit"),
    ("越秀区", "unit"),
    ("某某街道", "unit"),
    ("地方金融监管局", "unit"),
]

OPEN = [
    # 等 and its fellows leave the list open
    ("省水利厅、省财政厅等", True),
    ("省水利厅等部门", True),
    ("省水利厅等有关部门", True),
    ("市水利局、各有关单位", True),
    # a class that ends in territory, or in the middle, does not
    ("市水利局、各有关区、县级市", False),
    ("市水利局、各有关单位，各区人民政府", False),
    ("省水利厅、省财政厅", False),
]

RULES = [
    # default owners: 以下…落实，不再列出, with one owner or several, 下同 behind an owner
    (
        "（省水利厅牵头，各市政府负责落实。以下任务均需各市落实，不再列出）",
        [("default_owner", "各市")],
        [("省水利厅", LEAD, "stated"), ("各市政府", DO, "stated")],
    ),
    (
        "修桥。（省水利厅负责。以下均需各地级市政府和平川示范区、云岭新区管委会落实,不再列出）",
        [("default_owner", "各地级市政府"), ("default_owner", "平川示范区管委会"), ("default_owner", "云岭新区管委会")],
        [("省水利厅", OWN, "stated")],
    ),
    (
        "修桥。〔省水利厅负责。具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕",
        [("default_owner", "相关市（州）人民政府")],
        [("省水利厅", OWN, "stated")],
    ),
    (
        "修桥。（省水利厅牵头；各市人民政府结合实际落实，下同）",
        [("default_owner", "各市人民政府")],
        [("省水利厅", LEAD, "stated"), ("各市人民政府", DO, "stated")],
    ),
    (
        "修桥。(责任单位:省水利厅。所有举措的责任单位均包含各市〔州〕、各区〔县〕政府,以下不再列出)",
        [("default_owner", "各市〔州〕"), ("default_owner", "各区〔县〕政府")],
        [("省水利厅", OWN, "stated")],
    ),
    (
        "修桥。〔责任单位：市水利局，以下均需各园区管委会，各镇（街）人民政府（办事处）落实，不再列出〕",
        [("default_owner", "各园区管委会"), ("default_owner", "各镇（街）人民政府（办事处）")],
        [("市水利局", OWN, "stated")],
    ),
    (
        "修桥。（责任单位：市水利局，以下均需各区，请结合实际认真落实，不再列出）",
        [("default_owner", "各区")],
        [("市水利局", OWN, "stated")],
    ),
    # who leads: the first, those before the comma
    (
        "修桥。（责任单位：市水利局、市财政局）\n各条措施中排序第一的责任单位为该条牵头单位，负责制定细则。",
        [("lead_first", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", OWN, "stated")],
    ),
    (
        "修桥。（水利部、审计署负责。列第一位者牵头，下同）",
        [("lead_first", None)],
        [("水利部", LEAD, "convention"), ("审计署", OWN, "stated")],
    ),
    (
        "分工表里，列第一位的单位即为牵头单位。\n修桥。（责任单位：市水利局、市财政局）",
        [("lead_first", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", OWN, "stated")],
    ),
    (
        "修桥。〔责任单位:市水利局,市财政局、市审计局,逗号前面的为牵头单位,下同〕",
        [("lead_before_comma", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", OWN, "stated"), ("市审计局", OWN, "stated")],
    ),
    # what the same rule says of the others
    (
        "修桥。（责任单位：市水利局、市财政局）\n注：责任单位第一个为牵头单位，其余为主要配合单位。",
        [("lead_first", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", HELP, "convention")],
    ),
    (
        "修桥。（责任单位：市水利局、市财政局，排在首位的单位牵头，其他单位协助，下同）",
        [("lead_first", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", HELP, "convention")],
    ),
    (
        "修桥。〔责任单位:市水利局,市财政局、市审计局,逗号前的为牵头单位,逗号后的为参加单位,下同〕",
        [("lead_before_comma", None)],
        [("市水利局", LEAD, "convention"), ("市财政局", HELP, "convention"), ("市审计局", HELP, "convention")],
    ),
    (
        "修桥。（市水利局牵头，市财政局指导，市审计局负责）\n注：第一个为牵头单位，其余为配合单位。",
        [("lead_first", None)],
        [("市水利局", LEAD, "stated"), ("市财政局", "guide", "stated"), ("市审计局", OWN, "stated")],
    ),
    # a stated lead is not overruled
    (
        "修桥。（财政部、水利部负责，列第一位者为牵头单位，下同）",
        [("lead_first", None)],
        [("财政部", LEAD, "convention"), ("水利部", OWN, "stated")],
    ),
]

NONE = [
    # look-alikes: interpretation, procedure, footers, applicants, signatures, addressees, explanations, prose
    "本办法由市水利局、市财政局负责解释。",
    "由市水利局负责审核材料，市财政局发放补贴。",
    "完善调度。重大事项由市水利局、市财政局负责。",
    "主办单位：某某市人民政府办公室 备案号ICP000",
    "联合体的牵头单位应为注册满三年的企业。",
    "（牵头单位2个，参与单位至多9个）",
    "某某市人民政府办公室\n2024年1月1日",
    "各市、县人民政府，省政府各部门、各直属单位：",
    "推广新品（以下简称示范产品）。",
    "学校（含技工院校）可以申请。",
    "由县水利局牵头集中处置违规问题。",
    "属地政府(园区管委会)要做好服务。",
    "联系人：李某，咨询电话：12345678",
    # before a colon a body owns what follows, but not one of two in a line, nor what lists bodies
    "市水利局负责：1.修渠；2.清淤。市林业局负责：1.绿化；2.护岸。",
    "市水利局负责：1.市财政局；2.市审计局。",
    "有关部门负责：1.修渠；2.清淤。",
    "工作由谁负责：1.修渠；2.清淤。",
    "修桥。责任单位：改建派出所2所",
    "修桥。（1.改建派出所、2.新建服务站）",
    "镇建设办负责人要到现场。",
    "责任单位——\n一、市水利局修桥",
    # a bracket in a heading that explains a name, says where, or stands behind no number
    "（一）市数据局（市政务服务局）",
    "（一）组建市数据局（市委编办）",
    "（一）深化改革（试点）",
    "深化改革（市委改革办）",
    "（一）扩大范围（市区）",
    # what ends like an office and begins like no body of the state
    "（二）扩大范围。（市内医院）",
    "（二）扩大范围。（省级）",
    # one line of the kind, a number to call, a name
    "市水利局：加固水库两座。",
    "市水利局：12345678\n市林业局：87654321",
    "市水利局：张三\n市林业局：李四",
    "由施工企业牵头，设计单位负责落实。",
    # a person, an account, an address for mail
    "修渠。@张三",
    "修渠。@市水利局 @张三",
    "欢迎关注@市水利局",
    "信箱：slj@市水利局",
    "压实责任单位——主要是市水利局——的责任。",
]


def _read(text: str, level: str | None = "市") -> list[Clause]:
    return list(ownership(document(text), context=Context(level=level, conventions=conventions(document(text)))).clauses)


REST = [  # what a clause says of the rest of its own list is nobody's name
    ("（市水利局牵头，市财政局、市审计局，其余为配合单位）", [("市水利局", LEAD), ("市财政局", HELP), ("市审计局", HELP)]),
    (
        "（责任单位：市水利局、市财政局；其余为配合单位）",
        [("市水利局", OWN), ("市财政局", OWN)],
    ),  # no lead is named, so nobody is left over
    ("（责任单位：市水利局（其他为参与单位）、市财政局、市审计局）", [("市水利局", OWN), ("市财政局", HELP), ("市审计局", HELP)]),
    ("（责任单位：市水利局（牵头，其余为配合单位）、市财政局）", [("市水利局", LEAD), ("市财政局", HELP)]),
    ("（市水利局牵头，市财政局负责，市审计局，其他为参与单位）", [("市水利局", LEAD), ("市财政局", HELP), ("市审计局", HELP)]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    LABELS + NUMBERS + DASHED + HEADED + ADDRESSED + AHEAD + BOXED + MARKED + HOUSES + MISPRINTED_COLONS + VERBS + REST,
)
def test_a_clause_gives_its_owners_and_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.name, o.role) for c in _read(text) for o in c.owners] == expected


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_clause_is_found_wherever_it_stands(text: str, expected: list[str]) -> None:
    assert [c.position for c in _read(text)] == expected


@pytest.mark.parametrize(("level", "owners", "expected"), NAMES)
def test_a_name_is_whole(level: str, owners: str, expected: list[str]) -> None:
    (found,) = _read(f"修桥。（责任单位：{owners}）", level)
    assert [o.name for o in found.owners] == expected


@pytest.mark.parametrize(("name", "expected"), KINDS)
def test_one_body_is_told_from_a_class(name: str, expected: str) -> None:
    (found,) = _read(f"修桥。（责任单位：{name}）")
    assert [(o.name, o.kind) for o in found.owners] == [(name, expected)]


@pytest.mark.parametrize(("owners", "expected"), OPEN)
def test_a_list_says_whether_it_is_open(owners: str, expected: bool) -> None:
    (found,) = _read(f"修桥。（责任单位：{owners}）")
    assert found.open is expected


@pytest.mark.parametrize(("text", "rules", "owners"), RULES)
def test_a_rule_of_the_document_is_read_once_and_applied(text: str, rules: list[object], owners: list[object]) -> None:
    assert [(c.rule, c.name) for c in conventions(document(text))] == rules
    assert [(o.name, o.role, o.role_basis) for c in _read(text) for o in c.owners] == owners


# What blanks and lines part behind a label.
BLANKS = [
    ("配合单位：县供电公司 城关镇 各村委会", ["县供电公司", "城关镇", "各村委会"]),
    ("配合单位：县医院 县融媒体中心", ["县医院", "县融媒体中心"]),
    ("配合单位：省教育厅  团省委", ["省教育厅", "团省委"]),
    ("配合单位：市卫生健康委　团市委　市妇联", ["市卫生健康委", "团市委", "市妇联"]),
    ("配合单位：市发展改革委　国网海棠供电公司", ["市发展改革委", "国网海棠供电公司"]),
    ("配合单位：各县人民政府　国网海棠供电公司", ["各县人民政府", "国网海棠供电公司"]),
    ("配合单位：省药监局　人民银行吉林省分行", ["省药监局", "人民银行吉林省分行"]),
    ("配合单位：松江农业大学 省农科院", ["松江农业大学", "省农科院"]),
    ("配合单位：市政府 办公厅", ["市政府办公厅"]),  # one name
    ("配合单位：市公安局 交警支队", ["市公安局交警支队"]),
    ("配合单位：人民银行 吉林省分行", ["人民银行吉林省分行"]),
    ("配合单位：\n松江农业大学\n省农科院\n团省委", ["松江农业大学", "省农科院", "团省委"]),  # a body a line below its label
    ("配合单位：\n县水利局\n城关镇\n各村委会", ["县水利局", "城关镇", "各村委会"]),
    ("配合单位：\n市政府办公室\n市直各有关单位", ["市政府办公室", "市直各有关单位"]),
]


@pytest.mark.parametrize(("text", "expected"), BLANKS)
def test_blanks_and_lines_part_bodies_behind_a_label(text: str, expected: list[str]) -> None:
    assert ["".join(o.surface.split()) for c in _read(f"1.修桥。\n{text}\n2.修路。") for o in c.owners] == expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("序号\n1\n\n2\n\n重点任务\n修桥。\n修路。\n\n", []),  # a program wrote a table down column by column: 修路 is not of the first row
        ("编号\n1\n2\n工作内容\n修桥。\n修路。\n", []),
        ("1.修桥。\n", ["市水利局", "市财政局"]),  # a card
    ],
)
def test_the_head_of_a_column_is_no_label_of_a_clause(heads: str, expected: list[str]) -> None:
    assert [o.surface for c in _read(f"{heads}牵头单位\n市水利局\n\n配合单位\n市财政局\n") for o in c.owners] == expected


def test_short_cards_in_great_number_are_all_read() -> None:
    """Fourteen labels stand within five hundred characters."""
    cards = "".join(f"{n}.修桥。\n牵头单位：市水利局\n配合单位：市财政局\n时限：{n}月\n" for n in range(1, 13))
    assert [o.role for c in _read(cards) for o in c.owners] == ["lead", "cooperate"] * 12


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_ownership_is_none(text: str) -> None:
    assert _read(text) == []


# A name that begins with no known function takes the word of the level where the text has it whole elsewhere.
WHOLE = [
    ("修桥。（责任单位：区住房局、社会事务局）\n铺路。（责任单位：区社会事务局）", ["区住房局", "区社会事务局", "区社会事务局"]),
    ("修桥。（责任单位：区住房局、社会事务局）", ["区住房局", "社会事务局"]),
    ("修桥。（责任单位：区住房局、社会事务局）\n铺路。（责任单位：山区社会事务局）", ["区住房局", "社会事务局", "山区社会事务局"]),
    ("修桥。（责任单位：区住房局、各商业银行）\n推动区各商业银行放贷。", ["区住房局", "各商业银行"]),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_a_name_is_whole_where_the_text_has_it_elsewhere(text: str, expected: list[str]) -> None:
    assert [o.name for c in _read(text, "区") for o in c.owners] == expected


def test_bold_bodies_lead_where_the_document_says_so() -> None:
    text = "修桥。（市水利局、市财政局，以黑体字标注的为牵头部门，下同）"
    at = text.index("市财政局")
    found = list(ownership(document(text), context=Context(conventions=conventions(document(text)), bold=((at, at + 4),))).clauses)
    assert [(o.name, o.role, o.role_basis) for c in found for o in c.owners] == [
        ("市水利局", OWN, "stated"),
        ("市财政局", LEAD, "convention"),
    ]


def test_label_mode_part_and_rank_are_kept() -> None:
    (found,) = _read("修桥。（牵头单位：市水利局，配合单位：市财政局、市审计局，各区政府按职责分工负责）")
    told = [(o.label, o.mode, o.part, o.rank) for o in found.owners]
    assert told == [
        ("牵头单位", "joint", 1, 1),
        ("配合单位", "divided", 2, 2),
        ("配合单位", "divided", 2, 3),
        ("配合单位", "divided", 3, 4),
    ]


def test_a_party_organ_has_one_name_in_a_document() -> None:
    found = _read("修桥。（责任单位：省委网信办）\n种树。（责任单位：省网信办）", "省")
    assert [(o.surface, o.name) for c in found for o in c.owners] == [("省委网信办", "省委网信办"), ("省网信办", "省委网信办")]


CELLS = [  # the head of a column, a cell, the owners
    ("牵头（责任）单位", "市水利局", [("市水利局", LEAD)]),
    ("责任（牵头）单位", "市水利局、市财政局", [("市水利局", LEAD), ("市财政局", LEAD)]),
    # a rule in the head gives no role by itself: it binds the document
    ("责任单位（第一个为牵头单位）", "区水利局、区财政局", [("区水利局", OWN), ("区财政局", OWN)]),
    # who leads and who helps in one column
    ("牵头单位及配合单位", "区水利局（牵头）、区财政局", [("区水利局", LEAD), ("区财政局", HELP)]),
    ("牵头（配合）单位", "区水利局、区财政局", [("区水利局", OWN), ("区财政局", OWN)]),
    # persons beside the body are none
    ("责任部门及责任人", "工程科 王芳", [("工程科", OWN)]),
    ("责任单位及联系人", "区水利局张伟、区财政局", [("区水利局", OWN), ("区财政局", OWN)]),
    ("责任单位、负责人", "刘军", []),
]


@pytest.mark.parametrize(("label", "cell", "expected"), CELLS)
def test_what_the_head_of_a_column_says_of_its_cells(label: str, cell: str, expected: list[tuple[str, str]]) -> None:
    found, _, _ = owners_in_cell(document(cell), 0, len(cell), label=label, context=Context())
    assert [(o.surface, o.role) for o in found] == expected


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("待定", ["待定"]),
        ("另文明确", ["另文明确"]),
        ("由市政府另行确定", ["市政府另行确定"]),
        ("牵头单位另行通知", ["牵头单位另行通知"]),
        ("■■■", ["■■■"]),
        ("市教育局、XX", ["XX"]),
        ("不适用", []),
        ("同左", []),
        ("市教育局、新海燃气", []),
        ("IBM公司", []),
    ],
)
def test_what_a_cell_says_instead_of_a_name(cell: str, left: list[str]) -> None:
    """Words that put a name off and mere signs are nobody; what is said so plainly that nothing is missing is not told."""
    text = f"|{cell}|"
    found, _, rest = owners_in_cell(document(text), 1, len(text) - 1, label="责任单位", context=Context())
    assert [text[slice(*span)] for span in rest] == left
    assert not {owner.surface for owner in found} & {*left, "不适用", "同左"}


def test_a_cell_is_read_under_its_column() -> None:
    text = "省水利厅、省财政厅按职责分工负责\t无\t省教育厅等"
    at = [0, text.index("\t"), text.index("无"), text.index("无") + 1, text.index("省教育厅"), len(text)]
    lead, nobody, helping = (
        owners_in_cell(document(text), at[i], at[i + 1], label=label, context=Context())
        for i, label in ((0, "牵头单位"), (2, "配合单位"), (4, "配合单位"))
    )
    assert [(o.name, o.role, o.mode) for o in lead[0]] == [("省水利厅", LEAD, "divided"), ("省财政厅", LEAD, "divided")]
    assert nobody == ((), False, ())
    assert ([(o.name, o.role) for o in helping[0]], helping[1]) == ([("省教育厅", HELP)], True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # prose in a paragraph without a clause; with one it says nothing more
        ("由县水利局牵头集中处置违规问题。", ["由县水利局牵头集中处置违规问题"]),
        ("由县水利局牵头处置。（责任单位：县财政局）", []),
        # a label whose line names nobody; a bracket that a verb closes
        ("责任单位：按有关文件的规定确定", ["责任单位：按有关文件的规定确定"]),
        ("修桥。（由施工的企业和市水利局负责）", ["（由施工的企业和市水利局负责）"]),
        ("责任单位——按有关文件的规定确定", ["责任单位——按有关文件的规定确定"]),
        # a body in the heading of an item that may explain a name, or ends like no body alone
        ("（一）组建市数据局（市委编办）", ["（市委编办）"]),
        ("（一）组建市政府督查专班（市委督查室、市政府督查室）", []),  # read
        ("（一）组建督查局（市委督查室）", ["（市委督查室）"]),
        ("（一）深化改革（试点）", []),
        ("深化改革（市委改革办）", []),
        # one that ends a paragraph, where no others do
        ("绿化河岸。【执行局】\n清淤。", ["【执行局】"]),
        ("绿化河岸。（服务科、图书馆）", ["（服务科、图书馆）"]),
        ("绿化河岸。（市区）", []),
        ("绿化河岸。（试行）", []),
        # a bracket of three bodies with the stop behind it; two may be an aside
        ("完善防汛会商机制（县水利局、县气象局、县应急局）。", ["（县水利局、县气象局、县应急局）"]),
        ("完善防汛会商机制（县水利局、县气象局）。", ["（县水利局、县气象局）"]),
        ("完善防汛会商机制（县水利局、县气象局），开展会商。", []),
        # a field named like a label
        ("修渠。责任片组：甲组、乙组", ["责任片组：甲组、乙组"]),
        ("修渠。责任领导：张三；责任编辑李四：好", []),
        ("修渠。责任单位及责任人：市水利局 张三，市财政局 李四", ["责任单位及责任人：市水利局 张三，市财政局 李四"]),
        # persons
        ("由张三负责统筹，加快修渠。（责任单位：市水利局）", ["由张三负责"]),
        ("修渠。（张三负责）", ["张三负责"]),
        ("由分管副市长牵头，由副局长王五统筹协调。", ["由分管副市长牵头", "由副局长王五统筹协调"]),
        ("由专人负责台账，由企业负责施工，由高新区负责用地，高校要指导学生。", []),
        ("修渠。牵头人：李四；责任单位：市水利局", ["牵头人：李四"]),
        # whom @ speaks to and no rule takes for a body
        ("修渠。@张三", ["@张三"]),
        ("欢迎关注@市水利局，了解进展。slj@163.com", ["@市水利局"]),
        ("修渠。@市水利局", []),
        # interpretation is nothing
        ("本办法由市水利局牵头负责解释。", []),
    ],
)
def test_what_looks_like_ownership_and_was_not_read_is_kept(text: str, expected: list[str]) -> None:
    assert [u.text for u in ownership(document(text), context=Context()).unread] == expected


PIECES = st.lists(
    st.sampled_from(
        [
            *"（(〔)）〕、，；。：等和及 \n\t\x00\ud800省市各",
            "责任单位",
            "牵头",
            "配合",
            "负责",
            "省水利厅",
            "各县（市、区）",
            "人民政府",
            "下同",
            "以下均需",
            "不再列出",
        ]
    )
)


@given(PIECES)
def test_any_text_is_read_and_every_span_says_what_it_holds(pieces: list[str]) -> None:
    text = "".join(pieces)
    found, last = _read(text), 0
    for clause in found:
        assert last <= clause.start < clause.end <= len(text)
        last = clause.end
        assert [o.rank for o in clause.owners] == list(range(1, len(clause.owners) + 1))
        assert all(text[o.start : o.end] == o.surface and clause.start <= o.start < o.end <= clause.end for o in clause.owners)
    assert all(text[u.start : u.end] == u.text for u in ownership(document(text), context=Context()).unread)
    assert _read(text) == found


@pytest.mark.parametrize(
    "text",
    ["（" * 300_000, "（责任单位：" * 20_000, "责任单位：a" * 20_000, "（单位" * 50_000 + "）" * 50_000, "（" + "等和" * 50_000 + "负责）"],
)
def test_what_never_ends_costs_little(text: str) -> None:
    assert len(_read(text)) <= 1
