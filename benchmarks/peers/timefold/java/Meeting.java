import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** One session of a section: when and where. */
@PlanningEntity
public class Meeting {
    @PlanningId
    public int id;
    Facts.Section section;
    @ValueRangeProvider(id = "starts")
    public List<Facts.Start> starts;
    @ValueRangeProvider(id = "rooms")
    public List<Facts.Room> rooms;
    @PlanningVariable(valueRangeProviderRefs = "starts")
    public Facts.Start start;
    @PlanningVariable(valueRangeProviderRefs = "rooms")
    public Facts.Room room;

    public Meeting() {
    }

    Facts.Section section() {
        return section;
    }

    Facts.Room room() {
        return room;
    }

    int day() {
        return start.day();
    }

    int begin() {
        return start.start();
    }

    int end() {
        return start.end();
    }

    int dutyEnd() {
        return start.dutyEnd();
    }
}
