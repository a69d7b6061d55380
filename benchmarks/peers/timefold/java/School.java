import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import java.util.ArrayList;
import java.util.List;

/** The whole school. */
@PlanningSolution
public class School {
    @ProblemFactCollectionProperty
    public List<Facts.Week> weeks = new ArrayList<>();
    @ProblemFactCollectionProperty
    public List<Facts.Person> people = new ArrayList<>();
    @ProblemFactCollectionProperty
    public List<Facts.Section> sections = new ArrayList<>();
    @PlanningEntityCollectionProperty
    public List<Meeting> meetings = new ArrayList<>();
    @PlanningEntityCollectionProperty
    public List<Lead> leads = new ArrayList<>();
    @PlanningEntityCollectionProperty
    public List<Seat> seats = new ArrayList<>();
    @PlanningEntityCollectionProperty
    public List<Care> cares = new ArrayList<>();
    @PlanningEntityCollectionProperty
    public List<Stand> stands = new ArrayList<>();
    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = Numbers.LEVELS)
    public BendableLongScore score;

    public School() {
    }
}
