import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.lessThan;
import static ai.timefold.solver.core.api.score.stream.Joiners.overlapping;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.List;

/** Rules of sections, their pupils and rooms. The first word of a name is the rule's id. */
final class SectionRules {
    private final ConstraintFactory f;
    private final UniConstraintStream<Meeting> timed;

    SectionRules(ConstraintFactory factory) {
        f = factory;
        timed = Rules.timed(f);
    }

    List<Constraint> all() {
        return List.of(pupilClash(), pupilWeek(), pupilTwice(), tooMany(), tooFew(), empty(), sessionDays(),
                roomClash(), roomTaken(), roomSize());
    }

    private Constraint pupilClash() {
        return f.forEachUniquePair(Seat.class, equal(Seat::pupil))
                .join(timed, equal((a, b) -> a.section(), Meeting::section))
                .join(timed, equal((a, b, m) -> b.section(), Meeting::section), equal((a, b, m) -> m.day(), Meeting::day),
                        overlapping((a, b, m) -> m.begin(), (a, b, m) -> m.end(), Meeting::begin, Meeting::end))
                .penalize(Numbers.hard()).asConstraint("K02 pupils");
    }

    private Constraint pupilWeek() {
        return f.forEach(Seat.class).join(timed, equal(Seat::section, Meeting::section))
                .filter((seat, meeting) -> !meeting.start.suits(seat.pupil()))
                .penalize(Numbers.hard()).asConstraint("C01 K04 B01 days, window and tutoring of pupils");
    }

    private Constraint pupilTwice() {
        return f.forEachUniquePair(Seat.class, equal(Seat::pupil), equal(seat -> seat.section().offering()))
                .penalize(Numbers.hard()).asConstraint("C01 one section of an offering");
    }

    private Constraint tooMany() {
        return f.forEach(Seat.class).groupBy(Seat::section, count())
                .filter((section, number) -> number > section.maximum())
                .penalizeLong(Numbers.hard(), (section, number) -> number - section.maximum()).asConstraint("C06 maximum");
    }

    private Constraint tooFew() {
        return f.forEach(Seat.class).groupBy(Seat::section, count())
                .filter((section, number) -> number < section.minimum())
                .penalizeLong(Numbers.hard(), (section, number) -> section.minimum() - number).asConstraint("C06 minimum");
    }

    private Constraint empty() {
        return f.forEach(Facts.Section.class).ifNotExists(Seat.class, equal(section -> section, Seat::section))
                .penalizeLong(Numbers.hard(), Facts.Section::minimum).asConstraint("C06 empty");
    }

    private Constraint sessionDays() {
        return timed.join(timed, equal(Meeting::section), equal(Meeting::day), lessThan(meeting -> meeting.id))
                .penalize(Numbers.hard()).asConstraint("K05 days of a section");
    }

    private Constraint roomClash() {
        return f.forEachUniquePair(Meeting.class, equal(Meeting::room), equal(Meeting::day),
                overlapping(Meeting::begin, Meeting::end)).penalize(Numbers.hard()).asConstraint("H07 one use of a room");
    }

    private Constraint roomTaken() {
        return f.forEach(Meeting.class).filter(m -> !m.room.free(m.day(), m.begin(), m.end()))
                .penalize(Numbers.hard()).asConstraint("I04 H07 lessons and extended care in the room");
    }

    private Constraint roomSize() {
        return f.forEach(Seat.class).groupBy(Seat::section, count())
                .join(Meeting.class, equal((section, number) -> section, Meeting::section))
                .filter((section, number, meeting) -> number > meeting.room().capacity())
                .penalizeLong(Numbers.hard(), (section, number, meeting) -> number - meeting.room().capacity())
                .asConstraint("H07 size of the room");
    }
}
