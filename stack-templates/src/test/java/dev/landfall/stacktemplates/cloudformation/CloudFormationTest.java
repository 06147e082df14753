package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.SampleStacks;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
    void aNameThatAnotherThingNeedsForItsOwnIsAProblem() {
        assertEquals(
                List.of(
                        "stack.toml:1:1: Two roles, secrets or nested stacks need the name SecretDbStore in CloudFormation,"
                                + " one of them for what belongs to it. Rename one."),
                problems(SampleStacks.withSecrets(SAMPLE, "db", "db_store")));
        var bounded = SampleStacks.role("a", Kind.CUSTOM, "action:a", List.of(), "{\"Statement\":[]}");
        var boundary = SampleStacks.role("a-boundary", Kind.CUSTOM, "action:b", List.of(), null);
        assertTrue(problems(SampleStacks.with(SAMPLE, List.of(bounded, boundary)))
                .toString()
                .contains("need the name RoleABoundary"));
    }

    @Test
    void aRoleForMoreOperationsThanATrustPolicyHoldsIsAProblem() {
        assertEquals(List.of(), problems(SampleStacks.with(SAMPLE, List.of(roleFor(15)))));
        var said = problems(SampleStacks.with(SAMPLE, List.of(roleFor(60)))).toString();
        assertTrue(said.contains("The role 'many' is for 60 operations by their names"), said);
        assertTrue(said.contains("IAM takes 2048"), said);
    }

    private static OperationRole roleFor(int actions) {
        var operations = IntStream.range(0, actions)
                .mapToObj(number -> "action:a-name-of-some-length-" + number)
                .toList();
        return new OperationRole(
                "many",
                Kind.CUSTOM,
                "Many",
                "Many",
                new TreeSet<>(operations),
                List.of(),
                null,
                false,
                Location.startOf("permissions/many.toml"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "aws:owner | x | 'aws:owner' is set by AWS or by the stack itself",
                "Name | x | 'Name' is set by AWS or by the stack itself",
                "landfall:install | x | is set by AWS or by the stack itself",
                "team | a;b | The tag 'team' is none of AWS's",
                "te*m | x | The tag 'te*m' is none of AWS's",
            })
    void aTagThatAwsDoesNotTakeIsAProblem(String key, String value, String said) {
        var problems = problems(SampleStacks.withTags(SAMPLE, new TreeMap<>(Map.of(key, value))));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains(said), problems.toString());
    }

    @Test
    void moreTagsThanAwsTakesAreAProblem() {
        var tags = new TreeMap<String, String>();
        IntStream.range(0, 49).forEach(number -> tags.put("t" + number, ""));
        assertTrue(problems(SampleStacks.withTags(SAMPLE, tags)).getFirst().contains("51 tags; AWS takes 50"));
    }

    @Test
    void aSecretCalledLikeTheKeyOfPlansIsAProblem() {
        assertEquals(
                List.of(
                        "secrets.toml:1:1: The secret 'plan-key' is called like the stack's own key of plans. Rename it."),
                problems(SampleStacks.withSecrets(SAMPLE, "plan-key")));
    }

    @Test
    void aStackForAnotherCloudIsRefused() {
        assertFalse(new CloudFormation()
                .render(SampleStacks.azure(OWN, SampleStacks.VM))
                .problems()
                .isEmpty());
    }

    private static List<String> problems(StackModel model) {
        return new CloudFormation()
                .render(model).problems().stream().map(Object::toString).toList();
    }

    private static void assertRefused(
            List<Permission> permissions, @org.jspecify.annotations.Nullable String boundary, String problem) {
        var role = SampleStacks.role("provision", Kind.PROVISION, "provision", permissions, boundary);

        assertEquals(List.of(problem), problems(SampleStacks.with(SAMPLE, List.of(role))));
    }
}
