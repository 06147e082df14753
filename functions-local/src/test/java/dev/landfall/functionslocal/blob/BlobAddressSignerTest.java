package dev.landfall.functionslocal.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.functionslocal.blob.BlobAddressSigner.Operation;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.time.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobAddressSignerTest {

    private static final Duration VALID = Duration.ofMinutes(5);

    private final ManualClock clock = new ManualClock();
    private final BlobAddressSigner signer =
            new BlobAddressSigner(URI.create("http://127.0.0.1:8080"), new HostKey(new byte[HostKey.BYTES]), clock);

    @Test
    void anAddressIsGoodForItsOperationAndKeyUntilItExpires() {
        var write = signer.write("plans/1", VALID, 1000);

        assertEquals("/v1/blobs/plans/1", write.url().getPath());
        assertEquals(1000, signer.require(Operation.WRITE, "plans/1", query(write.url())));
        assertEquals(
                0,
                signer.require(
                        Operation.READ,
                        "plans/1",
                        query(signer.read("plans/1", VALID).url())));
        clock.advance(VALID);
        assertForbidden(Operation.WRITE, "plans/1", query(write.url()));
    }

    @Test
    void anAddressIsNotGoodForAnythingElse() {
        var read = query(signer.read("plans/1", VALID).url());

        assertForbidden(Operation.WRITE, "plans/1", read);
        assertForbidden(Operation.READ, "plans/2", read);
        assertForbidden(Operation.READ, "plans/1", with(read, "expires", "9999999999"));
        assertForbidden(Operation.READ, "plans/1", with(read, "max", "1"));
        assertForbidden(Operation.WRITE, "plans/1", with(read, "op", "write"));
        assertForbidden(Operation.READ, "plans/1", with(read, "sig", ""));
        assertForbidden(Operation.READ, "plans/1", Map.of());
        var twice = new HashMap<>(read);
        twice.put("op", List.of("read", "read"));
        assertForbidden(Operation.READ, "plans/1", twice);
    }

    private void assertForbidden(Operation operation, String key, Map<String, List<String>> query) {
        var refused = assertThrows(LandfallException.class, () -> signer.require(operation, key, query));
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
    }

    private static Map<String, List<String>> with(Map<String, List<String>> query, String name, String value) {
        var changed = new HashMap<>(query);
        changed.put(name, List.of(value));
        return changed;
    }

    private static Map<String, List<String>> query(URI url) {
        var query = new HashMap<String, List<String>>();
        for (String pair : url.getQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], List.of(parts[1]));
        }
        return query;
    }
}
