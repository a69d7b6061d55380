import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.min;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;
import static ai.timefold.solver.core.api.score.stream.Joiners.overlapping;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.List;

/** Rules of care groups. The first word of a name is the rule's id. */
final class CareRules {
    private final ConstraintFactory f;
    private final UniConstraintStream<Meeting> timed;

    CareRules(ConstraintFactory factory) {
        f = factory;
        timed = Rules.timed(f);
    }

    List<Constraint> all() {
        return List.of(roomOfGroup(), hostHosts(), groupClasses(), groupSize(), idle());
    }

    private Constraint roomOfGroup() {
        return f.forEach(Care.class).filter(Care::hosting)
                .join(Meeting.class, equal(care -> care.home.room(), meeting -> meeting.room().id()),
                        equal(Care::day, Meeting::day), overlapping(Care::start, Care::end, Meeting::begin, Meeting::end))
                .penalize(Numbers.hard()).asConstraint("H07 room of a care group");
    }

    /** A host without a value is none yet: else construction would send every class to one that is not decided. */
    private Constraint hostHosts() {
        return f.forEach(Care.class).filter(care -> !care.hosting())
                .ifNotExists(Care.class, equal(Care::hostPlace, Care::place), filtering((care, other) -> other.hosting()))
                .penalize(Numbers.hard()).asConstraint("K03 the host's own class is in the group");
    }

    private Constraint groupClasses() {
        long most = Numbers.get("classes");
        long span = Numbers.get("grade_span");
        return f.forEach(Care.class).filter(care -> !care.alone)
                .groupBy(Care::hostPlace, count(), min((Care care) -> care.home.grade()), max((Care care) -> care.home.grade()))
                .filter((place, number, low, high) -> number > most || high - low > span)
                .penalize(Numbers.hard()).asConstraint("K03 classes of a group");
    }

    /** Heads of a merged group: those who attend, less those who are at a session over the whole period. */
    private Constraint groupSize() {
        return f.forEach(Care.class).filter(care -> !care.alone).map(Care::hostPlace, Care::host, care -> care.attending)
                .concat(f.forEach(Seat.class).join(timed, equal(Seat::section, Meeting::section))
                        .join(Care.class, equal((seat, m) -> seat.homeClass(), Care::homeClass),
                                equal((seat, m) -> m.day(), Care::day))
                        .filter((seat, m, care) -> !care.alone && m.begin() <= care.start() && m.end() >= care.end())
                        .map((seat, m, care) -> care.hostPlace(), (seat, m, care) -> care.host(), (seat, m, care) -> -1))
                .groupBy((place, host, heads) -> place, (place, host, heads) -> host,
                        sum((place, host, heads) -> heads))
                .filter((place, host, heads) -> heads > host.limit())
                .join(Care.class, equal((place, host, heads) -> place, Care::hostPlace))
                .filter((place, host, heads, care) -> !care.hosting())
                .penalizeLong(Numbers.hard(), (place, host, heads, care) -> heads - host.limit())
                .asConstraint("K03 pupils of a merged group");
    }

    private Constraint idle() {
        return f.forEach(Stand.class).filter(stand -> stand.place() >= 0)
                .join(Care.class, equal(Stand::place, Care::place)).filter((stand, care) -> !care.hosting())
                .penalize(Numbers.hard()).asConstraint("K00 no adult without a group");
    }
}
