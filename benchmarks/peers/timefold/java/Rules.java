import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.score.stream.quad.QuadConstraintStream;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.ArrayList;
import java.util.List;

/** Every constraint, and the streams that several of them begin with. */
public class Rules implements ConstraintProvider {
    public Rules() {
    }

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        List<Constraint> all = new ArrayList<>(new PeopleRules(factory).all());
        all.addAll(new SectionRules(factory).all());
        all.addAll(new CareRules(factory).all());
        all.addAll(new SoftRules(factory).all());
        return all.toArray(new Constraint[0]);
    }

    /** Sessions that have a time, with a room or without. */
    static UniConstraintStream<Meeting> timed(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Meeting.class).filter(meeting -> meeting.start != null);
    }

    /** Adults of sections with each session of theirs. */
    static BiConstraintStream<Lead, Meeting> led(ConstraintFactory factory) {
        return factory.forEach(Lead.class).join(timed(factory), equal(Lead::section, Meeting::section));
    }

    /** (person, week, weekday, credited minutes) of every duty. */
    static QuadConstraintStream<Facts.Person, Integer, Integer, Integer> duties(ConstraintFactory factory) {
        return factory.forEach(Stand.class).map(Stand::person, Stand::week, Stand::day, stand -> stand.credit)
                .concat(led(factory).join(Facts.Week.class).map((lead, meeting, week) -> lead.person(),
                        (lead, meeting, week) -> week.number(), (lead, meeting, week) -> meeting.day(),
                        (lead, meeting, week) -> meeting.start.credit()));
    }
}
