package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.SampleStacks;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CloudFormationTest {

    private static final Network OWN = new Network.Own("10.128.0.0/16", 2);
    private static final StackModel SAMPLE = SampleStacks.aws(OWN, SampleStacks.VM);

    static Stream<Arguments> stacks() {
        return Stream.of(
                Arguments.of("vm-own-network", SAMPLE),
                Arguments.of("vm-existing-network", SampleStacks.aws(new Network.Existing(), SampleStacks.VM)),
                Arguments.of(
                        "container-own-network",
                        SampleStacks.aws(
                                OWN,
                                new RunnerHost.ContainerService(Architecture.X86_64, 1024, 2048, SampleStacks.IMAGE))),
                Arguments.of(
                        "existing-cluster",
                        SampleStacks.aws(
                                OWN, new RunnerHost.ExistingCluster("landfall", "runner", SampleStacks.IMAGE))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void aStackIsTheTemplateThatWasLookedAt(String name, StackModel model) {
        Golden.check(
                "cloudformation/" + name, new CloudFormation().render(model).orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void theSameStackGivesTheSameBytes(String name, StackModel model) {
        assertEquals(
                new CloudFormation().render(model).orElseThrow(),
                new CloudFormation().render(model).orElseThrow());
    }

    @Test
    void moreManagedPoliciesThanIamTakesAreAProblemAtTheRole() {
        var ten = IntStream.range(0, 10)
                .<Permission>mapToObj(number -> new Permission.AwsManagedPolicy("Policy" + number))
                .toList();

        assertRefused(
                ten,
                null,
                "permissions/provision.toml:1:1: The role 'provision' has 10 managed policies; IAM takes 10, of which"
                        + " the stack needs one. Write what it needs in one policy of its own.");
    }

    @Test
    void policiesLongerThanIamTakesAreAProblemAtTheRole() {
        var long9k = new Permission.AwsPolicy("long", "{\"Statement\":[\"" + "x".repeat(10_300) + "\"]}");

        assertRefused(
                List.of(long9k),
                null,
                "permissions/provision.toml:1:1: The policies of the role 'provision' have 10318 characters without"
                        + " white space; IAM takes 10240 for all of a role's own. Use wildcards or a managed policy.");
    }

    @Test
    void aBoundaryLongerThanIamTakesIsAProblemAtTheRole() {
        assertRefused(
                List.of(),
                "{\"Statement\":[\"" + "x".repeat(6_200) + "\"]}",
                "permissions/provision.toml:1:1: The permissions boundary of the role 'provision' has 6218 characters "
                        + "without white space; IAM takes 6144.");
    }

    @Test
    void whiteSpaceInAPolicyDoesNotCount() {
        var spaced = new Permission.AwsPolicy("spaced", "{\"Statement\":[" + " ".repeat(20_000) + "\"x\"]}");
        var role = SampleStacks.role("provision", Kind.PROVISION, "provision", List.of(spaced), null);

        assertTrue(new CloudFormation()
                .render(SampleStacks.with(SAMPLE, List.of(role)))
                .problems()
                .isEmpty());
    }

    @Test
    void whatIsNoPolicyIsAProblemAtTheRole() {
        assertRefused(
                List.of(new Permission.AwsPolicy("odd", "Statement: yaml")),
                null,
                "permissions/provision.toml:1:1: The policy 'odd' of the role 'provision' is not an IAM policy in"
                        + " JSON.");
    }

    @Test
    void moreParametersThanCloudFormationTakesAreOneProblem() {
        var inputs = IntStream.range(0, 200)
                .mapToObj(number -> new CustomerInput(
                        "i" + number, "I", "", CustomerInput.Type.TEXT, "", false, Location.startOf("inputs.toml")))
                .toList();
        var problems = new CloudFormation()
                .render(SampleStacks.withGroups(SAMPLE, List.of(new InputGroup("all", "All", "", inputs))))
                .problems();

        assertTrue(problems.getFirst()
                .message()
                .endsWith("CloudFormation takes 200. Let fewer inputs be configurable by the customer."));
    }

    @Test
    void aTemplateLongerThanCloudFormationTakesIsAProblem() {
        var roles = new ArrayList<>(SAMPLE.roles());
        for (int number = 0; number < 7; number++) {
            var policy = new Permission.AwsPolicy("long", "{\"Statement\":[\"" + "x".repeat(9_000) + "\"]}");
            roles.add(SampleStacks.role("r" + number, Kind.CUSTOM, "action:a" + number, List.of(policy), null));
        }
        var problems =
                new CloudFormation().render(SampleStacks.with(SAMPLE, roles)).problems();

        assertTrue(problems.getFirst().message().contains("CloudFormation takes 51200"), problems.toString());
    }

    @Test
    void namesThatCloudFormationCannotTellApartAreAProblem() {
        var inputs = Stream.of("a_b", "a-b")
                .map(name -> new CustomerInput(
                        name, "I", "", CustomerInput.Type.TEXT, "", false, Location.startOf("inputs.toml")))
                .toList();
        var problems = new CloudFormation()
                .render(SampleStacks.withGroups(SAMPLE, List.of(new InputGroup("all", "All", "", inputs))))
                .problems();

        assertEquals(
                "inputs.toml:1:1: 'a-b' and 'a_b' have the same name in CloudFormation, InputAB, which has no '_' and"
                        + " '-'. Rename one.",
                problems.getFirst().toString());
    }

    @Test
    void aStackForAnotherCloudIsRefused() {
        assertFalse(new CloudFormation()
                .render(SampleStacks.azure(OWN, SampleStacks.VM))
                .problems()
                .isEmpty());
    }

    private static void assertRefused(
            List<Permission> permissions, @org.jspecify.annotations.Nullable String boundary, String problem) {
        var role = SampleStacks.role("provision", Kind.PROVISION, "provision", permissions, boundary);
        var problems = new CloudFormation()
                .render(SampleStacks.with(SAMPLE, List.of(role)))
                .problems();

        assertEquals(List.of(problem), problems.stream().map(Object::toString).toList());
    }
}
