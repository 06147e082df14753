package dev.landfall.testkit.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.testkit.thread.Together;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Ids} promises. */
public abstract class IdsContract {

    /** What is under test. */
    protected abstract Ids ids();

    /** Lets time pass. */
    protected abstract void pass(Duration time);

    @Test
    void anIdIsThePrefixAndSixteenDigits() {
        var id = ids().next("in");

        assertTrue(id.matches("in_[0-9a-z]{16}"), id);
    }

    @Test
    void laterIdsSortAfterEarlierOnes() {
        var earlier = ids().next("in");
        pass(Duration.ofMillis(5));
        var later = ids().next("in");

        assertTrue(earlier.substring(0, 11).compareTo(later.substring(0, 11)) < 0);
    }

    @Test
    void noIdComesTwice() {
        var all = Together.run(
                8, i -> () -> Stream.generate(() -> ids().next("x")).limit(500).toList());

        assertEquals(4000, new HashSet<>(all.stream().flatMap(List::stream).toList()).size());
    }

    @Test
    void aSecretIs32BytesAsBase64UrlAndNeverTheSame() {
        var one = ids().secret();

        assertEquals(43, one.length());
        assertEquals(32, Base64.getUrlDecoder().decode(one).length);
        assertEquals(
                100, Stream.generate(() -> ids().secret()).limit(100).distinct().count());
    }
}
