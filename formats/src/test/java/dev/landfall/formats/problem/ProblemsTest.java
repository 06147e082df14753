package dev.landfall.formats.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProblemsTest {

    @Test
    void problemsAreSortedByPlaceAndToldOnce() {
        var problems = new Problems();
        problems.add(new Location("b", 1, 1), "x");
        problems.add(new Location("a", 10, 1), "x");
        problems.add(new Location("a", 9, 5), "x");
        problems.add(new Location("a", 9, 5), "x");

        assertEquals("a:9:5: x\na:10:1: x\nb:1:1: x", problems.reading(() -> 1).report());
    }

    @Test
    void readingWithoutProblemsHasTheValueAndTheNotices() {
        var problems = new Problems();
        problems.notice(new Location("a", 1, 2), "note");
        var reading = problems.reading(() -> 1);

        assertEquals(1, reading.orElseThrow());
        assertEquals(
                List.of("a:1:2: note"),
                reading.notices().stream().map(Notice::toString).toList());
    }

    @Test
    void messageStaysOnOneLineAndShort() {
        var problem = new Problem(Location.startOf("a"), "x\ny\t" + "z".repeat(5_000));

        assertTrue(problem.message().startsWith("x y z"));
        assertEquals(1_001, problem.message().length());
    }

    @Test
    void hugeNumbersOfProblemsAreOnlyCounted() {
        var problems = new Problems();
        for (var i = 1; i <= 20_000; i++) {
            problems.add(new Location("a", i, 1), "x");
        }
        var reading = (Reading.Refused<Integer>) problems.reading(() -> 1);

        assertEquals(200, reading.problems().size());
        assertEquals(19_800, reading.more());
    }

    @Test
    void nearestWordIsFoundOnlyWhenNear() {
        var known = List.of("name", "type", "terraform_version");

        assertEquals(Optional.of("name"), Nearest.to("nmae", known));
        assertEquals(Optional.of("terraform_version"), Nearest.to("terraform_verison", known));
        assertEquals(Optional.of("type"), Nearest.to("Type", known));
        assertEquals(Optional.empty(), Nearest.to("zebra", known));
        assertEquals("; known: name, terraform_version, type", Nearest.hint("zebra", known));
    }
}
