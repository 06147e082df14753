package dev.landfall.testkit.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Records} promises. Each test has a partition of its own, so that one store serves all of them. */
public abstract class RecordsContract {

    private static final BatchOutcome WRITTEN = new BatchOutcome.Written();

    private final String partition = "p_" + UUID.randomUUID();

    /** The store under test. */
    protected abstract Records records();

    @Test
    void whatWasPutIsFoundUnderItsKeyAlone() {
        put("a", "{\"x\":\"ü€😀\"}");

        assertEquals("{\"x\":\"ü€😀\"}", body("a"));
        assertEquals(Optional.empty(), find("b"));
        assertEquals(Optional.empty(), records().find(new RecordKey(partition + "x", "a")));
    }

    @Test
    void everyWriteChangesTheVersionEvenOfTheSameBody() {
        put("a", "1");
        var first = version("a");
        put("a", "1");

        assertNotEquals(first, version("a"));
    }

    @Test
    void aVersionIsNeverUsedAgainAfterADelete() {
        put("a", "1");
        var first = version("a");
        write(new Write.Delete("a", Precondition.none()));
        put("a", "1");

        assertNotEquals(first, version("a"));
        assertEquals(refused("a"), write(new Write.Put("a", "2", Precondition.atVersion(first))));
    }

    @Test
    void absentHoldsOnlyWhereNothingIs() {
        assertEquals(WRITTEN, write(new Write.Put("a", "1", Precondition.absent())));
        assertEquals(refused("a"), write(new Write.Put("a", "2", Precondition.absent())));
        assertEquals("1", body("a"));
        write(new Write.Delete("a", Precondition.none()));
        assertEquals(WRITTEN, write(new Write.Put("a", "3", Precondition.absent())));
    }

    @Test
    void aVersionHoldsOnlyWhileNobodyElseWrote() {
        put("a", "1");
        var first = version("a");

        assertEquals(WRITTEN, write(new Write.Put("a", "2", Precondition.atVersion(first))));
        assertEquals(refused("a"), write(new Write.Put("a", "3", Precondition.atVersion(first))));
        assertEquals(refused("a"), write(new Write.Delete("a", Precondition.atVersion(first))));
        assertEquals(refused("b"), write(new Write.Put("b", "1", Precondition.atVersion(first))));
        assertEquals(refused("b"), write(new Write.Delete("b", Precondition.atVersion(first))));
        assertEquals(refused("a"), write(new Write.Put("a", "3", Precondition.atVersion("no such version"))));
        assertEquals("2", body("a"));
        assertEquals(WRITTEN, write(new Write.Delete("a", Precondition.atVersion(version("a")))));
        assertEquals(Optional.empty(), find("a"));
    }

    @Test
    void deletingWhatIsNotThereIsNoError() {
        assertEquals(WRITTEN, write(new Write.Delete("a", Precondition.none())));
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() {
        put("held", "1");
        put("gone", "1");

        var outcome = write(
                new Write.Put("new", "2", Precondition.absent()),
                new Write.Delete("gone", Precondition.none()),
                new Write.Put("held", "2", Precondition.absent()),
                new Write.Put("later", "2", Precondition.none()));

        assertEquals(refused("held"), outcome);
        assertEquals(Optional.empty(), find("new"));
        assertEquals(Optional.empty(), find("later"));
        assertEquals("1", body("gone"));
        assertEquals("1", body("held"));
    }

    @Test
    void theLargestBatchIsWritten() {
        var body = "\"" + "x".repeat(Batch.MAX_BYTES / Batch.MAX_WRITES - 10) + "\"";
        var writes = IntStream.range(0, Batch.MAX_WRITES)
                .mapToObj(i -> (Write) new Write.Put("k" + i, body, Precondition.absent()))
                .toList();

        assertEquals(WRITTEN, records().write(new Batch(partition, writeId(), writes)));
        assertEquals(body, body("k" + (Batch.MAX_WRITES - 1)));
    }

    @Test
    void theLargestBodyAndKeysAreKept() {
        var body = "é".repeat(Write.MAX_BODY_BYTES / 2);
        var sort = "k".repeat(RecordKey.MAX_LENGTH);
        put(sort, body);

        assertEquals(body, body(sort));
        assertEquals(sort, list("k").records().get(0).key().sort());
    }

    @Test
    void whatIsOverALimitIsRefusedBeforeItIsSent() {
        assertKind(ErrorKind.LIMIT, () -> put("a", "é".repeat(Write.MAX_BODY_BYTES / 2) + "x"));
        assertKind(ErrorKind.LIMIT, () -> records().write(new Batch(partition, writeId(), List.of())));
        assertKind(ErrorKind.INVALID, () -> put("k".repeat(RecordKey.MAX_LENGTH + 1), "1"));
        for (String bad : List.of("", "a/b", "a\\b", "a#b", "a?b", "a b", "ä", "a\u007f", "a\n")) {
            assertKind(ErrorKind.INVALID, () -> put(bad, "1"));
        }
        assertKind(ErrorKind.INVALID, () -> new Write.Delete("a", Precondition.absent()));
        assertKind(
                ErrorKind.INVALID,
                () -> write(new Write.Put("a", "1", Precondition.none()), new Write.Delete("a", Precondition.none())));
    }

    @Test
    void theSameBatchAgainAnswersAsTheFirstDidAndChangesNothing() {
        var batch = new Batch(partition, writeId(), List.of(new Write.Put("a", "1", Precondition.absent())));
        assertEquals(WRITTEN, records().write(batch));
        var version = version("a");

        assertEquals(WRITTEN, records().write(batch));
        assertEquals(version, version("a"));
    }

    @Test
    void aRepetitionDoesNotUndoWhatOthersWroteMeanwhile() {
        var batch = new Batch(
                partition,
                writeId(),
                List.of(new Write.Put("a", "1", Precondition.none()), new Write.Put("b", "1", Precondition.none())));
        records().write(batch);
        put("a", "2");
        write(new Write.Delete("b", Precondition.none()));

        assertEquals(WRITTEN, records().write(batch));
        assertEquals("2", body("a"));
        assertEquals(Optional.empty(), find("b"));
    }

    @Test
    void aWriteIdCountsInItsPartitionAlone() {
        var id = writeId();
        var write = new Write.Put("a", "1", Precondition.absent());
        records().write(new Batch(partition, id, List.of(write)));
        records().write(new Batch(partition + "x", id, List.of(write)));

        assertTrue(records().find(new RecordKey(partition + "x", "a")).isPresent());
    }

    @Test
    void aRefusedBatchLeavesItsWriteIdUnused() {
        put("a", "1");
        var batch = new Batch(partition, writeId(), List.of(new Write.Put("a", "2", Precondition.absent())));
        assertEquals(refused("a"), records().write(batch));
        write(new Write.Delete("a", Precondition.none()));

        assertEquals(WRITTEN, records().write(batch));
        assertEquals("2", body("a"));
    }

    @Test
    void keysComeInByteOrder() {
        var keys = List.of("~", "a", "B", "b", "A", "-", ".", "_", "0", "a.", "a~", "a-", "aa", "!", "a!", "10", "9");
        keys.forEach(key -> put(key, "1"));

        assertEquals(keys.stream().sorted().toList(), sorts(list("")));
    }

    @Test
    void aPrefixAnswersWhatStartsWithItAndNothingElse() {
        List.of(
                        "job",
                        "job.",
                        "job.1",
                        "job.~",
                        "job.~~",
                        "job.1.a",
                        "job/".replace('/', '!'),
                        "joc",
                        "Job.1",
                        "jo",
                        "~")
                .forEach(key -> put(key, "1"));

        assertEquals(List.of("job.", "job.1", "job.1.a", "job.~", "job.~~"), sorts(list("job.")));
        assertEquals(List.of("job.~", "job.~~"), sorts(list("job.~")));
        assertEquals(List.of("~"), sorts(list("~")));
        assertEquals(List.of(), sorts(list("job.2")));
        assertEquals(List.of(), sorts(list("job%")));
        assertEquals(List.of(), sorts(list("jo_")));
        assertEquals(List.of(), sorts(list("ü")));
    }

    @Test
    void pagesJoinToTheWhole() {
        var keys = IntStream.range(0, 25).mapToObj(i -> "k" + (char) ('a' + i)).toList();
        keys.forEach(key -> put(key, "1"));
        put("j", "1");
        put("l", "1");

        assertEquals(keys, pagedSorts(RecordQuery.prefix(partition, "k", 7)));
        assertEquals(keys, pagedSorts(RecordQuery.prefix(partition, "k", 25)));
        assertFalse(records().list(RecordQuery.prefix(partition, "k", 26)).more());
        assertTrue(records().list(RecordQuery.prefix(partition, "k", 24)).more());
    }

    @Test
    void aPageStartsAfterAKeyThatNeedNotBeThere() {
        List.of("k1", "k3", "k5").forEach(key -> put(key, "1"));
        var query = RecordQuery.prefix(partition, "k", 10);

        assertEquals(List.of("k5"), sorts(records().list(query.after("k3"))));
        assertEquals(List.of("k5"), sorts(records().list(query.after("k4"))));
        assertEquals(List.of("k1", "k3", "k5"), sorts(records().list(query.after("a"))));
        assertEquals(List.of(), sorts(records().list(query.after("k5"))));
        assertEquals(List.of(), sorts(records().list(query.after("z"))));
    }

    @Test
    void aListSeesEveryAnsweredWrite() {
        for (int i = 0; i < 10; i++) {
            put("k" + i, String.valueOf(i));
            assertEquals(i + 1, list("k").records().size());
        }
        assertEquals("9", list("k9").records().get(0).body());
        assertEquals(version("k9"), list("k9").records().get(0).version());
    }

    @Test
    void ofManyWhoCreateTheSameExactlyOneWins() {
        for (int round = 0; round < 5; round++) {
            var key = "created" + round;
            var outcomes =
                    Together.run(12, i -> () -> write(new Write.Put(key, String.valueOf(i), Precondition.absent())));

            assertEquals(1, outcomes.stream().filter(WRITTEN::equals).count());
            assertEquals(WRITTEN, outcomes.get(Integer.parseInt(body(key))));
        }
    }

    @Test
    void ofManyWhoReplaceTheSameVersionExactlyOneWins() {
        put("a", "0");
        for (int round = 0; round < 5; round++) {
            var version = version("a");
            var outcomes = Together.run(
                    12, i -> () -> write(new Write.Put("a", String.valueOf(i), Precondition.atVersion(version))));

            assertEquals(1, outcomes.stream().filter(WRITTEN::equals).count());
            assertEquals(WRITTEN, outcomes.get(Integer.parseInt(body("a"))));
        }
    }

    @Test
    void theSameBatchFromManyThreadsHappensOnce() {
        var batch = new Batch(partition, writeId(), List.of(new Write.Put("a", "1", Precondition.absent())));

        var outcomes = Together.run(12, i -> () -> records().write(batch));

        assertTrue(outcomes.stream().allMatch(WRITTEN::equals));
    }

    @Test
    void noIncrementIsLostUnderContention() {
        put("counter", "0");

        Together.run(6, i -> () -> {
            for (int done = 0; done < 10; ) {
                var current = find("counter").orElseThrow();
                var next = String.valueOf(Integer.parseInt(current.body()) + 1);
                var write = new Write.Put("counter", next, Precondition.atVersion(current.version()));
                done += write(write).equals(WRITTEN) ? 1 : 0;
            }
            return true;
        });

        assertEquals("60", body("counter"));
    }

    @Test
    void aReaderNeverSeesHalfABatch() {
        writePair(0);

        var consistent = Together.run(4, i -> () -> {
            if (i == 0) {
                IntStream.range(1, 50).forEach(this::writePair);
                return true;
            }
            return IntStream.range(0, 50).allMatch(round -> {
                var pair = list("pair").records();
                return pair.get(0).body().equals(pair.get(1).body());
            });
        });

        assertFalse(consistent.contains(false));
    }

    private void writePair(int number) {
        var body = String.valueOf(number);
        write(new Write.Put("pair1", body, Precondition.none()), new Write.Put("pair2", body, Precondition.none()));
    }

    private void put(String sort, String body) {
        assertEquals(WRITTEN, write(new Write.Put(sort, body, Precondition.none())));
    }

    private BatchOutcome write(Write... writes) {
        return records().write(new Batch(partition, writeId(), List.of(writes)));
    }

    private Optional<StoredRecord> find(String sort) {
        return records().find(new RecordKey(partition, sort));
    }

    private String body(String sort) {
        return find(sort).orElseThrow().body();
    }

    private String version(String sort) {
        return find(sort).orElseThrow().version();
    }

    private RecordPage list(String prefix) {
        return records().list(RecordQuery.prefix(partition, prefix, RecordQuery.MAX_LIMIT));
    }

    private List<String> pagedSorts(RecordQuery first) {
        var all = new ArrayList<String>();
        var page = records().list(first);
        all.addAll(sorts(page));
        while (page.more()) {
            page = records().list(first.after(all.get(all.size() - 1)));
            all.addAll(sorts(page));
        }
        return all;
    }

    private static List<String> sorts(RecordPage page) {
        return page.records().stream().map(document -> document.key().sort()).toList();
    }

    private static BatchOutcome refused(String sort) {
        return new BatchOutcome.Refused(sort);
    }

    private static String writeId() {
        return UUID.randomUUID().toString();
    }

    private static void assertKind(ErrorKind expected, Runnable attempt) {
        assertEquals(
                expected, assertThrows(LandfallException.class, attempt::run).kind());
    }
}
