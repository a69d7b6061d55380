import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.constructionheuristic.placer.QueuedEntityPlacerConfig;
import ai.timefold.solver.core.config.heuristic.selector.entity.EntitySelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.MoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.CartesianProductMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.value.ValueSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.phase.PhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Main SCHOOL FOLDER SECONDS SEED STRETCH: solve, and write the best solution of every stretch of time into the folder. */
@SuppressWarnings("rawtypes")
public final class Main {
    private static volatile School best;
    private static volatile double found;

    private Main() {
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        Path folder = Path.of(words[1]);
        double seconds = Double.parseDouble(words[2]);
        double stretch = Double.parseDouble(words[4]);
        School school = Reader.read(Path.of(words[0]));
        Solver<School> solver = SolverFactory.<School>create(config(seconds, Long.parseLong(words[3]))).buildSolver();
        solver.addEventListener(event -> {
            best = event.getNewBestSolution();
            found = elapsed();
        });
        Thread watch = new Thread(() -> watch(folder, stretch));
        watch.setDaemon(true);
        watch.start();
        School last = solver.solve(school);
        watch.interrupt();
        watch.join();
        best = last;
        save(folder, elapsed());
        System.out.println("done\t" + last.score);
    }

    /** Seconds since the virtual machine was started. */
    private static double elapsed() {
        return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    }

    private static void watch(Path folder, double stretch) {
        School saved = null;
        try {
            while (true) {
                Thread.sleep(Math.max(1, Math.round(1000 * stretch)));
                if (best != saved) {
                    saved = best;
                    save(folder, found);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (IOException error) {
            System.err.println("cannot save: " + error);
        }
    }

    private static void save(Path folder, double when) throws IOException {
        String name = String.format(Locale.ROOT, "at-%09.3f.txt", when);
        Writer.write(best, folder.resolve(name));
    }

    private static SolverConfig config(double seconds, long seed) {
        long left = Math.max(100, Math.round(1000 * (seconds - elapsed())));
        List<PhaseConfig> phases = new ArrayList<>();
        phases.add(construct(Meeting.class, "start", "room"));
        phases.add(construct(Lead.class, "person"));
        phases.add(construct(Seat.class, "section"));
        phases.add(construct(Care.class, "host"));
        phases.add(construct(Stand.class, "person"));
        phases.add(new LocalSearchPhaseConfig());
        return new SolverConfig().withSolutionClass(School.class)
                .withEntityClasses(Meeting.class, Lead.class, Seat.class, Care.class, Stand.class)
                .withConstraintProviderClass(Rules.class).withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(seed).withPhaseList(phases)
                .withTerminationConfig(new TerminationConfig().withSpentLimit(Duration.ofMillis(left)));
    }

    /**
     * One entity after the other, each with the value that scores best. Only a session has two variables, a few dozen pairs of
     * time and room; trying times before rooms would put all sessions at the first time.
     */
    private static PhaseConfig construct(Class<?> entity, String... variables) {
        String name = entity.getSimpleName();
        EntitySelectorConfig queue = new EntitySelectorConfig().withId(name).withEntityClass(entity);
        List<MoveSelectorConfig> moves = new ArrayList<>();
        for (String variable : variables) {
            moves.add(new ChangeMoveSelectorConfig().withEntitySelectorConfig(EntitySelectorConfig.newMimicSelectorConfig(name))
                    .withValueSelectorConfig(new ValueSelectorConfig(variable)));
        }
        List<MoveSelectorConfig> tried = moves.size() == 1 ? moves : List.of(new CartesianProductMoveSelectorConfig(moves));
        QueuedEntityPlacerConfig placer = new QueuedEntityPlacerConfig().withEntitySelectorConfig(queue)
                .withMoveSelectorConfigList(tried);
        return new ConstructionHeuristicPhaseConfig().withEntityPlacerConfig(placer);
    }
}
