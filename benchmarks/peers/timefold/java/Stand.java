import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** One adult needed on a weekly post (care, gate, fixed, late) in one week. */
@PlanningEntity
public class Stand {
    @PlanningId
    public int id;
    String kind;
    int week;
    int day;
    int start;
    int end;
    int credit;
    int zone;
    boolean late;
    boolean lateForCare;
    /** Place of the care group (see Care), -1 for the other kinds. */
    int place;
    @ValueRangeProvider(id = "people")
    public List<Facts.Person> people;
    @PlanningVariable(valueRangeProviderRefs = "people", allowsUnassigned = true)
    public Facts.Person person;

    public Stand() {
    }

    Facts.Person person() {
        return person;
    }

    String kind() {
        return kind;
    }

    int week() {
        return week;
    }

    int day() {
        return day;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int place() {
        return place;
    }

    /** Place of the same class in the next period. */
    int next() {
        return place + 1;
    }
}
