import java.util.List;

/** What is given: nothing here changes while the solver runs. Minutes are since midnight, days 1 (Monday) .. 5. */
final class Facts {
    private Facts() {
    }

    /** A week of the template, 1 .. W. */
    record Week(int number) {
    }

    /** A span of one weekday. */
    record Span(int day, int start, int end) {
        boolean overlaps(int otherDay, int from, int to) {
            return day == otherDay && start < to && from < end;
        }
    }

    /** share and offset: N of D02 = 10000 * minutes / share + offset. days: the person's own cap. busy: K01, I04, E03, E05, E06. */
    record Person(int id, boolean own, boolean balanced, long share, long offset, boolean cared, int days, long rate,
            int sections, List<Span> busy) {
        boolean free(int day, int start, int end) {
            for (Span span : busy) {
                if (span.overlaps(day, start, end)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** taken: regular lessons and extended care in the room. */
    record Room(int id, int capacity, int zone, List<Span> taken) {
        boolean free(int day, int start, int end) {
            for (Span span : taken) {
                if (span.overlaps(day, start, end)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** limit: pupils that a merged group in the class's room may have (K03). */
    record HomeClass(int id, int grade, int room, int limit) {
    }

    /** days and grade as bit sets. */
    record Pupil(int id, int gradeBit, int dayBits, int homeClass) {
    }

    /** An opened section. */
    record Section(int id, int offering, int minimum, int maximum) {
    }

    /** A time for a session: its plain minutes, the duty of leading it, and the grades whose window and tutoring allow it. */
    record Start(int id, int day, int start, int end, int dutyEnd, int credit, boolean late, boolean lateForCare,
            int gradeBits) {
        boolean suits(Pupil pupil) {
            return (pupil.dayBits() >> day & 1) == 1 && (gradeBits & pupil.gradeBit()) != 0;
        }
    }
}
