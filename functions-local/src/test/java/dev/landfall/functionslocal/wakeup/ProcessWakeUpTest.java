package dev.landfall.functionslocal.wakeup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.testkit.wakeup.WakeUpContract;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProcessWakeUpTest extends WakeUpContract {

    private final ProcessWakeUp wakeUp = new ProcessWakeUp();

    @Override
    protected WakeUp wakeUp() {
        return wakeUp;
    }

    @Test
    void topicsRarelyShareACounter() {
        var topics = IntStream.range(0, 100).mapToObj(i -> "job.in_1.jb_" + i).toList();
        topics.forEach(wakeUp::signal);

        long alone = topics.stream().filter(topic -> wakeUp.mark(topic) == 1).count();
        assertTrue(alone > 75, alone + " of 100 alone");
    }
}
