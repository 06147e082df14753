package dev.landfall.functionsazure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.Write;
import dev.landfall.emulators.Fault;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.functionsazure.blob.BlobStorageBlobs;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.functionsazure.queue.StorageJobQueues;
import dev.landfall.functionsazure.table.TableRecords;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Services that take a call and say nothing: each call has a deadline and is made again, and none waits for ever. */
class SilentServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AzureClients impatient = new AzureClients(AzuriteStorage.identity(), AzuriteStorage.http(), PATIENCE);
    private final String name = "silent" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void aBatchIsWrittenAndReadAndATableThatStaysSilentIsUnavailable() {
        var service = AzuriteStorage.azurite().table();
        AzuriteStorage.clients().table(service, "silent").createTable();
        try (var proxy = AzuriteStorage.faultsBefore(service)) {
            var records = new TableRecords(impatient.table(proxy.uri(), "silent"), InstantSource.system());
            var batch = new Batch(name, "w1", List.of(new Write.Put("a", "1", Precondition.absent())));
            proxy.plan().next(Fault.SILENCE);
            assertEquals(new BatchOutcome.Written(), records.write(batch));
            proxy.plan().next(Fault.SILENCE);
            assertTrue(records.find(new RecordKey(name, "a")).isPresent());

            proxy.plan().always(call -> true, Fault.SILENCE);
            var failure = assertThrows(LandfallException.class, () -> records.find(new RecordKey(name, "a")));
            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        }
    }

    @Test
    void aMessageIsSentAfterASilence() {
        try (var proxy = AzuriteStorage.faultsBefore(AzuriteStorage.azurite().queue())) {
            var queues = new StorageJobQueues(
                    impatient.queues(proxy.uri()),
                    "silent",
                    (client, from, until) -> fail("nothing is lent here"),
                    AzuriteStorage.azurite()::now);
            var queue = new QueueName("q-" + UUID.randomUUID());
            proxy.plan().next(Fault.SILENCE);
            queues.create(queue);
            proxy.plan().next(Fault.SILENCE);
            queues.send(queue, "a", Duration.ZERO);
            assertEquals(1, queues.depth(queue).visible());
        }
    }

    @Test
    void aBlobIsWrittenAndReadAfterASilence() {
        AzuriteStorage.clients().blobs(AzuriteStorage.azurite().blob()).createBlobContainer(name);
        try (var proxy = AzuriteStorage.faultsBefore(AzuriteStorage.azurite().blob())) {
            var blobs = new BlobStorageBlobs(impatient.blobs(proxy.uri()), name, InstantSource.system());
            proxy.plan().next(Fault.SILENCE);
            blobs.put("a", "bytes".getBytes(UTF_8));
            proxy.plan().next(Fault.SILENCE);
            assertArrayEquals("bytes".getBytes(UTF_8), blobs.find("a").orElseThrow());
        }
    }

    @Test
    void aSecretIsKeptAndReadAfterASilence() {
        try (var vault = AzuriteStorage.keyVault();
                var proxy = AzuriteStorage.faultsBefore(vault.uri())) {
            var secrets = new KeyVaultSecretStore(impatient.secrets(proxy.uri()));
            proxy.plan().next(Fault.SILENCE);
            secrets.put("org_silent", "key", "value");
            proxy.plan().next(Fault.SILENCE);
            assertEquals(Optional.of("value"), secrets.find("org_silent", "key"));
        }
    }
}
