"""Which quantities are goals, and what is reached, of what, by when. Every sentence is our own, in the form real plans use."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.targets.goal import goals
from ingest.targets.quantified import targets
from ingest.targets.yearly import governed
from tests.ingest.texts import document

YEAR = (2024, 2024)

GOALS = [
    # who does it is no part of the object
    ("负责茶园清淤80公里。", [(80, None, "eq", "公里", "茶园清淤")]),
    ("县茶业局、县茶叶中心要投放茶肥2吨。", [(2, None, "eq", "吨", "茶肥")]),
    ("县茶叶中心负责发放茶书2万份。", [(2, None, "eq", "万份", "茶书")]),
    ("企业负责人培训达到300人次。", [(300, None, "eq", "人次", "企业负责人培训")]),
    # a duration that is held below a bound; 应收 states no rule; 人年 counts people
    ("茶园灌溉间隔控制在6.8天以内。", [(6.8, None, "le", "天", "茶园灌溉间隔")]),
    ("茶业应收账款清收率不低于85%。", [(85, None, "ge", "%", "茶业应收账款清收率")]),
    ("每万名茶农中研发人员达90人年。", [(90, None, "eq", "人年", "每万名茶农中研发人员")]),
    # a bound of the things that are put an end to counts nothing, a number of them does
    ("关停落后茶厂30家。", [(30, None, "eq", "家", "落后茶厂")]),
    # a bracket behind the time a case may take
    ("开办茶社时间压缩至0.5天以内（市茶业局牵头）", [(0.5, None, "le", "天", "开办茶社时间")]),
    # what a value is compared with is no part of its object, and last year as a base is no result of last year
    ("茶业产值较去年同期增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值较上年同期增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值比去年增长8%以上。", [(8, None, "ge", "%", "茶业产值")]),
    ("茶业产值与去年同期相比增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值同去年相比增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值在去年基础上增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值在上年的基础上提高8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值较2023年同期增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值较“十三五”末增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业产值比“十三五”期末翻一番。", [(1, None, "eq", "番", "茶业产值")]),
    ("茶业产值较前一年增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("茶业贷款较去年同期多增8亿元。", [(8, None, "eq", "亿元", "茶业贷款")]),
    ("茶业产值达到去年的2倍。", [(2, None, "eq", "倍", "茶业产值")]),
    ("去年茶业产值增长6%，今年力争茶业产值比去年增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    ("力争1—6月，茶业产值较去年同期增长8%。", [(8, None, "eq", "%", "茶业产值")]),
    # what follows 翻一番 is not counted by it
    ("茶业产值翻一番并保持领先。", [(1, None, "eq", "番", "茶业产值")]),
    ("实现茶业产值翻两番的目标。", [(2, None, "eq", "番", "茶业产值")]),
    ("检茶室数量增加一倍。", [(1, None, "eq", "倍", "检茶室数量")]),
    # an object that begins with 共, which is no word for a sum here
    ("数据共享率达到95%。", [(95, None, "eq", "%", "数据共享率")]),
    ("共建率达到80%以上。", [(80, None, "ge", "%", "共建率")]),
    ("建设共享平台3个。", [(3, None, "eq", "个", "共享平台")]),
    ("共引进企业20家。", [(20, None, "eq", "家", "企业")]),
    # a year that is a base governs nothing
    ("在2022年归集80万条的基础上，新增公共数据30万条。", [(30, None, "eq", "万条", "公共数据")]),
    # plain number behind a verb
    ("打造12个未来农场示范点。", [(12, None, "eq", "个", "未来农场示范点")]),
    # the object before the number
    ("建设省级中试平台5个以上。", [(5, None, "ge", "个", "省级中试平台")]),
    # what follows the number is no object where it is a clause of its own in brackets
    ("建设驿站40个（责任单位：市总工会）", [(40, None, "eq", "个", "驿站")]),
    ("建设驿站40个（含既有改建的）", [(40, None, "eq", "个", "驿站")]),
    # the total of a list
    ("实施低温储能、海上制氢等6项攻关任务。", [(6, None, "eq", "项", "攻关任务")]),
    # one verb, several objects
    (
        "组建8家研究院、6家中试基地和4家联合体。",
        [(8, None, "eq", "家", "研究院"), (6, None, "eq", "家", "中试基地"), (4, None, "eq", "家", "联合体")],
    ),
    # the same with the objects before
    ("选拔首席技师20名、工匠80名。", [(20, None, "eq", "名", "首席技师"), (80, None, "eq", "名", "工匠")]),
    # comparator before the number
    ("每年选派不少于60名科技特派员。", [(60, None, "ge", "名", "科技特派员")]),
    # a comparator that is the verb itself
    ("网上零售额突破3万亿元。", [(3, None, "gt", "万亿元", "网上零售额")]),
    ("智能水表普及率超过70%。", [(70, None, "gt", "%", "智能水表普及率")]),
    ("城镇调查失业率控制在5.5%以内。", [(5.5, None, "le", "%", "城镇调查失业率")]),
    # each of the places that a list closes with 等区域 and a head
    (
        "东岭、西岭等地区烟尘浓度分别下降25%、20%左右。",
        [(25, None, "approx", "%", "东岭烟尘浓度"), (20, None, "approx", "%", "西岭烟尘浓度")],
    ),
    # an object in which a word that is a verb as well belongs to the noun
    # the second number of a clause has the object of the first
    ("新开工茶社改造2万户、完成1万户。", [(2, None, "eq", "万户", "茶社改造"), (1, None, "eq", "万户", "茶社改造")]),
    # a rate and its bound in a clause of their own
    ("茶叶消费价格涨幅2%左右；新增茶社3家。", [(2, None, "approx", "%", "茶叶消费价格涨幅"), (3, None, "eq", "家", "茶社")]),
    ("西部新增算力占全国新增算力的60%以上。", [(60, None, "ge", "%", "西部新增算力占全国新增算力")]),
    ("全市新增护理床位1200张。", [(1200, None, "eq", "张", "护理床位")]),
    ("新增上云企业500户。", [(500, None, "eq", "户", "上云企业")]),
    ("新增、恢复和改善灌溉面积8.6万亩。", [(8.6, None, "eq", "万亩", "灌溉面积")]),
    # who is made to do it is no part of what is done
    ("引导银行机构发放茶业贷款260亿元。", [(260, None, "eq", "亿元", "茶业贷款")]),
    ("推动企业开展技改项目30个。", [(30, None, "eq", "个", "技改项目")]),
    # 改造提升 alone is of what was counted before it in the same measure
    ("新建茶园2.3万亩，改造提升1.1万亩。", [(2.3, None, "eq", "万亩", "茶园"), (1.1, None, "eq", "万亩", "茶园")]),
    # what the object shall do is no part of it
    ("支持10个左右紧缺茶区大力开展培训。", [(10, None, "approx", "个", "紧缺茶区")]),
    ("6月底前3000千瓦机组投入运行。", [(3000, None, "eq", "千瓦", "机组")]),
    ("免费“两癌”筛查3万人。", [(3, None, "eq", "万人", "免费“两癌”筛查")]),
    # a change from an old value is a result where the subject is a measure of the whole
    ("研发经费投入强度由2.1%提高到2.4%。", [(2.4, None, "eq", "%", "研发经费投入强度")]),
    ("人均预期寿命从78岁提高到79岁。", [(79, None, "eq", "岁", "人均预期寿命")]),
    # marks of a survey, and what is counted in two ways
    ("游客满意度不低于90分。", [(90, None, "ge", "分", "游客满意度")]),
    ("举办灯会20场（次）以上。", [(20, None, "ge", "场（次）", "灯会")]),
    # reached values
    ("秸秆综合利用率达到90%左右。", [(90, None, "approx", "%", "秸秆综合利用率")]),
    ("研发投入年均增长8%以上。", [(8, None, "ge", "%", "研发投入")]),
    ("群众满意度提升2—3个百分点。", [(2, 3, "range", "个百分点", "群众满意度")]),
    ("数据中心能效值降低到1.3以下。", [(1.3, None, "le", "", "数据中心能效值")]),
    # range
    ("招引2—3家链主企业总部。", [(2, 3, "range", "家", "链主企业总部")]),
    # a verb, what it changes, and the new value behind 到 or 至
    ("提高茶渣回收利用率至38%。", [(38, None, "eq", "%", "茶渣回收利用率")]),
    ("压缩茶企开办时间至0.5天。", [(0.5, None, "eq", "天", "茶企开办时间")]),
    ("压减审批时限到3个工作日以内。", [(3, None, "le", "个工作日", "审批时限")]),
    # 内 alone bounds a duration
    ("低保审批时限缩短至24小时内。", [(24, None, "le", "小时", "低保审批时限")]),
    ("审批时间压缩至15个工作日内。", [(15, None, "le", "个工作日", "审批时间")]),
    ("应急响应时间控制在30分钟内。", [(30, None, "le", "分钟", "应急响应时间")]),
    # how far money has been paid out is reached, and no subsidy
    ("茶业资金拨付率达到95%。", [(95, None, "eq", "%", "茶业资金拨付率")]),
    # how often something is done is no part of it
    ("每周开设茶艺课不少于2节。", [(2, None, "ge", "节", "茶艺课")]),
    ("每学期组织研学活动不少于3次。", [(3, None, "ge", "次", "研学活动")]),
    ("每季度开展抽检不少于1次。", [(1, None, "ge", "次", "抽检")]),
    ("每名茶农培训不少于40学时。", [(40, None, "ge", "学时", "每名茶农培训")]),
    # a number behind the head of its line is of what that says is made; a verb alone is no thing
    ("建设托育园：新建6所、改扩建3所。", [(6, None, "eq", "所", "托育园"), (3, None, "eq", "所", "托育园")]),
    ("7.托育园建设：新建6所。", [(6, None, "eq", "所", "托育园")]),
    ("卫生厕所改造工程：完成3000座，普及率达到92%。", [(3000, None, "eq", "座", "卫生厕所"), (92, None, "eq", "%", "普及率")]),
    ("养老服务体系建设：新建6所。", [(6, None, "eq", "所", "")]),
    ("建设内容：新建6所。", [(6, None, "eq", "所", "")]),
    ("东城区：新建6所。", [(6, None, "eq", "所", "")]),
    ("支持12个重点茶园，上半年投放60%以上。", [(12, None, "eq", "个", "重点茶园"), (60, None, "ge", "%", "")]),
    ("改造桥3座，新签订单20亿元。", [(3, None, "eq", "座", "桥"), (20, None, "eq", "亿元", "新签订单")]),
    ("培育规模以上企业30家。", [(30, None, "eq", "家", "规模以上企业")]),
    # a verb with what it changes before the amount, and a noun that begins with a verb
    ("降低茶企用电成本1.5亿元，压降管理费用200万元。", [(1.5, None, "eq", "亿元", "茶企用电成本"), (200, None, "eq", "万元", "管理费用")]),
    ("新增建设用地2万亩，建设培训基地3个。", [(2, None, "eq", "万亩", "建设用地"), (3, None, "eq", "个", "培训基地")]),
    ("培训覆盖率达到90%，实现覆盖率95%。", [(90, None, "eq", "%", "培训覆盖率"), (95, None, "eq", "%", "覆盖率")]),
    ("审批事项由56项压减至40项。", [(40, None, "eq", "项", "审批事项")]),
    ("茶厕新建、改建60座。", [(60, None, "eq", "座", "茶厕")]),
    ("每校每学期至少开展2次。", [(2, None, "ge", "次", "开展")]),
    # growth of what the clauses before name, each its own
    (
        "茶业收入达到25亿元，实现利润总额2亿元，同比分别增长8%和10%。",
        [
            (25, None, "eq", "亿元", "茶业收入"),
            (2, None, "eq", "亿元", "利润总额"),
            (8, None, "eq", "%", "茶业收入"),
            (10, None, "eq", "%", "利润总额"),
        ],
    ),
    (
        "茶业收入25亿元，实现利润总额2亿元，同比分别增长8%和10%。",
        [(2, None, "eq", "亿元", "利润总额"), (8, None, "eq", "%", ""), (10, None, "eq", "%", "")],
    ),
    ("茶业收入突破20亿元，年均增长15%。", [(20, None, "gt", "亿元", "茶业收入"), (15, None, "eq", "%", "茶业收入")]),
    ("每年培育A级茶企8家，三年累计新增24家。", [(8, None, "eq", "家", "A级茶企"), (24, None, "eq", "家", "A级茶企")]),
    ("A级茶企达到60家，其中5A级3家。", [(60, None, "eq", "家", "A级茶企"), (3, None, "eq", "家", "5A级茶企")]),
    ("智能快递柜新增200组，查处案件不少于50起。", [(200, None, "eq", "组", "智能快递柜"), (50, None, "ge", "起", "案件")]),
    ("推动12户茶企董事会应建尽建，引进3家茶企。", [(12, None, "eq", "户", "茶企董事会应建尽建"), (3, None, "eq", "家", "茶企")]),
    (
        "新签约项目6个，申请材料减少40%，办事环节精简50%。",
        [(6, None, "eq", "个", "项目"), (40, None, "eq", "%", "申请材料"), (50, None, "eq", "%", "办事环节")],
    ),
    ("养老保险缴费率达到98%。", [(98, None, "eq", "%", "养老保险缴费率")]),
    ("筹集公寓2000套，2026年底前交付600套。", [(2000, None, "eq", "套", "公寓"), (600, None, "eq", "套", "公寓")]),
    ("进度安排：上半年建成15个。", [(15, None, "eq", "个", "")]),
    ("每镇建成2个茶馆，全市共建成40个。", [(2, None, "eq", "个", "茶馆"), (40, None, "eq", "个", "茶馆")]),
    ("线上招聘会每周至少举办3场。", [(3, None, "ge", "场", "线上招聘会")]),
    ("新增高清探头2000路。", [(2000, None, "eq", "路", "高清探头")]),
    ("新建茶馆1000个±5%，废茶回收率=100%。", [(1000, None, "eq", "个", "茶馆"), (100, None, "eq", "%", "废茶回收率")]),
    ("茶亭实现街道全覆盖、社区覆盖率达到60%。", [(60, None, "eq", "%", "社区覆盖率")]),
    ("支持建设茶苗基地5个，举办推介会12场。", [(5, None, "eq", "个", "茶苗基地"), (12, None, "eq", "场", "推介会")]),
    (
        "绿化茶园80个、植树5万株，新建茶渠20公里，清淤3次。",
        [(80, None, "eq", "个", "绿化茶园"), (5, None, "eq", "万株", ""), (20, None, "eq", "公里", "茶渠"), (3, None, "eq", "次", "清淤")],
    ),
    ("三类县普及率提高3个百分点。", [(3, None, "eq", "个百分点", "三类县普及率")]),
    ("推动20项茶事“通办”（市茶业局会同各部门，持续推进）", [(20, None, "eq", "项", "茶事“通办”")]),
    (
        "全年12万人，其中一季度3万人、二季度4万人。",
        [(12, None, "eq", "万人", ""), (3, None, "eq", "万人", ""), (4, None, "eq", "万人", "")],
    ),
    ("每半年培训2次。", [(2, None, "eq", "次", "培训")]),
    # several values in turn, and one value for each
    # counts behind an object that the clause before names
    ("培育茶企、茶社，分别增加50家、10家。", [(50, None, "eq", "家", "茶企"), (10, None, "eq", "家", "茶社")]),
    ("培育茶企，增加50家。", [(50, None, "eq", "家", "")]),
    # counts that share a verb
    ("新建茶社20所、茶园5个、茶市3处。", [(20, None, "eq", "所", "茶社"), (5, None, "eq", "个", "茶园"), (3, None, "eq", "处", "茶市")]),
    # what is counted and not reached, beside what is
    ("推动停产893户茶企分类处置，完成处置600户。", [(600, None, "eq", "户", "")]),
    ("为893户停产茶企供电。", []),
    ("盘活停产茶园30个。", [(30, None, "eq", "个", "停产茶园")]),
    ("茶叶采摘率、加工率分别达到40%和55%。", [(40, None, "eq", "%", "茶叶采摘率"), (55, None, "eq", "%", "加工率")]),
    ("东部、西部通车里程均达到300公里。", [(300, None, "eq", "公里", "东部"), (300, None, "eq", "公里", "西部通车里程")]),
    ("培训讲师、学员各200名。", [(200, None, "eq", "名", "讲师"), (200, None, "eq", "名", "学员")]),
    # a class of places is one subject
    ("各市、县均建成1所老年大学。", [(1, None, "eq", "所", "老年大学")]),
    # a class of subjects is one object, though it is listed
    ("所有市、县均达到90分以上。", [(90, None, "ge", "分", "所有市、县")]),
    # coined counts and Chinese numerals
    ("遴选百项典型场景，推广千款智能产品。", [(100, None, "eq", "项", "典型场景"), (1000, None, "eq", "款", "智能产品")]),
    ("培育三十家专精特新企业。", [(30, None, "eq", "家", "专精特新企业")]),
    # scales
    ("新增就业260万人以上，发行债券20亿元。", [(260, None, "ge", "万人", "就业"), (20, None, "eq", "亿元", "债券")]),
    # the new value beside the old one, and beside what exists
    ("审批时限由15个工作日压缩至3个工作日以内。", [(3, None, "le", "个工作日", "审批时限")]),
    ("目前已建成驿站30个，年内再新建驿站20个。", [(20, None, "eq", "个", "驿站")]),
    # doubling
    ("软件业收入翻一番，专利数量实现倍增。", [(1, None, "eq", "番", "软件业收入"), (1, None, "eq", "倍", "专利数量")]),
    # a quotation that holds goals is a clause, a short one is a name
    (
        "实现“引进高层次人才达到500名左右，人才贡献率达到38%”的目标。",
        [(500, None, "approx", "名", "高层次人才"), (38, None, "eq", "%", "人才贡献率")],
    ),
    ("实施“千人计划”，资助“青苗”学者50名。", [(50, None, "eq", "名", "“青苗”学者")]),
    # an amount as attribute of what is counted
    ("新开工亿元以上项目40个。", [(40, None, "eq", "个", "亿元以上项目")]),
    # money in 万 that a plan gives out to everybody
    ("每年发放不少于800万元文旅消费券。", [(800, None, "ge", "万元", "文旅消费券")]),
    ("设立总规模20亿元的海洋产业基金。", [(20, None, "eq", "亿元", "海洋产业基金")]),
    # the plus sign of coined counts
    ("打造30+示范场景。", [(30, None, "ge", "", "示范场景")]),
    # a verb that no list knows
    ("擦亮9张城市名片。", [(9, None, "eq", "张", "城市名片")]),
    # a part of what stands before it
    ("出口额达到900亿元，其中机电出口400亿元。", [(900, None, "eq", "亿元", "出口额"), (400, None, "eq", "亿元", "机电出口")]),
    # values side by side without 分别
    ("客运量和货运量年均增长6%和8%。", [(6, None, "eq", "%", "客运量"), (8, None, "eq", "%", "货运量")]),
    # the object of the goal before it
    ("上年基数除外，绿电占比提高4个百分点，达到30%。", [(4, None, "eq", "个百分点", "绿电占比"), (30, None, "eq", "%", "绿电占比")]),
    # a baseline is no part of the object
    ("单位能耗比2020年下降13%。", [(13, None, "eq", "%", "单位能耗")]),
    # marks and numbers before the clause
    ("——城镇新增就业30万人。", [(30, None, "eq", "万人", "城镇新增就业")]),
    ("（二）规上工业增加值增长7%", [(7, None, "eq", "%", "规上工业增加值")]),
    # money in 万 as the result itself
    ("实现农产品网销额8000万元。", [(8000, None, "eq", "万元", "农产品网销额")]),
    # the scale inside a name
    ("打造4个千亿级集群、12个百亿级企业。", [(4, None, "eq", "个", "千亿级集群"), (12, None, "eq", "个", "百亿级企业")]),
    # half-width punctuation and spaces
    ("新建充电桩 300 个,改造管网 40 公里.", [(300, None, "eq", "个", "充电桩"), (40, None, "eq", "公里", "管网")]),
    # the old value of a share that 占 introduces, and of a count
    ("绿色建材占主材比重由6.5%提高到12%。", [(12, None, "eq", "%", "绿色建材占主材比重")]),
    ("链上企业由90家增加到150家。", [(150, None, "eq", "家", "链上企业")]),
    # 至少 before the verb, also beside a share and before a small Chinese numeral
    ("每个街道至少办好2个市民学堂。", [(2, None, "ge", "个", "市民学堂")]),
    ("70%的乡镇至少建成一所示范驿站。", [(70, None, "eq", "%", "乡镇"), (1, None, "ge", "所", "示范驿站")]),
    # a bound that needs no verb
    ("油菜籽产量不低于26万吨。", [(26, None, "ge", "万吨", "油菜籽产量")]),
    # a clause of subject and number after a goal
    ("城镇新增就业6万人，零工驿站服务站点80个。", [(6, None, "eq", "万人", "城镇新增就业"), (80, None, "eq", "个", "零工驿站服务站点")]),
    # the investment of the projects counted before it
    ("开工项目16个，总投资45亿元。", [(16, None, "eq", "个", "项目"), (45, None, "eq", "亿元", "总投资")]),
    # what is kept or comes back
    ("饮用水水源达标率保持100%。", [(100, None, "eq", "%", "饮用水水源达标率")]),
    ("旅客吞吐量恢复至90万人次。", [(90, None, "eq", "万人次", "旅客吞吐量")]),
    # a unit that ends like a condition
    ("外购绿电达到90亿千瓦时。", [(90, None, "eq", "亿千瓦时", "外购绿电")]),
    # years of a life or a schooling
    ("人均预期寿命提高到79.5岁。", [(79.5, None, "eq", "岁", "人均预期寿命")]),
    ("居民平均受教育年限达到12.1年。", [(12.1, None, "eq", "年", "居民平均受教育年限")]),
    # coined counts in a list
    ("壮大百家骨干企业、千家成长企业。", [(100, None, "eq", "家", "骨干企业"), (1000, None, "eq", "家", "成长企业")]),
    # the date of what exists governs nothing
    ("到2026年，淘汰2008年底前注册的30万辆柴油货车。", [(30, None, "eq", "万辆", "柴油货车")]),
    # a share whose part shall do something
    ("100%的村卫生室完成设备更新。", [(100, None, "eq", "%", "村卫生室完成设备更新")]),
    # 补贴性 is no subsidy; hours and days with a decimal point
    ("开展补贴性技能培训9万人次。", [(9, None, "eq", "万人次", "补贴性技能培训")]),
    ("变更登记时间压缩至0.5个工作日以内。", [(0.5, None, "le", "个工作日", "变更登记时间")]),
    # the 原 of 草原 is no old value; a price index is an indicator and no standard
    ("治理退化草原26万亩。", [(26, None, "eq", "万亩", "治理退化草原")]),
    ("失业率控制在5.5%以内，居民消费价格涨幅2%左右。", [(5.5, None, "le", "%", "失业率"), (2, None, "approx", "%", "居民消费价格涨幅")]),
    # how it is counted is no part of the object
    ("税收收入同口径增长4%。", [(4, None, "eq", "%", "税收收入")]),
    ("地区生产总值按可比价格计算增长6%左右。", [(6, None, "approx", "%", "地区生产总值")]),
    ("工业增加值按不变价增长7%。", [(7, None, "eq", "%", "工业增加值")]),
    ("出口额较上年同期增长9%。", [(9, None, "eq", "%", "出口额")]),
    # two verbs are one; what is done again, or goes on a list with a verb alone, is done to what was counted before
    ("改造提升敬老院40所，明年再改造60所。", [(40, None, "eq", "所", "敬老院"), (60, None, "eq", "所", "敬老院")]),
    ("新建茶园2万亩、改造提升1万亩。", [(2, None, "eq", "万亩", "茶园"), (1, None, "eq", "万亩", "茶园")]),
    ("新建（改建）林道42公里。", [(42, None, "eq", "公里", "林道")]),
    # the same thing of another level
    ("新增国家级绿色工厂3户、省级20户。", [(3, None, "eq", "户", "国家级绿色工厂"), (20, None, "eq", "户", "省级绿色工厂")]),
    # a verb or an adverb that is part of the noun
    ("重点项目开工率达到100%。", [(100, None, "eq", "%", "重点项目开工率")]),
    ("开工率达到100%。", [(100, None, "eq", "%", "开工率")]),
    ("再生水利用率达28%。", [(28, None, "eq", "%", "再生水利用率")]),
    ("再就业率达到60%，再保险规模增长5%。", [(60, None, "eq", "%", "再就业率"), (5, None, "eq", "%", "再保险规模")]),
    # the end of a printed line in the word that compares
    ("旅游收入增长15%以\n上。", [(15, None, "ge", "%", "旅游收入")]),
    # what is made a day, and a class that is no number of things
    ("供水规模达到30万吨/日。", [(30, None, "eq", "万吨/日", "供水规模")]),
    ("获批1类新药8个。", [(8, None, "eq", "个", "1类新药")]),
]

NONE = [
    "消除66人以上茶艺大班额。",
    "关停30吨以下烘茶机组。",
    "取缔10户以上茶园群租房。",
    "去年茶业产值较上年增长8%。",  # last year's result
    "2023年，茶业产值较去年同期增长8%。",
    "1—10月，茶业产值较去年同期增长8%。",  # the months so far
    "今年前10个月，茶业产值同比增长8%。",
    "今年以来，茶业产值较去年同期增长8%。",
    "推动产值翻一番企业上规模。",  # told, test_losses.py
    "给守信企业加5分。",
    "全镇12个村日产日清。",
    "首付款比例30%左右。",
    "取得十分显著的成效。",
    "对首次认定的企业,给予最高50万元奖励。",  # subsidy
    "按实际投资额的20%给予补助,单个项目不超过300万元。",  # rate of a subsidy
    "首套住房首付款比例不低于20%。",  # rule
    "每个班组应配备不少于2名安全员。",  # rule with 应
    "对年产值超过2亿元的企业优先保障用地。",  # condition
    "符合条件且从业人员达到30人以上的,可申请认定。",  # condition that ends with 的
    "目前已建成示范村60个。",  # what exists
    "公积金贷款额度由50万元提高到70万元。",  # old and new value of a rule
    "缴存满6个月,服务期不少于3年。",  # durations
    "推进“万亩千亿”平台和“1+10+N”体系建设。",  # names with numbers
    "发展5G、3D打印和D2A模式,落实“东数西算”工程。",
    "支持企业入围世界500强和行业前10位。",  # ranks
    "举办第8届博览会,推进第3批试点。",  # ordinals
    "完善“一网两中心三平台”体系,形成三大优势。",  # small Chinese numerals
    "打造一批示范园区,形成若干解决方案。",  # goals without a number
    "落实金融支持十六条措施。",  # the name of a policy
    "补助标准为300元/亩。",  # price a unit
    "每新增1家企业,按照5万元兑现。",  # base of a subsidy
    "建设示范区（含12个街道）。",  # aside in brackets
    "加快6个项目进度,40个在建项目同步推进。",  # what is there already
    "推进总投资90亿元的港口二期建设。",  # size of a named project
    "某公司30万吨聚酯装置投运。",  # part of a name
    "单元面积由90平方米提高到120平方米。",  # new value of a rule
    "2020年机械化率达到60%。",  # before the plan
    "代表中民营企业比例不低于60%。",  # rule about a ratio
    "市级财政统筹安排6亿元支持技改。",  # what a budget gives
    "安排专项资金3亿元用于产业升级。",
    "首期安排2亿元，安排600万元项目前期经费。",
    "申报主体营收应不低于900万元，研发投入占比不低于4%。",  # bounds that follow a rule
    "近两年来，全市新增驿站70个。",  # what exists, told by the clause that opens the sentence
    "项目总投资8亿元，占地90亩。",  # size of a project
    "市级资金支持比例不超过总投资的25%。",
    "商住项目按照不低于12%的比例配建学位。",
    "车桩比达到3:1。",  # ratio
    "公布水质最好的8个断面。",  # rank
    "落实营商环境任务清单52条举措。",  # the name of a list
    "按照贷款余额增量的2%提供激励资金。",  # base of a rate
    "11.121人才梯队建设。",  # the number of an item glued to a name
    "2.2024年6月底前完成普查。",  # the number of an item glued to a year
]

DEADLINES = [
    # years in turn, one a value; as many as there are values
    ("2024年、2025年分别建成茶园3家、5家。", [("2024年", "2024-12-31"), ("2025年", "2025-12-31")]),
    ("2024年和2026年茶园覆盖率分别达到60%和80%。", [("2024年", "2024-12-31"), ("2026年", "2026-12-31")]),
    ("2025年，茶园、茶厂分别达到3家、5家。", [("2025年", "2025-12-31"), ("2025年", "2025-12-31")]),
    # how long a case may take governs no other clause
    ("开办企业1个工作日内办结，网办率达到98%。", [("", None)]),
    # the date of the sentence, over ； as well
    ("到2027年，装机达到80万千瓦；建成站点30座。", [("到2027年", "2027-12-31"), ("到2027年", "2027-12-31")]),
    # 到… at the head of a paragraph governs its later sentences
    ("到2027年，能力明显增强。机械化率达到60%。", [("到2027年", "2027-12-31")]),
    # another date ends only with its sentence
    ("5年内引进30名专家。建设20家工作站。", [("5年内", None), ("", None)]),
    ("6月底前新建20个网点。", [("6月底前", "2024-06-30")]),
    ("每年举办20场路演。", [("每年", None)]),
    # a baseline governs nothing
    ("到2026年，能耗比2020年下降12%。", [("到2026年", "2026-12-31")]),
]


INDICATORS = [
    # the unit in the name; the year before the plan is none
    ("指标名称\t2022年\t2024年\n绿电占比（%）\t11\t19\n", [(19, "eq", "%", "绿电占比", "2024-12-31")]),
    # a column of units, a comparator in the cell, a cell without number
    (
        "序号\t指标\t单位\t2020年\t2024年\t属性\n1\t中试基地\t家\t3\t≥9\t预期性\n2\t能耗\t%\t-\t完成上级任务\t约束性",
        [(9, "ge", "家", "中试基地", "2024-12-31")],
    ),
    # the unit of measure spelt out
    ("指标\t计量单位\t2024年\n中试基地\t家\t9\n", [(9, "eq", "家", "中试基地", "2024-12-31")]),
    # a merged cell at the left, a total in brackets, a table that ends
    (
        "类别\t指标\t目标值\n创新\t研发机构数（个）\t[70]\n标准制定（项）\t20项左右\n\n另建设4个平台。",
        [(70, "eq", "个", "研发机构数", None), (20, "approx", "项", "标准制定", None), (4, "eq", "个", "平台", None)],
    ),
    # a table of tasks is none
    ("序号\t任务\t责任单位\n1\t引进5家企业\t市商务局\n", [(5, "eq", "家", "企业", None)]),
]


@pytest.mark.parametrize(("text", "expected"), INDICATORS)
def test_tables_of_indicators(text: str, expected: list[tuple[object, ...]]) -> None:
    found = targets(document(text), 0, len(text), years=YEAR)
    assert [(t.value, t.comparator, t.unit, t.object, t.due) for t in found] == expected
    assert all(t.quote == text[t.start : t.end] for t in found)


@pytest.mark.parametrize(("text", "expected"), GOALS)
def test_goals(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(t.value, t.high, t.comparator, t.unit, t.object) for t in targets(document(text), 0, len(text), years=YEAR)] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_goal(text: str) -> None:
    assert targets(document(text), 0, len(text), years=YEAR) == ()


@pytest.mark.parametrize(("text", "expected"), DEADLINES)
def test_deadline_of_a_target(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(t.deadline, t.due) for t in targets(document(text), 0, len(text), years=YEAR)] == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("支持高校联合企业共建8个实训基地，加强培训。", "共建8个实训基地"),  # from the verb
        ("力争全市用水总量控制在40亿立方米以内。", "全市用水总量控制在40亿立方米以内"),  # 力争 is no part
        ("重点引进、培养和扶持40名青年人才。", "重点引进、培养和扶持40名青年人才"),  # a chain of verbs
        ("选派60名骨干赴海外培训。", "选派60名骨干赴海外培训"),  # what the object shall do
    ],
)
def test_quote(text: str, quote: str) -> None:
    (found,) = targets(document(text), 0, len(text), years=None)
    assert (found.quote, text[found.start : found.end]) == (quote, quote)


def test_sentences_go_on_over_the_lines_of_a_wrapped_text() -> None:
    line = "围绕海洋装备和深海矿产两条主线持续推进技术攻关与成果转化应用"
    head = "\n\n".join([line] * 14)
    text = f"{head}。到2027年，累计培育龙头企业40家、专精特新\n\n企业300家，研发投入占比达到\n\n5%。\n\n　　引进项目20个。"
    found = targets(document(text), 0, len(text), years=(2025, 2027))
    assert [(t.value, t.object, t.due) for t in found] == [
        (40, "龙头企业", "2027-12-31"),
        (300, "专精特新企业", "2027-12-31"),
        (5, "研发投入占比", "2027-12-31"),
        (20, "项目", None),
    ]


def test_the_deadline_of_the_task_governs_targets_without_one() -> None:
    text = "新增基站300个，每年培训工匠50名。"
    found = governed(targets(document(text), 0, len(text), years=YEAR), "2024年9月", "2024-09-30")
    assert [(t.deadline, t.due) for t in found] == [("2024年9月", "2024-09-30"), ("每年", None)]
    assert governed(found, None, None) == found


def test_ownership_clauses_are_left_out() -> None:
    text = "培育10家企业。（责任单位：市1号工程办、新增20个专班）"
    assert len(targets(document(text), 0, len(text), years=None, exclude=[(8, len(text))])) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("打造一批示范园区，形成若干解决方案。", [("打造一批示范园区", "示范园区"), ("形成若干解决方案", "解决方案")]),
        ("到2026年实现行政村快递服务全覆盖。", [("实现行政村快递服务全覆盖", "行政村快递服务")]),
        ("建设一支高素质队伍。", [("建设一支高素质队伍", "高素质队伍")]),
        ("落实《促进消费若干措施》，出台若干政策。", []),  # titles and names
        ("培育若干项目。", [("培育若干项目", "项目")]),  # not 若干项 of 目
        ("对取得若干证书的社会成员，支持其免修课程。", []),  # a condition
        ("在已有品牌中遴选一批、在新品牌中培育一批。", []),  # a rest of a list
        ("实行“一次申报、一次审查、一批发布”。", []),  # words of a slogan
        ("对新登记茶社开展全覆盖回访。", []),  # 全覆盖 that says how
        ("构建多层次、全覆盖、可持续的服务体系。", []),
        ("健全覆盖城乡的网络。", []),  # two other words
        ("三年内实现担保业务县级全覆盖。", [("实现担保业务县级全覆盖", "担保业务县级")]),
        ("用地指标应保尽保。", [("用地指标应保尽保", "用地指标")]),
        ("各项优惠政策做到应享尽享。", [("各项优惠政策做到应享尽享", "各项优惠政策")]),
        ("建设一批共20个驿站。", []),  # has a number
        ("搭建一个平台。", []),  # 一个 counts nothing
    ],
)
def test_goals_without_a_number(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(g.quote, g.object) for g in goals(document(text), 0, len(text))] == expected


@given(st.text(alphabet="打造达到10个%、，。；（）“”分别均一批\n\t2025年底前由至\x00\ud800各超过以上", max_size=80))
def test_any_text_is_read_and_quoted_to_the_character(text: str) -> None:
    for found in (*targets(document(text), 0, len(text), years=YEAR), *goals(document(text), 0, len(text))):
        assert text[found.start : found.end] == found.quote
    assert targets(document(text), 0, len(text), years=YEAR) == targets(document(text), 0, len(text), years=YEAR)


@pytest.mark.parametrize("unit", ["打造1个", "到2025年", "（", "“1", "一", "1", "、", "新增", "年末", "一批"])
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * 5_000
    begun = time.process_time()
    targets(document(text), 0, len(text), years=YEAR)
    goals(document(text), 0, len(text))
    assert time.process_time() - begun < 5


@pytest.mark.corpus
def test_every_quote_of_the_corpus_is_in_its_text(corpus: Path) -> None:
    for path in sorted((corpus / "corpus" / "docs").glob("*.txt"))[::8]:
        text = path.read_text(encoding="utf-8")
        for found in (*targets(document(text), 0, len(text), years=None), *goals(document(text), 0, len(text))):
            assert text[found.start : found.end] == found.quote
