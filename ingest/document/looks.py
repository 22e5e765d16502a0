"""What a line is told to be by its looks alone: a contact, a footer, a signature, a date, the sentence that closes a document.

联系人：… 主办单位：… 附件：… （此件公开发布） 由…负责解释        furniture
2023年4月1日    某政办发〔2023〕4号    某市人民政府             metadata
本措施自印发之日起施行，有效期至…                              closing
"""

import re
from typing import Literal

Look = Literal["furniture", "metadata", "closing"]

LONGEST_SIGNATURE = 40  # a name or a date alone on its line
_READ = 700  # characters of a line that are looked at: addressees of provinces are the longest

_DATE = re.compile(r"(?:[12]\d{3}|[二○〇零一][〇○零Oo0一二三四五六七八九]{3})\s*年.{1,3}月.{1,4}日$|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2}$")
_NUMBER = re.compile(r"[一-鿿]{1,12}\s*[〔\[（(【]?(?:19|20)\d\d[〕\]）)】]?\s*(?:第)?\s*\d{1,4}\s*号$")
_BODY = re.compile(r"[一-鿿\u3000 \t]{2,34}(?:人民政府|办公厅|办公室|委员会|国务院|领导小组|[部厅局委署行会]|中心)(?:[（(]章[）)])?")
_FURNITURE = re.compile(
    r"(?:联系人|联系电话|咨询电话|联系方式|联系单位|主办单位|承办单位|技术支持|版权所有|网站标识|责任编辑|来源|信息来源|发布时间|发布日期|发布机构|索引号|主题分类|"
    r"发文机关|成文日期|浏览次数|打印|关闭|扫一扫|相关链接|附\s*件|抄送|[（(](?:此件|本文|主动公开|略|联系|公开方式)|.{0,20}ICP备|.{0,6}公安备|.{0,6}网安备)"
)
_EXPLAINED = re.compile(r"负责解[释读]|解释权")
_CLOSING = re.compile(
    r"(?:本|以上|上述|此)[^。，,]{0,20}(?:自|从)[^。]{0,30}(?:施行|实施|执行|生效)|有效期[至为限]?|自[^。，,]{0,20}之日起[^。]{0,12}(?:施行|实施|执行|生效)|"
    r"^(?:各地|各级|各县|各市|各区|各有关|各部门|各单位)[^。]{0,40}(?:要|应|须)"
)


def look(printed: str) -> Look | None:
    """Return what a line is by its looks, or None.

    >>> look("2023年4月1日"), look("联系人：办公室"), look("推进平台建设。")
    ('metadata', 'furniture', None)
    """
    printed = printed[:_READ]
    if _FURNITURE.match(printed) or _EXPLAINED.search(printed[:120]):
        return "furniture"
    if len(printed) <= LONGEST_SIGNATURE and (_DATE.search(printed) or _NUMBER.search(printed) or _BODY.fullmatch(printed)):
        return "metadata"
    return "closing" if _CLOSING.search(printed[:160]) else None
