package dev.landfall.stacktemplates.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.Scope;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.SampleStacks;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.Golden;
import dev.landfall.stacktemplates.rendering.Rendering;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AzureRenderingTest {

    private static final Network OWN = new Network.Own("10.128.0.0/16", 2);
    private static final VmGroup X86 = new VmGroup(Architecture.X86_64, null, null, 40, SampleStacks.RELEASE);
    private static final StackModel SAMPLE = SampleStacks.azure(OWN, X86);

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of("vm-own-network", SAMPLE),
                Arguments.of("vm-existing-network", SampleStacks.azure(new Network.Existing(), SampleStacks.VM)),
                Arguments.of("existing-cluster", SampleStacks.azure(OWN, SampleStacks.CLUSTER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void aStackIsTheTemplateThatWasLookedAt(String name, StackModel model) {
        Golden.check("arm/" + name, AzureRendering.arm().render(model).orElseThrow());
        Golden.check("bicep/" + name, AzureRendering.bicep().render(model).orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void theSameStackGivesTheSameBytes(String name, StackModel model) {
        for (Rendering rendering : List.of(AzureRendering.arm(), AzureRendering.bicep())) {
            assertEquals(rendering.render(model), rendering.render(model), name);
        }
    }

    @Test
    void nobodyMadeTheKeyThatAzureWantsForSigningIn() throws NoSuchAlgorithmException {
        var sentence = "Landfall: nobody has the private half of this key, 0".getBytes(StandardCharsets.UTF_8);
        var blob = Base64.getDecoder().decode(MachineDefaults.NOBODYS_KEY.substring("ssh-ed25519 ".length()));
        assertEquals(
                Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(sentence)),
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(blob, blob.length - 32, blob.length)));
    }

    @Test
    void namesThatAreUniqueInTheWorldAreNoLongerThanAzureTakes() {
        var longest = "a2345678901234567890123456789012";
        assertEquals(24, AzureNames.prefix(longest, 10).length() + 1 + AzureNames.UNIQUE_STRING);
        assertEquals(24, AzureNames.prefix(longest, 11).length() + AzureNames.UNIQUE_STRING);
        assertEquals("acmebank", AzureNames.prefix("acme-bank", 10));
    }

    @Test
    void whatAzureWouldNotTakeIsToldAllAtOnce() {
        var role = SampleStacks.role(
                "provision",
                Kind.PROVISION,
                "provision",
                List.of(
                        new Permission.AzureBuiltInRole("Contributer", Scope.RESOURCE_GROUP),
                        new Permission.AzureBuiltInRole("Reader", Scope.SUBSCRIPTION)),
                null);
        var problems = AzureRendering.bicep()
                .render(SampleStacks.with(SAMPLE, List.of(role)))
                .problems();
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(1).message().contains("granted over the subscription"), problems.toString());
        assertTrue(
                problems.get(0).message().contains("'Contributer', whose id is not known here"), problems.toString());
        assertEquals("permissions/provision.toml", problems.get(0).file());
    }

    @Test
    void aStackForAwsOrOfContainersIsRefused() {
        var aws = AzureRendering.arm().render(SampleStacks.aws(OWN, X86));
        assertTrue(aws.report().contains("not for Azure"), aws.report());
        var containers = AzureRendering.arm()
                .render(SampleStacks.azure(
                        OWN, new RunnerHost.ContainerService(Architecture.ARM64, 1024, 2048, SampleStacks.IMAGE)));
        assertTrue(containers.report().contains("AKS cluster"), containers.report());
    }

    @Test
    void moreParametersThanAzureTakesAreRefused() {
        var inputs = IntStream.range(0, 250)
                .mapToObj(i -> new CustomerInput(
                        "i" + i, "I", "I.", CustomerInput.Type.TEXT, "", false, Location.startOf("inputs.toml")))
                .toList();
        var problems = AzureRendering.arm()
                .render(with(SAMPLE, SAMPLE.secrets(), List.of(new InputGroup("g", "G", "", inputs)), null))
                .problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().message().contains("parameters; Azure takes 256"), problems.toString());
    }

    @Test
    void aFirstScriptThatAzureWouldNotTakeIsRefused() {
        var report = AzureRendering.arm()
                .render(with(SAMPLE, SAMPLE.secrets(), SAMPLE.groups(), "# long\n".repeat(8_000)))
                .report();
        assertTrue(report.contains("Azure takes 65535"), report);
    }

    @Test
    void secretsAndInputsThatAzureCannotTellApartAreRefused() {
        var at = Location.startOf("secrets.toml");
        var secrets = Stream.of("db_password", "db-password", "landfall_plan_key")
                .map(name -> new CustomerSecret(
                        name, name, "", CustomerSecret.Source.REQUIRED, CustomerSecret.Format.TEXT, at))
                .toList();
        var inputs = Stream.of("max-size", "max_size")
                .map(name -> new CustomerInput(name, name, "", CustomerInput.Type.TEXT, null, true, at))
                .toList();
        var problems = AzureRendering.arm()
                .render(with(SAMPLE, secrets, List.of(new InputGroup("g", "G", "", inputs)), null))
                .problems();
        assertEquals(3, problems.size(), problems.toString());
    }

    @Test
    void anExpressionLongerThanAzureTakesIsRefused() {
        var cluster = SampleStacks.azure(OWN, SampleStacks.CLUSTER);
        var policy = "# of the customer\n".repeat(1_400);
        var report = AzureRendering.bicep()
                .render(with(cluster, cluster.secrets(), cluster.groups(), policy))
                .report();
        assertTrue(report.contains("characters in one expression; Azure takes 24576"), report);
    }

    @Test
    void textInBracketsIsNoExpression() {
        var inputs = Stream.of("[1, 2]", "[beta] x")
                .map(text -> new CustomerInput(
                        "i" + text.length(),
                        text,
                        "I.",
                        CustomerInput.Type.JSON,
                        text,
                        false,
                        Location.startOf("inputs.toml")))
                .toList();
        var files = AzureRendering.arm()
                .render(with(SAMPLE, SAMPLE.secrets(), List.of(new InputGroup("g", "G", "", inputs)), null))
                .orElseThrow();
        for (var file : files) {
            assertTrue(file.text().contains("\"defaultValue\": \"[[1, 2]\""), file.path());
            assertTrue(file.text().contains("\"defaultValue\": \"[beta] x\""), file.path());
        }
    }

    @Test
    void rolesThatAzureCannotTellApartAreRefused() {
        assertEquals(
                List.of(
                        "stack.toml:1:1: Two roles, secrets or inputs need the name enableA12 in the template, which has no '_' and '-'. Rename one."),
                problems("a12", "a1-2").stream()
                        .filter(problem -> problem.contains("enable"))
                        .toList());
        assertEquals(
                List.of("permissions/runner.toml:1:1: The role 'runner' is called like the runner's own identity, which"
                        + " would be granted what the role has. Rename it."),
                problems("runner"));
    }

    private static List<String> problems(String... roles) {
        var custom = Stream.of(roles)
                .map(name -> SampleStacks.role(name, Kind.CUSTOM, "action:" + name, List.of(), null))
                .toList();
        return AzureRendering.bicep().render(SampleStacks.with(SAMPLE, custom)).problems().stream()
                .map(Object::toString)
                .toList();
    }

    private static StackModel with(
            StackModel model, List<CustomerSecret> secrets, List<InputGroup> groups, @Nullable String policyFile) {
        return new StackModel(
                model.name(),
                model.install(),
                model.target(),
                model.controlPlane(),
                model.network(),
                model.host(),
                model.runner(),
                model.roles(),
                secrets,
                groups,
                model.nested(),
                model.state(),
                model.log(),
                model.phoneHome(),
                policyFile,
                model.tags());
    }
}
