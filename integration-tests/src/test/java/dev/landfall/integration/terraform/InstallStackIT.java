package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.stack.AppliedTemplate;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Install stacks on AWS as Terraform modules: they are valid, closed, hold no secret, and let through what CloudFormation's do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallStackIT {

    private static final String SECRET = "correct-horse-battery";
    private static final Path STACKS = Path.of("stack-templates", "src", "test", "golden");
    private static final Map<String, List<String>> GIVEN = Map.of(
            "example-ec2", List.of("input_domain=shop.example.com", "secret_license_key=" + SECRET),
            "example-ecs", List.of("vpc_id=vpc-0123456789abcdef0", "subnet_ids=[\"subnet-0123\"]"),
            "example-eks", List.of("cluster_name=main"),
            "vm-existing-network",
                    List.of(
                            "vpc_id=vpc-0123456789abcdef0",
                            "subnet_ids=[\"subnet-0123\"]",
                            "input_domain=shop.example.com",
                            "secret_license_key=" + SECRET));

    private final Map<String, Map<String, JsonNode>> applied = new HashMap<>();
    private Terraform terraform;
    private Path folder;

    @BeforeAll
    void copyTheStacks(@TempDir Path empty) {
        folder = empty;
        terraform = Terraform.of(Checkout.root().resolve(STACKS).resolve("terraform"), empty);
    }

    @AfterAll
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    @Test
    void allFilesAreFormatted() {
        var written = Checkout.root().resolve(STACKS).resolve("terraform");
        terraform
                .run(written, List.of("fmt", "-check", "-recursive", "-diff", "-no-color"))
                .assertOk();
    }

    @ParameterizedTest
    @CsvSource({
        "example-ec2, every network own-network machine",
        "example-ecs, network container",
        "example-eks, cluster",
        "vm-existing-network, existing-network",
    })
    void aStackIsValidAndWhatHoldsOfItHolds(String stack, String tests) throws IOException {
        var copy = copyOf(stack, "valid-" + stack, tests.split(" "));

        terraform.run(copy, List.of("validate", "-no-color")).assertOk();
        test(copy, stack).assertOk();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "unknown attribute | runner.tf | http_put_response_hop_limit = 1 | http_put_hop_limit = 1 | Unsupported argument",
                "unknown type | runner.tf | \"aws_launch_template\" \"runner\" | \"aws_launch_templates\" \"runner\" | Invalid resource type",
                "secret that the state keeps | secrets.tf | secret_string_wo         = var | secret_string = var | Invalid use of ephemeral value",
                "reference to no role | roles.tf | aws_iam_role.runner.arn | aws_iam_role.runners.arn | Reference to undeclared resource",
            })
    void aFaultThatMakesAStackInvalidIsFound(String fault, String file, String from, String to, String said)
            throws IOException {
        var copy = copyOf("example-ec2", "invalid-" + fault.replace(' ', '-'));
        change(copy.resolve(file), from, to);

        var run = terraform.run(copy, List.of("validate", "-no-color"));

        assertEquals(1, run.exit(), fault);
        assertTrue(run.output().replaceAll("\\s+", " ").contains(said), run.output());
    }

    /** All at once, as none hides another: each is found by its own words. */
    @Test
    void faultsThatOpenAStackAreFound() throws IOException {
        var copy = copyOf("example-ec2", "open", "network", "own-network", "machine");
        change(copy.resolve("runner.tf"), "\"required\"", "\"optional\"");
        change(copy.resolve("runner.tf"), "associate_public_ip_address = false", "associate_public_ip_address = true");
        change(copy.resolve("runner.tf"), "encrypted             = true", "encrypted             = false");
        change(copy.resolve("runner.tf"), "max_size                  = var.runner_enabled ? 1 : 0", "max_size = 1");
        change(
                copy.resolve("variables.tf"),
                "length(trimspace(var.secret_license_key)) > 0",
                "var.secret_license_key != \"x\"");
        change(copy.resolve("network.tf"), "map_public_ip_on_launch = false", "map_public_ip_on_launch = true");
        change(copy.resolve("network.tf"), "  description = \"Landfall runner, out only\"\n", """
                ingress {
                  from_port   = 22
                  to_port     = 22
                  protocol    = "tcp"
                  cidr_blocks = ["0.0.0.0/0"]
                }
                """);
        var emergency =
                "description = \"Emergency: Everything that the account allows, for as long as you leave it on.\"\n"
                        + "  type        = bool\n  default     = ";
        change(copy.resolve("variables.tf"), emergency + "false", emergency + "true");

        var run = test(copy, "example-ec2");

        assertEquals(1, run.exit());
        for (var words : List.of(
                "The metadata service must be version 2 only and one hop away.",
                "A machine must have no public address.",
                "Disks must be encrypted.",
                "There must be no machine.",
                "Nothing may come in.",
                "A subnet must give no public address.",
                "The role of emergencies must be off.",
                "Missing expected failure")) {
            assertTrue(run.output().contains(words), () -> words + " is not in " + run.output());
        }
    }

    @Test
    void noSecretIsInTheStateOrAPlanAndASecondPlanChangesNothing() throws IOException {
        var copy = copyOf("vm-existing-network", "secrets");
        var variables = new ArrayList<>(options("vm-existing-network"));
        variables.addAll(List.of("-var=secret_smtp_password=eHl6enkteHl6enk=", "-var=secret_smtp_password_version=1"));

        terraform.run(copy, with(variables, "plan", "-no-color", "-out=plan")).assertOk();
        var plan =
                terraform.run(copy, List.of("show", "-json", "plan")).assertOk().output();
        terraform
                .run(copy, with(variables, "apply", "-no-color", "-auto-approve"))
                .assertOk();
        var state = Files.readString(copy.resolve("terraform.tfstate"));

        for (var text : List.of(plan, state)) {
            assertTrue(text.contains("acme-bank/smtp_password"));
            for (var secret :
                    List.of(SECRET, "eHl6enkteHl6enk=", "aws_secretsmanager_random_password.random_password")) {
                assertFalse(text.contains(secret), secret);
            }
        }
        assertEquals(
                0,
                terraform
                        .run(copy, with(variables, "plan", "-no-color", "-detailed-exitcode"))
                        .exit());
    }

    @Test
    void whatTheStatesNeedOutlivesTheStack() throws IOException {
        var copy = copyOf("example-eks", "kept");
        terraform
                .run(copy, with(options("example-eks"), "apply", "-no-color", "-auto-approve"))
                .assertOk();

        var refused = terraform.run(copy, with(options("example-eks"), "destroy", "-no-color", "-auto-approve"));
        assertEquals(1, refused.exit());
        assertTrue(refused.output().contains("Instance cannot be destroyed"), refused.output());

        terraform.run(copy, List.of("state", "rm", "module.state")).assertOk();
        terraform
                .run(copy, with(options("example-eks"), "destroy", "-no-color", "-auto-approve"))
                .assertOk();
    }

    @Test
    void aCallOfThePublishedModuleIsValid() throws IOException {
        var copy = copyOf("example-ec2-thin", "thin");
        Terraform.copy(folder.resolve("example-ec2"), Files.createDirectories(copy.resolve("stack")));
        Files.delete(copy.resolve("stack/install.auto.tfvars"));
        change(
                copy.resolve("main.tf"),
                "  source  = \"registry.example.com/shop/stack/aws\"\n  version = \"1.4.0\"\n",
                "  source = \"./stack\"\n");

        terraform.run(copy, List.of("init", "-no-color")).assertOk();
        terraform.run(copy, with(options("example-ec2"), "plan", "-no-color")).assertOk();
        change(copy.resolve("main.tf"), "  pool ", "  pools ");
        assertEquals(1, terraform.run(copy, List.of("validate", "-no-color")).exit());
    }

    @Test
    void aSecretThatTheStateKeepsIsSeen() throws IOException {
        var copy = copyOf("example-ec2", "kept-secret");
        change(copy.resolve("variables.tf"), "  sensitive   = true\n  ephemeral   = true\n", "  sensitive   = true\n");
        change(copy.resolve("secrets.tf"), "secret_string_wo         = var", "secret_string = var");
        change(copy.resolve("secrets.tf"), "  secret_string_wo_version = var.secret_license_key_version\n", "");

        terraform
                .run(copy, with(options("example-ec2"), "apply", "-no-color", "-auto-approve"))
                .assertOk();

        assertTrue(Files.readString(copy.resolve("terraform.tfstate")).contains(SECRET));
    }

    /** But for the key of plans, whose name is only known when there is one. */
    @Test
    void theMachineRunsTheScriptThatItRunsInCloudFormation() throws IOException {
        var made = applied("example-ec2", "enable_emergency=true");
        var userData = Objects.requireNonNull(made.get("aws_launch_template.runner"))
                .path("user_data")
                .asString();
        var script = new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
        var template = cloudFormation("example-ec2");
        var start = template.indexOf("#!/bin/sh", template.indexOf("UserData:"));

        var expected = lines(template.substring(start, template.indexOf("TagSpecifications:", start)));
        assertEquals(String.join("\n", expected), String.join("\n", lines(script)));
        assertTrue(script.contains(
                "export PLAN_KEY='arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-acme/plan-key-"));
    }

    private static List<String> lines(String script) {
        return script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty()
                        && !line.contains("export PLAN_KEY=")
                        && !line.matches("-( !Sub)? \\|-?|#!/bin/sh|set -eu"))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "example-ec2, enable_emergency=true, RoleEmergencyEnabled",
        "example-ecs, runner_enabled=true, RunnerEnabled",
        "example-eks, runner_enabled=true, RunnerEnabled",
    })
    void everyRoleMayWhatItMayInCloudFormation(String stack, String variable, String parameter) throws IOException {
        var template = AppliedTemplate.of(cloudFormation(stack), Map.of(parameter, "true"));
        var made = applied(stack, variable);

        assertEquals(template.roles(), Roles.of(made));
        assertEquals(template.policy("StackKey", "KeyPolicy"), Roles.policy(made, "module.state.aws_kms_key.stack"));
        assertEquals(
                template.policy("StateBucketPolicy", "PolicyDocument"),
                Roles.policy(made, "module.state.aws_s3_bucket_policy.states"));
    }

    @Test
    void aBoundaryThatIsGoneIsSeen() throws IOException {
        var copy = copyOf("example-ec2", "unbounded");
        change(
                copy.resolve("roles.tf"),
                "permissions_boundary = aws_iam_policy.role_provision_boundary[0].arn",
                "path = \"/\"");
        var template = AppliedTemplate.of(cloudFormation("example-ec2"), Map.of());

        assertNotEquals(template.roles(), Roles.of(apply(copy, "example-ec2", "runner_enabled=true")));
    }

    private static String cloudFormation(String stack) throws IOException {
        return Files.readString(Checkout.root()
                .resolve(STACKS)
                .resolve("cloudformation")
                .resolve(stack)
                .resolve("stack.yaml"));
    }

    /** What the unchanged stack has made; applied once. */
    private Map<String, JsonNode> applied(String stack, String variable) throws IOException {
        var known = applied.get(stack + variable);
        if (known == null) {
            known = apply(copyOf(stack, "applied-" + stack), stack, variable);
            applied.put(stack + variable, known);
        }
        return known;
    }

    private Map<String, JsonNode> apply(Path copy, String stack, String variable) {
        var variables = new ArrayList<>(options(stack));
        variables.add("-var=" + variable);
        terraform
                .run(copy, with(variables, "apply", "-no-color", "-auto-approve"))
                .assertOk();
        var shown = terraform.run(copy, List.of("show", "-json")).assertOk().output();
        return Applied.resources(Json.readTree(shown.getBytes(StandardCharsets.UTF_8)));
    }

    private Terraform.Run test(Path copy, String stack) {
        return terraform.run(copy, with(options(stack), "test", "-no-color"));
    }

    private static List<String> options(String stack) {
        return GIVEN.getOrDefault(stack, List.of()).stream()
                .map(each -> "-var=" + each)
                .toList();
    }

    private static List<String> with(List<String> variables, String... command) {
        return Stream.concat(Arrays.stream(command), variables.stream()).toList();
    }

    private Path copyOf(String stack, String name, String... tests) throws IOException {
        var copy = Files.createDirectories(folder.resolve("copies").resolve(name));
        Terraform.copy(folder.resolve(stack), copy);
        Files.createDirectories(copy.resolve("tests"));
        for (var test : tests) {
            var file = test + ".tftest.hcl";
            Files.copy(
                    Checkout.root()
                            .resolve("integration-tests/src/test/resources/stacks")
                            .resolve(file),
                    copy.resolve("tests").resolve(file));
        }
        if (!stack.endsWith("thin")) {
            terraform.run(copy, List.of("init", "-no-color")).assertOk();
        }
        return copy;
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        var changed = text.replace(from, to);
        assertNotEquals(text, changed, from);
        Files.writeString(file, changed);
    }
}
