import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countBi;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countDistinct;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;
import static ai.timefold.solver.core.api.score.stream.Joiners.lessThan;
import static ai.timefold.solver.core.api.score.stream.Joiners.overlapping;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.List;

/** Rules of adults: one place at a time, availability, walking, workload. The first word of a name is the rule's id. */
final class PeopleRules {
    private final ConstraintFactory f;
    private final UniConstraintStream<Meeting> timed;
    private final BiConstraintStream<Lead, Meeting> led;

    PeopleRules(ConstraintFactory factory) {
        f = factory;
        timed = Rules.timed(f);
        led = Rules.led(f);
    }

    List<Constraint> all() {
        return List.of(standsClash(), ledClash(), ledAndStand(), unavailable(), outsideSections(), walk(),
                walkFromSection(), days(), minutes(), lateEnds());
    }

    private Constraint standsClash() {
        return f.forEachUniquePair(Stand.class, equal(Stand::person), equal(Stand::week), equal(Stand::day),
                overlapping(Stand::start, Stand::end)).penalize(Numbers.hard()).asConstraint("K02 posts");
    }

    private Constraint ledClash() {
        return led.join(Lead.class, equal((lead, meeting) -> lead.person(), Lead::person),
                lessThan((lead, meeting) -> lead.id, lead -> lead.id))
                .join(timed, equal((lead, meeting, other) -> other.section(), Meeting::section),
                        equal((lead, meeting, other) -> meeting.day(), Meeting::day),
                        overlapping((lead, meeting, other) -> meeting.begin(), (lead, meeting, other) -> meeting.dutyEnd(),
                                Meeting::begin, Meeting::dutyEnd))
                .penalize(Numbers.hard()).asConstraint("K02 sections");
    }

    private Constraint ledAndStand() {
        return led.join(Stand.class, equal((lead, meeting) -> lead.person(), Stand::person),
                equal((lead, meeting) -> meeting.day(), Stand::day),
                overlapping((lead, meeting) -> meeting.begin(), (lead, meeting) -> meeting.dutyEnd(), Stand::start, Stand::end))
                .penalize(Numbers.hard()).asConstraint("K02 section and post");
    }

    private Constraint unavailable() {
        return led.filter((lead, meeting) -> !lead.person().free(meeting.day(), meeting.begin(), meeting.dutyEnd()))
                .penalize(Numbers.hard()).asConstraint("K01 I04 E03 E05 E06 of leaders");
    }

    private Constraint outsideSections() {
        return f.forEach(Lead.class).filter(lead -> !lead.person().own()).groupBy(Lead::person, count())
                .filter((person, number) -> number > person.sections())
                .penalizeLong(Numbers.hard(), (person, number) -> number - person.sections())
                .asConstraint("K01 sections of outside people");
    }

    private Constraint walk() {
        return f.forEachUniquePair(Stand.class, equal(Stand::person), equal(Stand::week), equal(Stand::day),
                filtering((a, b) -> Numbers.rushed(a.zone, a.start, a.end, b.zone, b.start, b.end)))
                .penalize(Numbers.hard()).asConstraint("D08 walk between posts");
    }

    private Constraint walkFromSection() {
        return led.join(Stand.class, equal((lead, meeting) -> lead.person(), Stand::person),
                equal((lead, meeting) -> meeting.day(), Stand::day),
                filtering((lead, m, stand) -> m.room != null
                        && Numbers.rushed(m.room.zone(), m.begin(), m.dutyEnd(), stand.zone, stand.start, stand.end)))
                .penalize(Numbers.hard()).asConstraint("D08 walk between section and post");
    }

    private Constraint days() {
        return Rules.duties(f).filter((person, week, day, credit) -> person.own())
                .groupBy((person, week, day, credit) -> person, (person, week, day, credit) -> week,
                        countDistinct((person, week, day, credit) -> day))
                .filter((person, week, days) -> days > person.days())
                .penalizeLong(Numbers.hard(), (person, week, days) -> days - person.days()).asConstraint("D10 days");
    }

    private Constraint minutes() {
        long most = Numbers.get("minutes_per_day");
        return Rules.duties(f).filter((person, week, day, credit) -> person.own())
                .groupBy((person, week, day, credit) -> person, (person, week, day, credit) -> week * 8 + day,
                        sum((person, week, day, credit) -> credit))
                .filter((person, day, total) -> total > most).penalize(Numbers.hard()).asConstraint("D10 minutes");
    }

    private Constraint lateEnds() {
        long most = Numbers.get("late_per_week");
        return f.forEach(Stand.class).filter(stand -> stand.late && stand.person.own())
                .map(Stand::person, Stand::week)
                .concat(led.filter((lead, m) -> m.start.late() && lead.person().own()).join(Facts.Week.class)
                        .map((lead, m, week) -> lead.person(), (lead, m, week) -> week.number()))
                .groupBy((person, week) -> person, (person, week) -> week, countBi())
                .filter((person, week, ends) -> ends > most)
                .penalizeLong(Numbers.hard(), (person, week, ends) -> ends - most).asConstraint("D10 late ends");
    }
}
