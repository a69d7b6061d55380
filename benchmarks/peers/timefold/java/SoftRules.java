import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countDistinct;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.min;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sumLong;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import java.util.ArrayList;
import java.util.List;

/** The goals, each on the level of its tier; a tier that nothing asks for has no constraint. */
final class SoftRules {
    private final ConstraintFactory f;
    private final BiConstraintStream<Lead, Meeting> led;
    private final long weeks = Numbers.get("weeks");

    SoftRules(ConstraintFactory factory) {
        f = factory;
        led = Rules.led(f);
    }

    List<Constraint> all() {
        List<Constraint> found = new ArrayList<>(List.of(emptyPosts(), emptyGroups(), even()));
        if (Numbers.asked("fairness")) {
            found.add(range());
        }
        if (Numbers.asked("choice")) {
            found.add(choices());
        }
        if (Numbers.asked("care")) {
            found.add(latePosts());
            found.add(lateSections());
        }
        if (Numbers.asked("rotation")) {
            found.add(rotation());
        }
        if (Numbers.asked("outside")) {
            found.add(outside());
        }
        if (Numbers.asked("cost")) {
            found.add(payOfPosts());
            found.add(payOfSections());
        }
        if (Numbers.asked("handover")) {
            found.add(handOvers());
        }
        return found;
    }

    private Constraint emptyPosts() {
        return f.forEachIncludingUnassigned(Stand.class).filter(stand -> stand.person == null && stand.place() < 0)
                .penalize(Numbers.soft("coverage")).asConstraint("A08 H01 H04 empty posts");
    }

    private Constraint emptyGroups() {
        return f.forEachIncludingUnassigned(Stand.class).filter(stand -> stand.person == null && stand.place() >= 0)
                .join(Care.class, equal(Stand::place, Care::place)).filter((stand, care) -> care.hosting())
                .penalize(Numbers.soft("coverage")).asConstraint("D08 groups without an adult");
    }

    /** Teachers with their normalised loads; those without a duty count too. */
    private BiConstraintStream<Facts.Person, Long> loads() {
        return Rules.duties(f).filter((person, week, day, credit) -> person.balanced())
                .map((person, week, day, credit) -> person, (person, week, day, credit) -> (long) credit)
                .concat(f.forEach(Facts.Person.class).filter(Facts.Person::balanced).map(person -> person, person -> 0L))
                .groupBy((person, minutes) -> person, sumLong((person, minutes) -> minutes))
                .map((person, minutes) -> person, (person, minutes) -> 10_000 * minutes / person.share() + person.offset());
    }

    private Constraint range() {
        long allowed = Numbers.get("allowed");
        return loads().groupBy(max((Facts.Person person, Long load) -> load), min((Facts.Person person, Long load) -> load))
                .filter((most, least) -> most - least > allowed)
                .penalizeLong(Numbers.soft("fairness"), (most, least) -> most - least - allowed)
                .asConstraint("D02 range of loads");
    }

    private Constraint even() {
        return loads().penalizeLong(Numbers.guide(), (person, load) -> (load / 1000) * (load / 1000))
                .asConstraint("guide: squares of loads");
    }

    private Constraint choices() {
        return f.forEach(Seat.class).rewardLong(Numbers.soft("choice"), Seat::gained).asConstraint("C04 choices");
    }

    private Constraint latePosts() {
        return f.forEach(Stand.class).filter(stand -> stand.lateForCare && stand.person.cared())
                .penalize(Numbers.soft("care")).asConstraint("D05 late posts");
    }

    private Constraint lateSections() {
        return led.filter((lead, meeting) -> meeting.start.lateForCare() && lead.person().cared())
                .penalizeLong(Numbers.soft("care"), (lead, meeting) -> weeks).asConstraint("D05 late sections");
    }

    private Constraint rotation() {
        return f.forEach(Stand.class).filter(stand -> stand.place() < 0 && stand.person.own())
                .groupBy(Stand::person, Stand::day, Stand::kind, countDistinct(Stand::week))
                .filter((person, day, kind, number) -> number > 1)
                .penalizeLong(Numbers.soft("rotation"), (person, day, kind, number) -> number - 1)
                .asConstraint("D02R the same post again");
    }

    private Constraint outside() {
        return led.filter((lead, meeting) -> !lead.person().own())
                .penalizeLong(Numbers.soft("outside"), (lead, meeting) -> weeks * meeting.start.credit())
                .asConstraint("E01 bought minutes");
    }

    private Constraint payOfPosts() {
        long hour = Numbers.get("minutes_per_classhour");
        return f.forEach(Stand.class).penalizeLong(Numbers.soft("cost"), stand -> stand.credit * stand.person.rate() / hour)
                .asConstraint("G10 pay of posts");
    }

    private Constraint payOfSections() {
        long hour = Numbers.get("minutes_per_classhour");
        return led.penalizeLong(Numbers.soft("cost"),
                (lead, meeting) -> weeks * (meeting.start.credit() * lead.person().rate() / hour))
                .asConstraint("G10 pay of sections");
    }

    private Constraint handOvers() {
        return f.forEach(Stand.class).filter(stand -> stand.place() >= 0)
                .join(Stand.class, equal(Stand::next, Stand::place), equal(Stand::week, Stand::week))
                .filter((first, second) -> first.person != second.person)
                .penalize(Numbers.soft("handover")).asConstraint("D08H hand-overs");
    }
}
