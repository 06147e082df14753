package dev.landfall.runner.supervisor;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.config.RunnerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A machine with a runner that is a shell script, a {@code systemctl} that starts and stops it as processes, real archives of other
 * versions of that script, and a server that has them.
 */
public final class PlayedMachine implements AutoCloseable {

    public static final String INSTALLED = "1.0.0";

    /** The rest of the program of a version that works: the control plane has answered it. */
    static final String GOOD = "status true; exec sleep 300";

    /** Runs, and is never heard of. */
    static final String SILENT = "status false; exec sleep 300";

    private final Path root;
    private final EcKeys releaseKey = EcKeys.generate();
    private final HttpServer server;
    private volatile Runnable onDownload = () -> {};
    private volatile boolean endless;

    public PlayedMachine(Path root) throws Exception {
        this.root = root;
        for (var folder : List.of("runner", "releases", "bin", "served", "installed")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(key(), releaseKey.jwk().text());
        program(root.resolve("installed/landfall"), INSTALLED, GOOD);
        script(root.resolve("bin/systemctl"), systemctl());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            onDownload.run();
            var file = root.resolve("served" + exchange.getRequestURI().getPath());
            try (exchange) {
                if (endless) {
                    exchange.sendResponseHeaders(200, 0);
                    while (endless) {
                        exchange.getResponseBody().write(new byte[8192]);
                    }
                } else if (Files.exists(file)) {
                    exchange.sendResponseHeaders(200, Files.size(file));
                    Files.copy(file, exchange.getResponseBody());
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
    }

    /** The runner's folder. */
    public Path folder() {
        return root.resolve("runner");
    }

    Path releases() {
        return root.resolve("releases");
    }

    Path key() {
        return root.resolve("release-key.jwk");
    }

    public URI from() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public Map<String, String> environment() {
        return Map.of(
                "LANDFALL_RUNNER_DIR", folder().toString(),
                "LANDFALL_RUNNER_RELEASES", releases().toString(),
                "LANDFALL_RUNNER_RELEASE_KEY", key().toString(),
                "PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** Every file is as long as somebody reads it. */
    void serveWithoutEnd() {
        endless = true;
    }

    void onDownload(Runnable action) {
        onDownload = action;
    }

    /** Makes a version whose program goes on like that, serves its archive, and gives its signed manifest. */
    public String release(String version, String rest) throws Exception {
        return manifest(version, archive(version, rest), releaseKey);
    }

    /** An archive as the build makes them, below one folder. */
    Path archive(String version, String rest) throws Exception {
        var name = "landfall-runner-" + version + "-" + Platform.name();
        program(root.resolve("made").resolve(name).resolve("landfall"), version, rest);
        var archive = root.resolve("served").resolve(name + ".tar.gz");
        pack(archive);
        return archive;
    }

    /** Packs the folder that was made for an archive. */
    void pack(Path archive) throws Exception {
        var name = String.valueOf(archive.getFileName()).replace(".tar.gz", "");
        var tar = new ProcessBuilder("tar", "-C", root.resolve("made").toString(), "-czf", archive.toString(), name)
                .inheritIO()
                .start();
        if (!tar.waitFor(60, TimeUnit.SECONDS) || tar.exitValue() != 0) {
            throw new IllegalStateException("tar failed");
        }
    }

    String manifest(String version, Path archive, EcKeys signer) throws Exception {
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        var entry = new ReleaseManifest.Archive(
                Platform.name(), String.valueOf(archive.getFileName()), Files.size(archive), sum);
        return new ReleaseManifest(new ReleaseVersion(version), Instant.EPOCH, List.of(entry)).signedBy(signer);
    }

    /** Starts the installed runner. */
    void boot() throws Exception {
        var started = new ProcessBuilder(root.resolve("bin/systemctl").toString(), "start", "landfall-runner.service")
                .start();
        if (!started.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the installed runner did not start");
        }
        Files.deleteIfExists(root.resolve("calls"));
    }

    void ask(String manifest) throws IOException {
        var asked = Files.exists(releases().resolve("state.json")) ? 2 : 1;
        new UpdateRequest(new Lease(new JobId("rn_test.jb_" + asked), 1, 1), manifest, from()).write(folder());
    }

    /** A supervisor in this process, from where things are to the end. */
    public UpdateState supervise(InstantSource clock) throws InterruptedException {
        new Supervisor(RunnerConfig.from(environment()), Optional.of(new ReleaseVersion(INSTALLED)), clock).run();
        return UpdateState.find(releases()).orElseThrow();
    }

    /** Asks as the runner does that has reported its job. */
    void askToGo(boolean reported) throws IOException {
        new PowerOffRequest(new Lease(new JobId("rn_test.jb_9"), 1, 1), MachineBoot.id(), Instant.EPOCH, reported)
                .write(folder());
    }

    /** A supervisor in this process. */
    public void supervise(RunnerConfig config) throws InterruptedException {
        new Supervisor(config, Optional.of(new ReleaseVersion(INSTALLED)), InstantSource.system()).run();
    }

    /** A supervisor in a process of its own. */
    Process superviseApart() throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SuperviseProcess.class.getName());
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("supervisor.log").toFile())
                .start();
    }

    /** The next call of systemctl with that verb kills whoever called it, before or after it does its work. */
    void killAt(String when, String verb) throws IOException {
        Files.createFile(root.resolve("kill-" + when + "-" + verb));
    }

    /** Stopping fails from now on, although the runner ends. */
    void failToStop() throws IOException {
        Files.createFile(root.resolve("fail-stop"));
    }

    /** What systemctl was asked for, in order. */
    public List<String> calls() throws IOException {
        var file = root.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The version whose process runs, as it said itself. */
    String runs() throws IOException {
        long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
        if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            return "nothing";
        }
        return Json.readTree(Files.readAllBytes(folder().resolve("status.json")))
                .path("version")
                .asString();
    }

    @Override
    public void close() throws IOException {
        endless = false;
        server.stop(0);
        var pid = root.resolve("pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void program(Path file, String version, String rest) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var status = new HashMap<String, Object>(Map.of(
                "pid",
                1,
                "bootId",
                "b",
                "runner",
                "rn_test",
                "pool",
                "pool_test",
                "state",
                "running",
                "slots",
                1,
                "unreported",
                0,
                "startedAt",
                "2026-01-01T00:00:00Z",
                "version",
                version));
        status.put("clockOffsetSeconds", 0);
        var json = Json.writeString(status);
        script(
                file,
                "[ \"$1\" != --version ] || { echo " + version + "; exit 0; }\n"
                        + "status() { printf '%s' '" + json.substring(0, json.length() - 1)
                        + ",\"answered\":'\"$1\"'}' >'"
                        + folder().resolve("status.json.tmp") + "' && mv '" + folder().resolve("status.json.tmp")
                        + "' '"
                        + folder().resolve("status.json") + "'; }\n" + rest + "\n");
    }

    private String systemctl() {
        return """
                cd '%s'
                echo "$1" >>calls
                if [ -e "kill-before-$1" ]; then rm "kill-before-$1"; kill -9 $PPID; exit 1; fi
                case $1 in
                  start)
                    program=releases/current/landfall
                    [ -x $program ] || program=installed/landfall
                    $program runner start </dev/null >/dev/null 2>&1 &
                    echo $! >pid
                    tries=0
                    until [ -e runner/status.json ] || [ $tries = 100 ]; do tries=$((tries + 1)); sleep 0.1; done
                    ;;
                  stop)
                    [ ! -e pid ] || kill "$(cat pid)" 2>/dev/null || true
                    [ ! -e fail-stop ] || exit 1
                    ;;
                esac
                if [ -e "kill-after-$1" ]; then rm "kill-after-$1"; kill -9 $PPID; fi
                """.formatted(root);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
