package dev.landfall.stacktemplates.terraform.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AzureTerraformTest {

    private static final Network OWN = new Network.Own("10.128.0.0/16", 2);
    private static final VmGroup X86 = new VmGroup(Architecture.X86_64, null, null, 40, SampleStacks.RELEASE);
    private static final StackModel SAMPLE = SampleStacks.azure(OWN, X86);

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of("azure-own-network", SAMPLE),
                Arguments.of("azure-existing-network", SampleStacks.azure(new Network.Existing(), SampleStacks.VM)),
                Arguments.of("azure-existing-cluster", SampleStacks.azure(OWN, SampleStacks.CLUSTER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void aStackIsTheModuleThatWasLookedAt(String name, StackModel model) {
        Golden.check("terraform/" + name, AzureTerraform.full().render(model).orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void theSameStackGivesTheSameBytes(String name, StackModel model) {
        assertEquals(AzureTerraform.full().render(model), AzureTerraform.full().render(model), name);
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
        var problems = AzureTerraform.full()
                .render(SampleStacks.with(SAMPLE, List.of(role)))
                .problems();
        assertEquals(2, problems.size(), problems.toString());
    }

    @Test
    void namesThatTwoThingsNeedAreRefused() {
        var twice = AzureTerraform.full().render(SampleStacks.withSecrets(SAMPLE, "api", "api_version"));
        assertTrue(twice.report().contains("need the variable secret_api_version in Terraform"), twice.report());
        var runner = SampleStacks.role("runner", Kind.CUSTOM, "action:a", List.of(), null);
        var own = AzureTerraform.full().render(SampleStacks.with(SAMPLE, List.of(runner)));
        assertTrue(own.report().contains("called like the runner's own identity"), own.report());
    }

    @Test
    void aStackForAwsOrOfContainersIsRefused() {
        var aws = AzureTerraform.full().render(SampleStacks.aws(OWN, X86));
        assertTrue(aws.report().contains("not for Azure"), aws.report());
        var containers = AzureTerraform.full()
                .render(SampleStacks.azure(
                        OWN, new RunnerHost.ContainerService(Architecture.ARM64, 1024, 2048, SampleStacks.IMAGE)));
        assertTrue(containers.report().contains("AKS cluster"), containers.report());
    }
}
