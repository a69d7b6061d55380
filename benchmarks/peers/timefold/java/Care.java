import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** The pupils of a class who stay in a period: with which class they are looked after, their own or another's. */
@PlanningEntity
public class Care {
    @PlanningId
    public int id;
    Facts.HomeClass home;
    int day;
    int period;
    int start;
    int end;
    int attending;
    @PlanningPin
    public boolean alone;
    @ValueRangeProvider(id = "hosts")
    public List<Facts.HomeClass> hosts;
    @PlanningVariable(valueRangeProviderRefs = "hosts")
    public Facts.HomeClass host;

    public Care() {
    }

    Facts.HomeClass host() {
        return host;
    }

    boolean hosting() {
        return host == home;
    }

    int homeClass() {
        return home.id();
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

    /** One number for (class, day, period). */
    int place() {
        return place(home);
    }

    /** The place whose adult looks after these pupils. */
    int hostPlace() {
        return place(host);
    }

    private int place(Facts.HomeClass of) {
        return (of.id() * 8 + day) * 16 + period;
    }
}
