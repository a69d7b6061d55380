"""Answers of families in their own words -> values: pure functions on text, without a roster and without a list of courses.

choices   an answer -> courses, best first
weekdays  an answer -> weekdays
late      an answer -> the minute until which a child stays
who       class, number and name joined in one text -> each of them
chain     a WeChat chain (接龙) -> its entries
courses   words of families -> courses of a list
"""
