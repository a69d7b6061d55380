import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The school from lines of words separated by tabs, each beginning with what it is; lists are separated by commas. */
final class Reader {
    final School school = new School();
    private final Map<Integer, Facts.Room> rooms = new HashMap<>();
    private final Map<Integer, Facts.HomeClass> classes = new HashMap<>();
    private final Map<Integer, Facts.Pupil> pupils = new HashMap<>();
    private final Map<Integer, Facts.Start> starts = new HashMap<>();
    private String[] words;

    static School read(Path file) throws IOException {
        Reader reader = new Reader();
        for (String line : Files.readAllLines(file)) {
            reader.take(line.split("\t", -1));
        }
        return reader.school;
    }

    private void take(String[] line) {
        words = line;
        switch (words[0]) {
            case "tiers" -> Numbers.tiers(list(1));
            case "number" -> Numbers.set(words[1], Long.parseLong(words[2]));
            case "zones" -> Numbers.walks(number(1));
            case "walk" -> Numbers.walk(number(1), number(2), number(3));
            case "week" -> school.weeks.add(new Facts.Week(number(1)));
            case "person" -> school.people.add(new Facts.Person(number(1), yes(2), yes(3), number(4), number(5), yes(6),
                    number(7), number(8), number(9), new ArrayList<>()));
            case "busy" -> school.people.get(number(1)).busy().add(span(2));
            case "room" -> rooms.put(number(1), new Facts.Room(number(1), number(2), number(3), new ArrayList<>()));
            case "taken" -> rooms.get(number(1)).taken().add(span(2));
            case "class" -> classes.put(number(1), new Facts.HomeClass(number(1), number(2), number(3), number(4)));
            case "pupil" -> pupils.put(number(1), new Facts.Pupil(number(1), number(2), number(3), number(4)));
            case "section" -> school.sections.add(new Facts.Section(number(1), number(2), number(3), number(4)));
            case "start" -> starts.put(number(1), new Facts.Start(number(1), number(2), number(3), number(4), number(5),
                    number(6), yes(7), yes(8), number(9)));
            case "meeting" -> meeting();
            case "lead" -> lead();
            case "seat" -> seat();
            case "care" -> care();
            case "stand" -> stand();
            default -> throw new IllegalArgumentException("unknown line: " + words[0]);
        }
    }

    private void meeting() {
        Meeting found = new Meeting();
        found.id = number(1);
        found.section = school.sections.get(number(2));
        found.starts = numbers(3).stream().map(starts::get).toList();
        found.rooms = numbers(4).stream().map(rooms::get).toList();
        school.meetings.add(found);
    }

    private void lead() {
        Lead found = new Lead();
        found.id = number(1);
        found.section = school.sections.get(number(2));
        found.people = numbers(3).stream().map(school.people::get).toList();
        school.leads.add(found);
    }

    private void seat() {
        Seat found = new Seat();
        found.id = number(1);
        found.pupil = pupils.get(number(2));
        found.points = new HashMap<>();
        found.sections = new ArrayList<>();
        for (String part : list(3)) {
            String[] pair = part.split(":");
            Facts.Section section = school.sections.get(Integer.parseInt(pair[0]));
            found.sections.add(section);
            found.points.put(section, Integer.parseInt(pair[1]));
        }
        school.seats.add(found);
    }

    private void care() {
        Care found = new Care();
        found.id = number(1);
        found.home = classes.get(number(2));
        found.day = number(3);
        found.period = number(4);
        found.start = number(5);
        found.end = number(6);
        found.attending = number(7);
        found.hosts = numbers(8).stream().map(classes::get).toList();
        found.alone = found.hosts.size() == 1;
        found.host = found.alone ? found.home : null;
        school.cares.add(found);
    }

    private void stand() {
        Stand found = new Stand();
        found.id = number(1);
        found.kind = words[2];
        found.week = number(3);
        found.day = number(4);
        found.start = number(5);
        found.end = number(6);
        found.credit = number(7);
        found.zone = number(8);
        found.late = yes(9);
        found.lateForCare = yes(10);
        found.place = number(11) < 0 ? -1 : (number(11) * 8 + found.day) * 16 + number(12);
        found.people = numbers(13).stream().map(school.people::get).toList();
        school.stands.add(found);
    }

    private int number(int word) {
        return Integer.parseInt(words[word]);
    }

    private boolean yes(int word) {
        return words[word].equals("1");
    }

    private String[] list(int word) {
        return words[word].isEmpty() ? new String[0] : words[word].split(",");
    }

    private List<Integer> numbers(int word) {
        return Arrays.stream(list(word)).map(Integer::parseInt).toList();
    }

    private Facts.Span span(int word) {
        return new Facts.Span(number(word), number(word + 1), number(word + 2));
    }
}
