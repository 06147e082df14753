package dev.landfall.stacktemplates.terraform.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.InstallFacts;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.OperationRole.Kind;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.SampleStacks;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.StackName;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.rendering.Golden;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsTerraformTest {

    private static final StackModel SAMPLE = SampleStacks.aws(new Network.Existing(), SampleStacks.VM);

    @Test
    void aStackInTheCustomersNetworkIsTheModuleThatWasLookedAt() {
        Golden.check("terraform/vm-existing-network", files(SAMPLE));
    }

    @Test
    void theSameStackGivesTheSameBytes() {
        assertEquals(files(SAMPLE), files(SAMPLE));
    }

    @Test
    void whatDiffersBetweenInstallsStandsInOneFile() {
        var other = new StackModel(
                new StackName("other"),
                new InstallFacts(new InstallId("in_ffffffffffffffff"), "globex", "acme", "Acme Ltd"),
                new Target.Aws("999999999999", "us-east-1"),
                SAMPLE.controlPlane(),
                SAMPLE.network(),
                SAMPLE.host(),
                SAMPLE.runner(),
                SAMPLE.roles(),
                SAMPLE.secrets(),
                SAMPLE.groups(),
                SAMPLE.nested(),
                SAMPLE.state(),
                SAMPLE.log(),
                SAMPLE.phoneHome(),
                "kinds = []\n",
                new TreeMap<>());

        var one = byPath(SAMPLE);
        var two = byPath(other);

        assertEquals(one.keySet(), two.keySet());
        assertNotEquals(one.remove("install.auto.tfvars"), two.remove("install.auto.tfvars"));
        assertEquals(one, two);
    }

    @Test
    void aTemplateInAVendorsTextMeansNothingToTerraform() {
        var policy = new Permission.AwsPolicy("own", """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:GetUser",
              "Resource": "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${aws:username}%{x}"}]}
            """);
        var role = SampleStacks.role("provision", Kind.PROVISION, "provision", List.of(policy), null);

        var roles = byPath(SampleStacks.with(SAMPLE, List.of(role))).get("roles.tf");

        assertTrue(
                String.valueOf(roles)
                        .contains("\"arn:${local.partition}:iam::${local.account}:user/$${aws:username}%%{x}\""),
                roles);
    }

    @Test
    void limitsOfIamAreProblemsAtTheRole() {
        var ten = IntStream.range(0, 10)
                .<Permission>mapToObj(number -> new Permission.AwsManagedPolicy("Policy" + number))
                .toList();
        var role = SampleStacks.role("provision", Kind.PROVISION, "provision", ten, null);

        assertEquals(
                List.of(
                        "permissions/provision.toml:1:1: The role 'provision' has 10 managed policies; IAM takes 10, of which"
                                + " the stack needs one. Write what it needs in one policy of its own."),
                problems(SampleStacks.with(SAMPLE, List.of(role))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runner", "start", "phone-home", "x-phone-home"})
    void aRoleCalledLikeOneOfTheStacksOwnIsAProblem(String name) {
        var role = SampleStacks.role(name, Kind.CUSTOM, "action:a", List.of(), null);

        assertEquals(
                List.of("permissions/" + name + ".toml:1:1: The role '" + name
                        + "' is called like one of the stack's own. Rename it."),
                problems(SampleStacks.with(SAMPLE, List.of(role))));
    }

    @Test
    void namesThatTerraformCannotTellApartAreAProblem() {
        var inputs = Stream.of("a_b", "a-b")
                .map(name -> new CustomerInput(
                        name, "I", "", CustomerInput.Type.TEXT, "", false, Location.startOf("inputs.toml")))
                .toList();

        assertEquals(
                List.of("inputs.toml:1:1: 'a-b' and 'a_b' have the same name in Terraform, input_a_b, which has no '-'."
                        + " Rename one."),
                problems(SampleStacks.withGroups(SAMPLE, List.of(new InputGroup("all", "All", "", inputs)))));
    }

    @Test
    void aVariableThatTwoSecretsNeedIsAProblem() {
        assertEquals(
                List.of(
                        "stack.toml:1:1: Two roles, secrets or inputs need the variable secret_api_version in Terraform."
                                + " Rename one."),
                problems(SampleStacks.withSecrets(SAMPLE, "api", "api_version")));
    }

    @Test
    void aStartScriptLongerThanEc2TakesIsAProblem() {
        var long12k = "# " + "x".repeat(12_000) + "\n";
        var model = new StackModel(
                SAMPLE.name(),
                SAMPLE.install(),
                SAMPLE.target(),
                SAMPLE.controlPlane(),
                SAMPLE.network(),
                SAMPLE.host(),
                SAMPLE.runner(),
                SAMPLE.roles(),
                SAMPLE.secrets(),
                SAMPLE.groups(),
                SAMPLE.nested(),
                SAMPLE.state(),
                SAMPLE.log(),
                SAMPLE.phoneHome(),
                long12k,
                SAMPLE.tags());

        assertTrue(problems(model).getFirst().contains("EC2 takes 16384"), problems(model)::toString);
    }

    @Test
    void aStackForAnotherCloudIsRefused() {
        assertFalse(problems(SampleStacks.azure(new Network.Existing(), SampleStacks.VM))
                .isEmpty());
    }

    private static Map<String, String> byPath(StackModel model) {
        return files(model).stream().collect(Collectors.toMap(RenderedFile::path, RenderedFile::text));
    }

    private static List<RenderedFile> files(StackModel model) {
        return AwsTerraform.full().render(model).orElseThrow();
    }

    private static List<String> problems(StackModel model) {
        return AwsTerraform.full().render(model).problems().stream()
                .map(Object::toString)
                .toList();
    }
}
