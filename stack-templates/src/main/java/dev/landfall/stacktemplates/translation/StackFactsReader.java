package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.stacktemplates.model.ContainerImage;
import dev.landfall.stacktemplates.model.ControlPlane;
import dev.landfall.stacktemplates.model.Download;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerOptions;
import dev.landfall.stacktemplates.model.RunnerRelease;
import dev.landfall.stacktemplates.model.RunnerRelease.TerraformRelease;
import dev.landfall.stacktemplates.model.StackName;
import dev.landfall.stacktemplates.model.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import tools.jackson.databind.JsonNode;

/** Reads the TOML file with which a stack is rendered; the how-to for vendors lists its keys. */
public final class StackFactsReader {

    /** Longest file, in characters. */
    public static final int MAX_CHARACTERS = 64 * 1024;

    private static final String DEFAULT_CIDR = "10.128.0.0/16";
    private static final int DEFAULT_ZONES = 2;
    private static final int DEFAULT_DISK_GIB = 40;
    private static final int DEFAULT_DRAIN_MINUTES = 60;

    private final FactsTable root;
    private final Problems problems;

    private StackFactsReader(FactsTable root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * @param file how problems name it
     * @param text the file's
     */
    public static Reading<StackFacts> read(String file, String text) {
        var problems = new Problems();
        var start = Location.startOf(file);
        if (text.length() > MAX_CHARACTERS) {
            problems.add(start, "The file has more than " + MAX_CHARACTERS + " characters.");
            return problems.reading(() -> {
                throw new IllegalStateException();
            });
        }
        var parsed = Toml.parse(text);
        parsed.errors()
                .forEach(error -> problems.add(
                        new Location(
                                file, error.position().line(), error.position().column()),
                        String.valueOf(error.getMessage())));
        if (!problems.isEmpty()) {
            return problems.reading(() -> {
                throw new IllegalStateException();
            });
        }
        return new StackFactsReader(new FactsTable(file, parsed, start, problems), problems).facts();
    }

    private Reading<StackFacts> facts() {
        var name = root.text("name").flatMap(value -> root.make(() -> new StackName(value)));
        var vendor = root.required("vendor");
        var install = root.table("install");
        var id = install.make(() -> new InstallId(install.required("id")));
        var installName = install.required("name");
        install.end();
        var controlPlane = controlPlane(root.table("control_plane"));
        var target = target();
        var network = network(root.table("network"));
        var runner = root.table("runner");
        var host = host(root.table("host"), runner);
        var options = options(runner);
        var policyFile = runner.text("policy_file");
        var inputs = inputs(root.table("inputs"));
        var tags = root.table("tags").texts();
        if (host.isPresent()) {
            runner.end();
        }
        root.end();
        return problems.reading(() -> new StackFacts(
                name.orElse(null),
                vendor,
                id.orElseThrow(),
                installName,
                controlPlane.orElseThrow(),
                target.orElseThrow(),
                network.orElseThrow(),
                host.orElseThrow(),
                options.orElseThrow(),
                inputs,
                policyFile.orElse(null),
                tags,
                root.at()));
    }

    private static Optional<ControlPlane> controlPlane(FactsTable table) {
        var made = table.make(() -> new ControlPlane(
                address(table.required("address")),
                new PoolId(table.required("pool")),
                EcJwk.read(table.required("root_key"))));
        table.end();
        return made;
    }

    private Optional<Target> target() {
        var aws = root.table("aws");
        var azure = root.table("azure");
        if (aws.isPresent() == azure.isPresent()) {
            problems.add(root.at(), "Write [aws] or [azure], and one of them: the cloud that the stack is for.");
            return Optional.empty();
        }
        Optional<Target> target = aws.isPresent()
                ? aws.make(() -> new Target.Aws(
                        aws.text("account").orElse(null), aws.text("region").orElse(null)))
                : azure.make(() -> new Target.Azure(
                        azure.text("subscription").orElse(null),
                        azure.text("location").orElse(null)));
        aws.end();
        azure.end();
        return target;
    }

    private static Optional<Network> network(FactsTable table) {
        var kind = table.text("kind").orElse("own");
        Optional<Network> network = table.make(() -> switch (kind) {
            case "own" ->
                new Network.Own(table.text("cidr").orElse(DEFAULT_CIDR), table.number("zones", DEFAULT_ZONES));
            case "existing" -> new Network.Existing();
            default ->
                throw LandfallException.invalid(
                        "The kind of network is \"own\" or \"existing\", not \"" + kind + "\".");
        });
        table.end();
        return network;
    }

    private static Optional<RunnerHost> host(FactsTable table, FactsTable runner) {
        var kind = table.required("kind");
        Optional<RunnerHost> host = table.make(() -> switch (kind) {
            case "vm" ->
                new RunnerHost.VmGroup(
                        architecture(table),
                        table.text("size").orElse(null),
                        table.text("image").orElse(null),
                        table.number("disk_gib", DEFAULT_DISK_GIB),
                        release(runner));
            case "cluster" ->
                new RunnerHost.ExistingCluster(
                        table.text("namespace").orElse("landfall"),
                        table.text("service_account").orElse("landfall-runner"),
                        new ContainerImage(runner.required("image")));
            case "container" ->
                new RunnerHost.ContainerService(
                        architecture(table),
                        table.number("cpu_units", 1024),
                        table.number("memory_mib", 2048),
                        new ContainerImage(runner.required("image")));
            default ->
                throw LandfallException.invalid(
                        "The kind of host is \"vm\", \"cluster\" or \"container\", not \"" + kind + "\".");
        });
        table.end();
        return host;
    }

    private static RunnerRelease release(FactsTable runner) {
        var archive = download(runner, "archive", "sha256").orElse(null);
        if (archive == null) {
            throw LandfallException.invalid("A machine needs 'archive' and 'sha256' in [runner]: what it fetches.");
        }
        var terraform = download(runner, "terraform", "terraform_sha256")
                .map(zip -> new TerraformRelease(
                        zip, runner.text("terraform_program").orElse("terraform")))
                .orElse(null);
        return new RunnerRelease(
                runner.required("version"),
                archive,
                download(runner, "jdk", "jdk_sha256").orElse(null),
                runner.text("release_key").map(EcJwk::read).orElse(null),
                terraform);
    }

    private static Optional<Download> download(FactsTable runner, String address, String sha256) {
        var sum = runner.text(sha256).orElse("");
        return runner.text(address).map(found -> new Download(address(found), sum));
    }

    private static Architecture architecture(FactsTable table) {
        var name = table.text("architecture").orElse("arm64");
        return switch (name) {
            case "arm64" -> Architecture.ARM64;
            case "x86_64" -> Architecture.X86_64;
            default ->
                throw LandfallException.invalid("The architecture is \"arm64\" or \"x86_64\", not \"" + name + "\".");
        };
    }

    private static Optional<RunnerOptions> options(FactsTable runner) {
        return runner.make(() -> new RunnerOptions(
                Duration.ofMinutes(runner.number("drain_minutes", DEFAULT_DRAIN_MINUTES)),
                runner.table("settings").texts()));
    }

    private static SortedMap<String, JsonNode> inputs(FactsTable table) {
        var inputs = new TreeMap<String, JsonNode>();
        table.values().forEach((name, value) -> inputs.put(name, node(value)));
        return inputs;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case TomlTable table -> Json.readTree(table.toJson().getBytes(StandardCharsets.UTF_8));
            case TomlArray array -> Json.readTree(array.toJson().getBytes(StandardCharsets.UTF_8));
            case Long number -> Json.mapper().valueToTree(number);
            case Double number -> Json.mapper().valueToTree(number);
            case Boolean truth -> Json.mapper().valueToTree(truth);
            default -> Json.mapper().valueToTree(value.toString());
        };
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new LandfallException(ErrorKind.INVALID, "'" + text + "' is not an address.", e);
        }
    }
}
