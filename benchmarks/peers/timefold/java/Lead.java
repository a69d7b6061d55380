import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** An adult of a section, its leader or an assistant: the same in every session and week. */
@PlanningEntity
public class Lead {
    @PlanningId
    public int id;
    Facts.Section section;
    @ValueRangeProvider(id = "leaders")
    public List<Facts.Person> people;
    @PlanningVariable(valueRangeProviderRefs = "leaders")
    public Facts.Person person;

    public Lead() {
    }

    Facts.Section section() {
        return section;
    }

    Facts.Person person() {
        return person;
    }
}
