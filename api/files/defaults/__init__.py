"""From little that is known of a school to a whole problem: ``complete`` takes what nobody said, and tells of each such thing.

known holds what a school may say; term, bells, places, courses, guests and money each take one part of the rest; complete joins them.
"""
