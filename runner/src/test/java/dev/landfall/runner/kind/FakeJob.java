package dev.landfall.runner.kind;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.job.BlobTransfer;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.HandledWork;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.job.JobLog;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.job.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A job's context with real processes, a log in memory and no masking, so that a test sees what a log would get. */
public final class FakeJob implements JobContext, JobLog {

    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    private final JobSpec spec;
    private final JobFolders folders;
    private final FakeClient client;
    private final FakeBlobs blobs;
    private final FakeSecrets secrets;
    private final String path;
    private final FakeCancellation cancellation = new FakeCancellation();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<String> notices = new ArrayList<>();
    private final List<Long> processes = new ArrayList<>();

    public FakeJob(
            Path root,
            JobWork work,
            FakeClient client,
            FakeBlobs blobs,
            Map<SecretRef, String> secretValues,
            String path) {
        this.spec = new JobSpec(
                new JobId("in_test.jb_1"),
                1,
                new PoolId("pool_1"),
                NOW,
                NOW.plusSeconds(600),
                600,
                5,
                List.copyOf(secretValues.keySet()),
                "acme",
                work,
                new OrgId("org_1"),
                JobOperation.MAINTENANCE,
                work instanceof TerraformWork terraform && terraform.store() != null
                        ? new JobIdentity.AwsRole("arn:aws:iam::123456789012:role/maintenance", null, null)
                        : JobIdentity.NONE);
        this.folders = folders(root);
        this.client = client;
        this.blobs = blobs;
        this.secrets = new FakeSecrets(secretValues);
        this.path = path;
    }

    /** All phases as the executor goes through them. */
    public record Ended(Execution execution, Optional<ResultDetail> detail) {}

    public Ended run(HandledWork<?> handled) {
        try {
            handled.fetch(this);
            handled.validate(this);
            handled.initialise(this);
            var execution = handled.execute(this);
            return new Ended(
                    execution, execution.outcome() == JobOutcome.SUCCEEDED ? handled.outputs(this) : Optional.empty());
        } finally {
            handled.cleanup(this);
        }
    }

    public String logText() {
        synchronized (text) {
            return text.toString(StandardCharsets.UTF_8) + String.join("\n", notices);
        }
    }

    public List<Long> processes() {
        return processes;
    }

    public FakeSecrets fakeSecrets() {
        return secrets;
    }

    public void cancel() {
        cancellation.request();
    }

    @Override
    public ProcessExit run(Command command) {
        cancellation.check();
        var builder = new ProcessBuilder(command.argv());
        var directory = command.directory();
        builder.directory((directory == null ? folders.source() : directory).toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        path,
                        "HOME",
                        folders.home().toString(),
                        "TMPDIR",
                        folders.temporary().toString(),
                        "LANG",
                        "C.UTF-8"));
        builder.environment().putAll(command.env());
        try {
            return ended(builder.start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ProcessExit ended(Process process, Command command) throws IOException, InterruptedException {
        processes.add(process.pid());
        var registration = cancellation.onRequest(() -> interrupt(process));
        try {
            process.getOutputStream().close();
            var out = new Pump(process.getInputStream(), command.stdout());
            var err = new Pump(process.getErrorStream(), command.stderr());
            out.thread.join();
            err.thread.join();
            return new ProcessExit(process.waitFor(), out.captured(), err.captured());
        } finally {
            registration.close();
        }
    }

    private void interrupt(Process process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JobFolders folders(Path root) {
        try {
            var folders = new JobFolders(
                    root.resolve("job"),
                    root.resolve("job/source"),
                    root.resolve("job/work"),
                    root.resolve("job/home"),
                    root.resolve("job/tmp"),
                    root.resolve("cache"),
                    root.resolve("runner"));
            for (var folder : List.of(
                    folders.source(),
                    folders.work(),
                    folders.home(),
                    folders.temporary(),
                    folders.cache(),
                    folders.runner())) {
                Files.createDirectories(folder);
            }
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Pump {

        private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
        private final Thread thread;

        Pump(InputStream in, Command.Output where) {
            this.thread = Thread.ofVirtual().start(() -> copy(in, where));
        }

        String captured() {
            return captured.toString(StandardCharsets.UTF_8);
        }

        private void copy(InputStream in, Command.Output where) {
            try (in) {
                var buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    switch (where) {
                        case LOG -> log(buffer, n);
                        case CAPTURE -> captured.write(buffer, 0, n);
                        case LOG_AND_CAPTURE -> {
                            log(buffer, n);
                            captured.write(buffer, 0, n);
                        }
                        case DISCARD -> {}
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void log(byte[] bytes, int length) {
            synchronized (text) {
                text.write(bytes, 0, length);
            }
        }
    }

    @Override
    public JobSpec spec() {
        return spec;
    }

    @Override
    public Lease lease() {
        return new Lease(spec.job(), 1, 7);
    }

    @Override
    public JobFolders folders() {
        return folders;
    }

    @Override
    public JobLog log() {
        return this;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public FakeCancellation cancellation() {
        return cancellation;
    }

    @Override
    public BlobTransfer blobs() {
        return blobs.in(folders.work());
    }

    @Override
    public ControlPlaneClient client() {
        return client;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public void notice(String line) {
        synchronized (text) {
            notices.add(line);
        }
    }

    @Override
    public OutputStream stdout() {
        return text;
    }

    @Override
    public OutputStream stderr() {
        return text;
    }
}
