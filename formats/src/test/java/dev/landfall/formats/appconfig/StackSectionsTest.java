package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Notice;
import dev.landfall.formats.problem.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the install stack is made from: stack, secrets, permissions, break glass, inputs that the customer gives. */
final class StackSectionsTest {

    private static final String DOCUMENT = """
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{{.nuon.install.id}}/*" }
        ] }
        """;

    private static final String BOUND = """
            type = 'custom'
            name = 'a'
            permissions_boundary = './p.json'
            """;

    @Test
    void stackWithTemplatesOfItsOwnIsRead() {
        var stack = Configs.small()
                .with("stack.toml", """
                    type = "aws-cloudformation"
                    name = "app-{{.nuon.install.id}}"
                    description = "For {{nuon.install.id}}"
                    vpc_nested_template_url = "https://example.com/vpc.yaml"
                    [[custom_nested_stacks]]
                    name = "second"
                    template_url = "./stacks/second.yaml"
                    index = 2
                    [[custom_nested_stacks]]
                    name = "first"
                    template_url = "https://example.com/first.yaml"
                    index = 1
                    parameters = { Region = "{{.nuon.cloud_account.aws.region}}", Size = 3 }
                    """)
                .with("stacks/second.yaml", "Resources: {}\n")
                .good()
                .stack();
        assertNotNull(stack);

        assertEquals(Cloud.AWS, stack.type().cloud());
        assertEquals(
                List.of("app-{{.nuon.install.id}}", "For {{.nuon.install.id}}", "https://example.com/vpc.yaml"),
                stack.templates().stream()
                        .limit(3)
                        .map(value -> value.value().asString())
                        .toList());
        assertEquals(
                List.of("first", "second"),
                stack.nestedStacks().stream().map(NestedStack::name).toList());
        assertEquals("Resources: {}\n", stack.nestedStacks().getLast().contents());
        assertEquals(
                List.of("Region", "Size"),
                List.copyOf(stack.nestedStacks().getFirst().parameters().keySet()));
    }

    @Test
    void outputsOfNestedStacksThatTemplatesNameBelongToTheStack() {
        var config = nesting("db", "cache")
                .with(
                        "sandbox.toml",
                        "directory = \"modules/net\"\n[vars]\nhost = \"{{" + NESTED + "db.outputs.Host}}\"\n")
                .with("components/net.toml", Configs.COMPONENT + """
                    [vars]
                    port = '{{ dig "db" "outputs" "Port" "" .nuon.install_stack.outputs.custom_nested_stacks }}'
                    again = "{{.nuon.install_stack.outputs.custom_nested_stacks.db.outputs.Host}}"
                    id = "{{.nuon.install_stack.outputs.custom_nested_stacks.cache.id}}"
                    """)
                .read();

        var stack = config.orElseThrow().stack();
        assertNotNull(stack);
        assertEquals(
                List.of("db [Host, Port]", "cache []"),
                stack.nestedStacks().stream()
                        .map(nested -> nested.name() + " " + nested.outputs())
                        .toList());
        assertEquals(List.of(), told(config));
    }

    @Test
    void aNestedStackThatIsNoneIsAMistakeAndOneReadAsAWholeANotice() {
        assertEquals(
                List.of(
                        "components/net.toml:5:6: " + NESTED
                                + "dp.outputs.Host: there is no 'dp' in .nuon.install_stack.outputs.custom_nested_stacks; did you mean 'db'?"),
                nesting("db")
                        .with("components/net.toml", reading("dp.outputs.Host"))
                        .problems());
        assertEquals(
                List.of(
                        "components/net.toml:5:6: " + NESTED
                                + "db.Host: there is no 'Host' in .nuon.install_stack.outputs.custom_nested_stacks.db; known: id, outputs"),
                nesting("db").with("components/net.toml", reading("db.Host")).problems());
        assertEquals(
                List.of(
                        NESTED
                                + "db.outputs: only those outputs of nested stacks are in it that a template names by their whole path."),
                told(nesting("db")
                        .with("components/net.toml", reading("db.outputs | toJson"))
                        .read()));
    }

    private static final String NESTED = ".nuon.install_stack.outputs.custom_nested_stacks.";

    private static String reading(String what) {
        return Configs.COMPONENT + "[vars]\nx = '{{" + NESTED + what + "}}'\n";
    }

    private static Configs nesting(String... names) {
        var text = new StringBuilder("type = \"aws-cloudformation\"\nname = \"x\"\n");
        for (var name : names) {
            text.append("[[custom_nested_stacks]]\nname = \"")
                    .append(name)
                    .append("\"\ntemplate_url = \"https://b.s3.amazonaws.com/t.yaml\"\n");
        }
        return Configs.small().with("stack.toml", text.toString());
    }

    private static List<String> told(Reading<AppConfig> reading) {
        return reading.notices().stream()
                .map(Notice::message)
                .filter(message -> message.contains("nested"))
                .toList();
    }

    @Test
    void secretsMayStandInOneFileOrInFoldersThatAreTheirGroups() {
        var config = Configs.small()
                .with("secrets/mail/password.toml", "name = \"password\"\nrequired = true\nformat = \"base64\"\n")
                .with("secrets/mail/mail.toml", "name = \"mail\"\ndisplay_name = \"Mail\"\n")
                .with("secrets/token.toml", "name = \"token\"\ndescription = \"d\"\n")
                .with("secrets/more.toml", """
                    [[secret]]
                    name = "key"
                    auto_generate = true
                    kubernetes_sync = true
                    kubernetes_secret_namespace = "{{.nuon.install.id}}"
                    kubernetes_secret_name = "key"
                    [[secret.kubernetes_sync_targets]]
                    namespaces = ["a", "{{.nuon.sandbox.outputs.namespace}}"]
                    name = "key"
                    key = "value"
                    """)
                .good();

        assertEquals("mail", config.secret("password").orElseThrow().group());
        assertEquals(
                Secret.Format.BASE64, config.secret("password").orElseThrow().format());
        assertTrue(config.secret("token").orElseThrow().kubernetesTargets().isEmpty());
        assertEquals(
                List.of(1, 2),
                config.secret("key").orElseThrow().kubernetesTargets().stream()
                        .map(target -> target.namespaces().size())
                        .toList());
        assertEquals("Mail", config.secretGroups().getFirst().displayName());
    }

    @Test
    void defaultOfASecretIsANotice() {
        var reading = Configs.small()
                .with("secrets.toml", "[[secret]]\nname = \"x\"\ndefault = \"changeme\"\n")
                .read();

        assertTrue(
                reading.notices().toString().contains("secrets.toml:3:1: The default of the secret stands in clear"));
        assertTrue(reading.value().isPresent());
    }

    @Test
    void rolesOfBothGenerationsAreTheSame() {
        var policies = "[[policies]]\nname = \"p\"\ncontents = \"./p.json\"\n";
        var folder = Configs.small()
                .with("permissions/p.json", DOCUMENT)
                .with("permissions/provision.toml", "type = \"provision\"\nname = \"a\"\n" + policies)
                .with("permissions/maintenance.toml", "name = \"b\"\n" + policies)
                .good();
        var file = Configs.small()
                .with("permissions/p.json", DOCUMENT)
                .with("permissions.toml", """
                    [maintenance_role]
                    name = "b"
                    [[maintenance_role.policies]]
                    name = "p"
                    contents = "./p.json"
                    [provision_role]
                    name = "a"
                    [[provision_role.policies]]
                    name = "p"
                    contents = "./p.json"
                    """)
                .good();

        for (var config : List.of(folder, file)) {
            assertEquals("a", config.roles(Role.Kind.PROVISION).getFirst().key());
            assertEquals("b", config.roles(Role.Kind.MAINTENANCE).getFirst().key());
            assertEquals(
                    "permissions/p.json",
                    config.roles()
                            .getLast()
                            .policies()
                            .getFirst()
                            .templates()
                            .getLast()
                            .at()
                            .file());
        }
    }

    @Test
    void policiesOfEveryCloudAreRead() {
        var role = Configs.small()
                .with("break_glass.toml", """
                    [[role]]
                    name = "{{ .nuon.install.id }}-admin"
                    cloud_platform = "azure"
                    enabled_in_stack = false
                    permissions_boundary = "{}"
                    [[role.policies]]
                    managed_policy_name = "ReadOnlyAccess"
                    [[role.policies]]
                    name = "dns"
                    azure_built_in_roles = ["Reader", "Contributor"]
                    azure_actions = ["Microsoft.Network/dnsZones/*"]
                    [[role.policies]]
                    gcp_predefined_role = "roles/owner"
                    gcp_permissions = ["storage.buckets.get"]
                    """)
                .good()
                .roles(Role.Kind.BREAK_GLASS)
                .getFirst();

        assertEquals("{{.nuon.install.id}}-admin", role.key());
        assertNull(role.boundary());
        assertEquals(false, role.enabledInStack());
        assertEquals(6, role.policies().size());
        assertInstanceOf(RolePolicy.AwsManaged.class, role.policies().getFirst());
    }

    @Test
    void oneRoleOfAKindForEachCloud() {
        var aws = "type = \"provision\"\nname = \"a\"\npolicies = [{ managed_policy_name = \"A\" }]\n";
        var config = Configs.small()
                .with("permissions/aws.toml", aws)
                .with("permissions/azure.toml", aws + "cloud_platform = \"azure\"\n");

        assertEquals(2, config.good().roles().size());
        assertEquals(
                List.of("permissions/more.toml:2:1: The role of type 'provision' is already defined at"
                        + " permissions/aws.toml:2:1; give it another name."),
                config.with("permissions/more.toml", aws).problems());
    }

    @Test
    void mistakeInAPolicyIsShownWhereItStands() {
        var wrong = DOCUMENT.replace("s3:GetObject", "s3:GetObjct");
        var role = "type = \"custom\"\nname = \"a\"\n[[policies]]\nname = \"p\"\n";

        assertEquals(
                List.of("permissions/p.json:2:34: 's3:GetObjct' is not an action; did you mean 's3:GetObject'?"),
                Configs.small()
                        .with("permissions/p.json", wrong)
                        .with("permissions/a.toml", role + "contents = \"./p.json\"\n")
                        .problems());
        assertEquals(
                List.of("permissions/a.toml:7:34: 's3:GetObjct' is not an action; did you mean 's3:GetObject'?"),
                Configs.small()
                        .with("permissions/a.toml", role + "contents = '''\n" + wrong + "'''\n")
                        .problems());
    }

    @Test
    void policyThatAllowsEveryActionIsAcknowledged() {
        var all = DOCUMENT.replace("s3:GetObject", "*");
        var role = "type = \"custom\"\nname = \"a\"\n[[policies]]\nname = \"p\"\ncontents = './p.json'\n";
        var config = Configs.small().with("permissions/p.json", all).with("permissions/a.toml", role);

        assertEquals(
                List.of("permissions/p.json:2:24: The statement 1 allows every action. Name the actions, or say"
                        + " 'allow_all_actions = true' beside 'contents'."),
                config.problems());
        assertTrue(config.with("permissions/a.toml", role + "allow_all_actions = true\n")
                .problems()
                .isEmpty());
    }

    @Test
    void boundaryMayAllowEverything() {
        assertTrue(Configs.small()
                .with("permissions/p.json", DOCUMENT.replace("s3:GetObject", "*"))
                .with("permissions/a.toml", BOUND + "policies = [{ managed_policy_name = 'A' }]\n")
                .problems()
                .isEmpty());
    }

    @Test
    void policiesBeyondTheLimitsOfIamAreRefused() {
        var big = DOCUMENT.replace(
                        "s3:GetObject", "s3:GetObject\", \"" + "s3:PutObject\", \"".repeat(400) + "s3:ListBucket")
                .replace("\"Action\": ", "\"Action\": [")
                .replace("\", \"Resource", "\"], \"Resource");
        var problems = Configs.small()
                .with("permissions/p.json", big)
                .with(
                        "permissions/a.toml",
                        BOUND + "policies = [{ contents = './p.json' }, { contents = './p.json' }]\n")
                .problems();

        assertEquals(2, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("IAM takes at most 10240"), problems::toString);
        assertTrue(problems.get(1).contains("IAM takes at most 6144"), problems::toString);
    }

    @Test
    void customerGivesAnInputInTheStack() {
        var config = Configs.small()
                .with("inputs.toml", "[[input]]\nname = \"region\"\nrequired = true\nuser_configurable = true\n")
                .with("installs/a.toml", "name = \"a\"\n")
                .good();

        assertTrue(config.input("region").orElseThrow().userConfigurable());
    }

    @Test
    void filesWithNothingButCommentsAreFine() {
        var config = Configs.small()
                .with("secrets.toml", "# none\n")
                .with("inputs.toml", "# none\n")
                .good();

        assertTrue(config.secrets().isEmpty());
        assertTrue(config.inputs().isEmpty());
    }
}
