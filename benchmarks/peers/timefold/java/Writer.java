import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A solution as lines: what it is, its id, and the ids chosen; nothing chosen is -1. */
final class Writer {
    private Writer() {
    }

    static void write(School school, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("score\t" + school.score);
        for (Meeting m : school.meetings) {
            if (m.start != null && m.room != null) {
                lines.add("meeting\t" + m.id + "\t" + m.start.id() + "\t" + m.room.id());
            }
        }
        for (Lead lead : school.leads) {
            lines.add("lead\t" + lead.id + "\t" + (lead.person == null ? -1 : lead.person.id()));
        }
        for (Seat seat : school.seats) {
            lines.add("seat\t" + seat.id + "\t" + (seat.section == null ? -1 : seat.section.id()));
        }
        for (Care care : school.cares) {
            lines.add("care\t" + care.id + "\t" + (care.host == null ? -1 : care.host.id()));
        }
        for (Stand stand : school.stands) {
            lines.add("stand\t" + stand.id + "\t" + (stand.person == null ? -1 : stand.person.id()));
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
