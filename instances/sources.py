"""What the short marks of provenance ([S2], [P8], ...) stand for."""

from __future__ import annotations

SOURCES = {
    "S0": "象山区关于做好义务教育学校课后服务工作实施方案, 2021 (approval of outside people by the bureau)",
    "S1": "嘉祥县中小学课后服务工作通知, 2023 (fee of 2 yuan a class-hour)",
    "S2": "枫津实验小学课后服务工作实施方案（试行稿） (windows, staggered dismissal, 澹台书院)",
    "S3": "a Jiangsu city's plan of after-school service (pay of 60 yuan a class-hour, reduced fees)",
    "S4": "青山湖区课后服务提质方案, 2024 (suppliers are assessed and dismissed)",
    "DOMAIN": "the project's domain notes, section 3: magnitudes of schools V (village), M (mid), F (seed school) and "
    "L (large), compiled from the public pages below; no figures of one real school",
    "DOMAIN-N": "the same notes: column N (nine-year school) and evening study of a junior high",
    "P1": "national figures of 2021: 85 % of pupils take part, 71.2 % of them on five days; 86.2 % of teachers "
    "(finding.com.cn/html/education/2021/0924/69394.html)",
    "P2": "Beijing: 131 schools, 91.6 % of the teachers take part (handmsg.com/page/2023/0418/21871200.shtml)",
    "P3": "a county's largest primary school: 57 classes, 3,236 pupils, 198 staff "
    "(m.handmsg.com/page/2022/0921/18884110.shtml)",
    "P6": "village schools with 9-12 staff; travelling teachers on Tuesday and Thursday "
    "(578011.com/news/gansuxinwen/20151229/220348.html; gs.sina.com.cn/news/2020-09-11/detail-iivhvpwy6158229.shtml)",
    "P7": "small classes merged across classes and grades (meipian.cn/56zerca8)",
    "P8": "a rural school's 4 clubs, 10 pupils at least (meipian.cn/3u0xqyxc)",
    "P10": "Shandong: fees of village schools (p8p.net/jiaoyu/2022/0116/10966.html)",
    "P13": "staggered ends ten to fifteen minutes apart, also of a nine-year school "
    "(m.1wenmi.com/doc/1181386.html; 51edu.com/xiaoxue/jiazhangzhuanqu/zjz/5403022.html)",
    "P14": "dismissal of a whole school measured at 16 to 28 minutes (tynews.com.cn/system/2021/03/05/030312625.shtml)",
    "P15": "duty rosters, patrol zones, posts at the gate 20 minutes before dismissal "
    "(ptxx.jdjy.sh.cn/html/ptxx/618zyfw/content/show-775.html)",
    "P16": "extended care until 18:00; groups of 40 at most (m.cellautomata.net/rmtzgjyb/201903/t20190326_219613.html)",
    "P17": "22 clubs, some full within tens of seconds (penglai.hpe.cn/P/C/611105.htm)",
    "P18": "a club of 35 seats for a grade of 550 pupils (jianshuapi.com/p/0b8d24706cf1)",
    "P19": "club sizes of 15-30 (sfxx.jnjy.net.cn/NewShow-4539.aspx)",
    "P20": "holidays and working weekends of 2026 (politics.gmw.cn/2025-11/04/content_38391083.htm)",
    "P24": "a supplier is dismissed below 80 % satisfaction (jyss.zfztbw.com/zhaobiao/11052.html)",
    "P26": "sizes of town schools (qianinfo.com/index/34/50/4586515.html)",
}
"""Mark -> document or page. Pages were read in part; they give magnitudes, not rules."""
