package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.stacktemplates.azure.AzureRendering;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.SampleStacks;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.Golden;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import dev.landfall.stacktemplates.terraform.aws.AwsTerraform;
import dev.landfall.stacktemplates.terraform.azure.AzureTerraform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of the vendor's own inside of an install's stack. */
final class NestedStacksTest {

    private static final Network OWN = new Network.Own("10.128.0.0/16", 2);
    private static final StackModel SAMPLE = SampleStacks.aws(OWN, SampleStacks.VM);
    private static final String BUCKET = "https://acme-templates.s3.eu-central-1.amazonaws.com/v3/";

    private static final NestedTemplate DATABASE = nested(
            "database",
            BUCKET + "database.yaml",
            Map.of(
                    "Network", "${Vpc}",
                    "SubnetList", "${Subnets}",
                    "From", "${SecurityGroup}",
                    "Size", "db.t4g.small",
                    "Zones", "${input.zones}",
                    "Alarm", "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:alarm-${input.domain}",
                    "Pattern", "${!literal}-${AWS::Region}"),
            "Endpoint",
            "Port");

    private static final NestedTemplate CACHE =
            nested("hot_cache", BUCKET + "cache.yaml", Map.of("Source", "${database.Endpoint}:5432", "Empty", ""));

    @Test
    void aStackWithThemIsTheTemplateThatWasLookedAt() {
        Golden.check(
                "cloudformation/nested-stacks",
                new CloudFormation()
                        .render(SampleStacks.withNested(SAMPLE, List.of(DATABASE, CACHE)))
                        .orElseThrow());
    }

    @Test
    void eachIsMadeAfterTheOneBefore() {
        var third = nested("third", BUCKET + "third.yaml", Map.of("Endpoint", "${database.Endpoint}"));
        var text = text(SampleStacks.withNested(SAMPLE, List.of(DATABASE, CACHE, third)));
        var end = text.substring(text.indexOf("  NestedThird:\n"), text.indexOf("  PhoneHomeLog:\n"));
        assertTrue(end.endsWith("    DependsOn:\n    - NestedHotCache\n"), end);
    }

    @Test
    void inAClusterTheyGetTheCluster() {
        var host = new RunnerHost.ExistingCluster("landfall", "runner", SampleStacks.IMAGE);
        var add = nested("add-on", BUCKET + "add-on.yaml", Map.of("Name", "${Cluster}", "Role", "${RunnerRole}"));
        var text = text(SampleStacks.withNested(SampleStacks.aws(OWN, host), List.of(add)));
        assertTrue(text.contains("        Name: !Ref ClusterName\n        Role: !GetAtt RunnerRole.Arn\n"), text);
        var network = nested("n", BUCKET + "n.yaml", Map.of("Network", "${Vpc}"));
        assertRefused(
                SampleStacks.withNested(SampleStacks.aws(OWN, host), List.of(network)),
                "The stack has no '${Vpc}' for a nested one; it has Cluster, RunnerRole,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "./database.yaml | is './database.yaml', and CloudFormation reads templates from S3 alone: put that file into a bucket",
                "git::https://git.example.com/x?ref=v1 | CloudFormation reads templates from S3 alone",
                "git::https://me:secret@git.example.com/x | 'database' is elsewhere",
                "s3://acme/database.yaml | CloudFormation reads templates from S3 alone",
                "https://example.com/database.yaml | is not in S3",
                "https://acme.execute-api.eu-central-1.amazonaws.com/database.yaml | is not in S3",
                "http://acme.s3.amazonaws.com/database.yaml | is not in S3",
                "https://acme.s3.amazonaws.com/database.yaml?X-Amz-Signature=0 | has a signature that ends",
                "https://amazonaws.com.example.com/database.yaml | is not in S3",
            })
    void anAddressThatCloudFormationDoesNotReadIsRefused(String address, String said) {
        assertRefused(SampleStacks.withNested(SAMPLE, List.of(nested("database", address, Map.of()))), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.s3.amazonaws.com/a.yaml",
                "https://s3.eu-central-1.amazonaws.com/acme/a.yaml",
                "https://s3-eu-west-1.amazonaws.com/acme/a.yaml",
                "https://acme.com.s3.dualstack.us-east-1.amazonaws.com/a.yaml",
                "https://acme.s3.cn-north-1.amazonaws.com.cn/a.yaml",
            })
    void everyFormOfAnAddressInS3IsTaken(String address) {
        assertTrue(text(SampleStacks.withNested(SAMPLE, List.of(nested("a", address, Map.of()))))
                .contains(address));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "Network | ${Vpcs} | it has Vpc, Subnets, SecurityGroup, RunnerRole, StateBucket, StateKey, LogGroup, input.nodes, input.zones",
                "Network | ${} | The stack has no '${}'",
                "Network | ${input.nothing} | The stack has no '${input.nothing}'",
                "Network | ${hot_cache.Endpoint} | The stack has no '${hot_cache.Endpoint}'",
                "Network | ${database.Endpoint} | The stack has no '${database.Endpoint}'",
                "Network | ${Vpc | '${' without its '}'",
                "Net_work | x | 'Net_work' is not the name of a parameter",
            })
    void aParameterThatCannotBeGivenIsRefused(String name, String value, String said) {
        var database = nested("database", BUCKET + "database.yaml", Map.of(name, value));
        assertRefused(SampleStacks.withNested(SAMPLE, List.of(database, CACHE)), said);
    }

    @Test
    void aValueLongerThanCloudFormationTakesIsRefused() {
        var database = nested("database", BUCKET + "database.yaml", Map.of("Long", "x".repeat(4_097)));
        assertRefused(SampleStacks.withNested(SAMPLE, List.of(database)), "CloudFormation takes 4096");
    }

    @Test
    void anOutputThatNoTemplateCanHaveIsRefused() {
        var database = nested("database", BUCKET + "database.yaml", Map.of(), "end_point");
        assertRefused(
                SampleStacks.withNested(SAMPLE, List.of(database)),
                "reads the output 'end_point' of the nested stack 'database', and CloudFormation's outputs have names of letters");
    }

    @Test
    void namesThatCloudFormationCannotTellApartAreRefused() {
        assertRefused(
                SampleStacks.withNested(
                        SAMPLE,
                        List.of(
                                nested("a-b", BUCKET + "a.yaml", Map.of()),
                                nested("a_b", BUCKET + "b.yaml", Map.of()))),
                "have the same name in CloudFormation, NestedAB");
    }

    static Stream<Rendering> others() {
        return Stream.of(
                AwsTerraform.full(),
                AwsTerraform.thin(new ModuleSource("registry.example.com/shop/stack/aws", "1.4.0")),
                AzureTerraform.full(),
                AzureRendering.arm(),
                AzureRendering.bicep());
    }

    @ParameterizedTest
    @MethodSource("others")
    void noOtherLanguageLeavesThemOutSilently(Rendering rendering) {
        for (var model : List.of(SAMPLE, SampleStacks.azure(OWN, SampleStacks.VM))) {
            var report = rendering
                    .render(SampleStacks.withNested(model, List.of(DATABASE)))
                    .report();
            assertTrue(report.contains("The nested stack 'database' is a template of CloudFormation"), report);
        }
    }

    private static NestedTemplate nested(
            String name, String address, Map<String, String> parameters, String... outputs) {
        return new NestedTemplate(
                name,
                address,
                new TreeMap<>(parameters),
                new TreeSet<>(List.of(outputs)),
                Location.startOf("stack.toml"));
    }

    private static String text(StackModel model) {
        return new CloudFormation().render(model).orElseThrow().getFirst().text();
    }

    private static void assertRefused(StackModel model, String said) {
        var problems = new CloudFormation().render(model).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().message().contains(said), problems.toString());
        assertFalse(problems.toString().contains("secret@"), problems.toString());
        assertEquals("stack.toml", problems.getFirst().file());
    }
}
