import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import java.util.Map;

/** One of the clubs that a pupil would like; it may stay without a section. */
@PlanningEntity
public class Seat {
    @PlanningId
    public int id;
    Facts.Pupil pupil;
    Map<Facts.Section, Integer> points;
    @ValueRangeProvider(id = "sections")
    public List<Facts.Section> sections;
    @PlanningVariable(valueRangeProviderRefs = "sections", allowsUnassigned = true)
    public Facts.Section section;

    public Seat() {
    }

    Facts.Pupil pupil() {
        return pupil;
    }

    Facts.Section section() {
        return section;
    }

    int homeClass() {
        return pupil.homeClass();
    }

    int gained() {
        return points.get(section);
    }
}
