package dev.landfall.functionslocal.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.functionslocal.http.HttpLimits;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataBackupTest {

    @TempDir
    Path folder;

    @Test
    void backupOfARunningControlPlaneBecomesOneThatKnowsTheSame() throws Exception {
        var backup = folder.resolve("backup.zip");
        String token;
        try (var running = start(folder.resolve("first"))) {
            token = running.adminToken();
            assertEquals(
                    200, call(running, token, "POST", "/v1/projects", "{\"name\":\"web\",\"repository\":\"/r.git\"}"));
            assertEquals(
                    true,
                    call(running, token, "PUT", "/v1/secrets", "{\"path\":\"web\",\"key\":\"k\",\"value\":\"v\"}")
                            < 300);
            DataBackup.write(folder.resolve("first"), backup);
            assertEquals(200, call(running, token, "GET", "/v1/whoami", ""));
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
        DataBackup.restore(backup, folder.resolve("second"));
        try (var restored = start(folder.resolve("second"))) {
            assertEquals(token, restored.adminToken());
            assertEquals(200, call(restored, token, "GET", "/v1/projects/web", ""));
            assertTrue(get(restored, token, "/v1/secrets").contains("\"k\""));
        }
    }

    @Test
    void existingFileIsNotOverwritten() throws Exception {
        var backup = Files.writeString(folder.resolve("backup.zip"), "mine");
        start(folder.resolve("data")).close();
        assertEquals(ErrorKind.CONFLICT, failure(() -> DataBackup.write(folder.resolve("data"), backup)));
        assertEquals("mine", Files.readString(backup));
    }

    @Test
    void folderWithoutStateHasNothingToWrite() {
        assertEquals(ErrorKind.NOT_FOUND, failure(() -> DataBackup.write(folder, folder.resolve("backup.zip"))));
        assertFalse(Files.exists(folder.resolve("backup.zip")));
    }

    @Test
    void folderInUseIsNotRestoredInto() throws Exception {
        Files.writeString(folder.resolve("something"), "");
        var backup = zip("landfall.db");
        assertEquals(ErrorKind.CONFLICT, failure(() -> DataBackup.restore(backup, folder)));
    }

    @Test
    void whatIsNoBackupIsRefused() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "no zip");
        assertEquals(ErrorKind.INVALID, failure(() -> DataBackup.restore(text, folder.resolve("a"))));
        var other = zip("other");
        assertEquals(ErrorKind.INVALID, failure(() -> DataBackup.restore(other, folder.resolve("b"))));
        assertEquals(
                ErrorKind.NOT_FOUND, failure(() -> DataBackup.restore(folder.resolve("nothing"), folder.resolve("c"))));
    }

    @Test
    void entryOutsideTheFolderIsRefused() throws Exception {
        var backup = zip("landfall.db", "../outside");
        assertEquals(ErrorKind.INVALID, failure(() -> DataBackup.restore(backup, folder.resolve("data"))));
        assertFalse(Files.exists(folder.resolve("outside")));
    }

    private static LocalControlPlane start(Path data) {
        return LocalControlPlane.start(new LocalConfig(data, "127.0.0.1", 0, "org", 1, HttpLimits.DEFAULT));
    }

    private static int call(LocalControlPlane server, String token, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = request(server, token, path).method(method, BodyPublishers.ofString(body));
        try (var client = HttpClient.newHttpClient()) {
            var status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status == 201 ? 200 : status;
        }
    }

    private static String get(LocalControlPlane server, String token, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request(server, token, path).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static HttpRequest.Builder request(LocalControlPlane server, String token, String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private Path zip(String... names) throws IOException {
        var file = Files.createTempFile(folder, "backup", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
                zip.closeEntry();
            }
        }
        return file;
    }

    private static ErrorKind failure(Runnable attempt) {
        return assertThrows(LandfallException.class, attempt::run).kind();
    }
}
