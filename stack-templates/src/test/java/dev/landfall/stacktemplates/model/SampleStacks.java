package dev.landfall.stacktemplates.model;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stacks to render in tests: with everything in them that a stack can have. */
public final class SampleStacks {

    public static final ControlPlane CONTROL_PLANE = new ControlPlane(
            URI.create("https://landfall.example.com"),
            new PoolId("pool_0001"),
            // The public key of RFC 7515, appendix A.3.
            new EcJwk(
                    "EC",
                    "P-256",
                    "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));

    public static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static final RunnerRelease RELEASE = new RunnerRelease(
            "0.3.1",
            new Download(URI.create("https://releases.example.com/landfall-0.3.1.tar.gz"), DIGEST),
            null,
            CONTROL_PLANE.rootKey(),
            null);

    public static final VmGroup VM = new VmGroup(Architecture.ARM64, null, null, 40, RELEASE);

    public static final ContainerImage IMAGE =
            new ContainerImage("registry.example.com/landfall/runner@sha256:" + DIGEST);

    public static final ExistingCluster CLUSTER = new ExistingCluster("landfall", "landfall-runner", IMAGE);

    private SampleStacks() {}

    public static StackModel aws(Network network, RunnerHost host) {
        return of(
                new Target.Aws("123456789012", "eu-central-1"),
                network,
                host,
                new Permission.AwsManagedPolicy("ReadOnlyAccess"),
                new Permission.AwsPolicy("buckets", """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"],
                      "Resource": "arn:${AWS::Partition}:s3:::acme-${AWS::AccountId}-*"}]}
                    """),
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny", "Action": ["iam:CreateUser", "organizations:*"], "Resource": "*"}]}
                """);
    }

    public static StackModel azure(Network network, RunnerHost host) {
        return of(
                new Target.Azure("11111111-2222-3333-4444-555555555555", "westeurope"),
                network,
                host,
                new Permission.AzureBuiltInRole("Reader", Permission.Scope.RESOURCE_GROUP),
                new Permission.AzureActions(
                        List.of("Microsoft.Storage/storageAccounts/*"),
                        List.of("Microsoft.Storage/storageAccounts/delete"),
                        List.of(),
                        List.of(),
                        Permission.Scope.RESOURCE_GROUP),
                null);
    }

    public static StackModel with(StackModel model, List<OperationRole> roles) {
        return with(model, roles, model.groups());
    }

    public static StackModel withGroups(StackModel model, List<InputGroup> groups) {
        return with(model, model.roles(), groups);
    }

    public static StackModel withNested(StackModel model, List<NestedTemplate> nested) {
        return with(model, model.roles(), model.secrets(), model.groups(), nested, model.tags());
    }

    /** With secrets of these names that the customer must type. */
    public static StackModel withSecrets(StackModel model, String... names) {
        var secrets = Stream.of(names)
                .map(name -> secret(name, Source.REQUIRED, Format.TEXT))
                .toList();
        return with(model, model.roles(), secrets, model.groups(), model.nested(), model.tags());
    }

    public static StackModel withTags(StackModel model, SortedMap<String, String> tags) {
        return with(model, model.roles(), model.secrets(), model.groups(), model.nested(), tags);
    }

    private static StackModel with(StackModel model, List<OperationRole> roles, List<InputGroup> groups) {
        return with(model, roles, model.secrets(), groups, model.nested(), model.tags());
    }

    private static StackModel with(
            StackModel model,
            List<OperationRole> roles,
            List<CustomerSecret> secrets,
            List<InputGroup> groups,
            List<NestedTemplate> nested,
            SortedMap<String, String> tags) {
        return new StackModel(
                model.name(),
                model.install(),
                model.target(),
                model.controlPlane(),
                model.network(),
                model.host(),
                model.runner(),
                roles,
                secrets,
                groups,
                nested,
                model.state(),
                model.log(),
                model.phoneHome(),
                model.policyFile(),
                tags);
    }

    public static OperationRole role(
            String name, Kind kind, String operation, List<Permission> permissions, @Nullable String boundary) {
        return new OperationRole(
                name,
                kind,
                "Acme " + name,
                "What Acme needs to " + name + ".",
                new TreeSet<>(List.of(operation)),
                permissions,
                boundary,
                kind != Kind.BREAK_GLASS && kind != Kind.CUSTOM,
                Location.startOf("permissions/" + name + ".toml"));
    }

    private static StackModel of(
            Target target,
            Network network,
            RunnerHost host,
            Permission reading,
            Permission writing,
            @Nullable String boundary) {
        var install = new InstallId("in_0123456789abcdef");
        var both = List.of(reading, writing);
        var tags = new TreeMap<String, String>();
        tags.put("team", "platform");
        return new StackModel(
                new StackName("acme-bank"),
                new InstallFacts(install, "bank", "acme", "Acme Ltd"),
                target,
                CONTROL_PLANE,
                network,
                host,
                new RunnerOptions(Duration.ofHours(1), new TreeMap<>()),
                List.of(
                        role("provision", Kind.PROVISION, "provision", both, boundary),
                        role("maintenance", Kind.MAINTENANCE, "maintenance", List.of(reading), boundary),
                        role("deprovision", Kind.DEPROVISION, "deprovision", both, boundary),
                        role("emergency", Kind.BREAK_GLASS, "break-glass", both, null),
                        role("backup", Kind.CUSTOM, "action:backup", List.of(reading), null)),
                List.of(
                        secret("license_key", Source.REQUIRED, Format.TEXT),
                        secret("smtp_password", Source.OPTIONAL, Format.BASE64),
                        secret("db_password", Source.GENERATED, Format.TEXT)),
                List.of(
                        new InputGroup(
                                "sizing",
                                "Sizing",
                                "How big it is.",
                                List.of(
                                        input("nodes", CustomerInput.Type.NUMBER, "3", true),
                                        input("zones", CustomerInput.Type.LIST, "a,b", false))),
                        new InputGroup(
                                "access",
                                "Access",
                                "Who gets in.",
                                List.of(
                                        input("domain", CustomerInput.Type.TEXT, null, true),
                                        input("public", CustomerInput.Type.BOOLEAN, "false", false),
                                        input("labels", CustomerInput.Type.JSON, "{}", false)))),
                List.of(),
                new StateStore(90),
                new RunnerLog(30),
                PhoneHome.of(CONTROL_PLANE.address(), install),
                "kinds = [\"terraform\", \"action\"]\n",
                tags);
    }

    private static CustomerSecret secret(String name, Source source, Format format) {
        return new CustomerSecret(
                name, "The " + name, "What " + name + " is for.", source, format, Location.startOf("secrets.toml"));
    }

    private static CustomerInput input(
            String name, CustomerInput.Type type, @Nullable String defaultValue, boolean required) {
        return new CustomerInput(
                name,
                "The " + name,
                "What " + name + " is for.",
                type,
                defaultValue,
                required,
                Location.startOf("inputs.toml"));
    }
}
