package dev.landfall.controlplane.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.JobId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class JobKeysTest {
    @Property
    void sortKeysFallAsIdsGrow(
            @ForAll @StringLength(16) @CharRange(from = '0', to = '9') @CharRange(from = 'a', to = 'z') String one,
            @ForAll @StringLength(16) @CharRange(from = '0', to = '9') @CharRange(from = 'a', to = 'z') String other) {
        var first = JobKeys.job(new JobId("pr_1.jb_" + one));
        var second = JobKeys.job(new JobId("pr_1.jb_" + other));
        assertEquals(Integer.signum(one.compareTo(other)), -Integer.signum(first.compareTo(second)));
    }

    @Property
    void theReverseIsItsOwnInverse(
            @ForAll @StringLength(16) @CharRange(from = '0', to = '9') @CharRange(from = 'a', to = 'z') String id) {
        assertEquals("wf_" + id, JobKeys.newestFirst(JobKeys.newestFirst("wf_" + id)));
        assertTrue(JobKeys.newestFirst("wf_" + id).startsWith("wf_"));
    }
}
