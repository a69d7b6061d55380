import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import java.util.HashMap;
import java.util.Map;

/** The policy's numbers and the levels of its tiers, set once before the solver is built. */
final class Numbers {
    static final int LEVELS = 12;
    private static final Map<String, Long> VALUES = new HashMap<>();
    private static final Map<String, Integer> TIERS = new HashMap<>();
    private static int[][] walks = new int[0][0];

    private Numbers() {
    }

    static void set(String name, long value) {
        VALUES.put(name, value);
    }

    static long get(String name) {
        return VALUES.get(name);
    }

    static void tiers(String[] names) {
        for (String name : names) {
            TIERS.put(name, TIERS.size());
        }
    }

    /** Whether anything costs in the tier. */
    static boolean asked(String tier) {
        return TIERS.containsKey(tier);
    }

    static BendableLongScore hard() {
        return BendableLongScore.ofHard(1, LEVELS, 0, 1);
    }

    static BendableLongScore soft(String tier) {
        return BendableLongScore.ofSoft(1, LEVELS, TIERS.get(tier), 1);
    }

    /** The last level: an even load, which shows the way where the range of loads stands still. */
    static BendableLongScore guide() {
        return BendableLongScore.ofSoft(1, LEVELS, LEVELS - 1, 1);
    }

    static void walks(int zones) {
        walks = new int[zones][zones];
    }

    static void walk(int from, int to, int minutes) {
        walks[from][to] = minutes;
    }

    /** Whether there is no time to walk between two spans that do not overlap; zone -1 is anywhere (D08). */
    static boolean rushed(int zone, int start, int end, int otherZone, int otherStart, int otherEnd) {
        if (zone < 0 || otherZone < 0) {
            return false;
        }
        int gap = start < otherStart ? otherStart - end : start - otherEnd;
        return gap >= 0 && gap < walks[zone][otherZone];
    }
}
