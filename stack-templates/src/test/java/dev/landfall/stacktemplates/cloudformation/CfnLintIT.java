package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.CfnLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cfn-lint finds nothing in the templates that were looked at, and each mistake that is made in one. */
final class CfnLintIT {

    private static final Path GOLDEN = Path.of("src", "test", "golden", "cloudformation");

    /** By the rule that finds it, what is replaced by what. */
    private static final Map<String, List<String>> FAULTS = faults();

    @Test
    void theTemplatesHaveNeitherErrorsNorWarningsAndSeededFaultsAreFound(@TempDir Path folder) throws IOException {
        assumeTrue(CfnLint.canBeHad(), "no python3 is on the PATH: install one to check the templates");
        var templates = new ArrayList<Path>();
        try (var all = Files.walk(GOLDEN)) {
            all.filter(Files::isRegularFile).sorted().forEach(templates::add);
        }
        assertEquals(8, templates.size());
        var faulty = Files.readString(GOLDEN.resolve("nested-stacks/stack.yaml"));
        for (var fault : FAULTS.entrySet()) {
            var more = faulty.replaceFirst(
                    Pattern.quote(fault.getValue().get(0)),
                    Matcher.quoteReplacement(fault.getValue().get(1)));
            assertNotEquals(faulty, more, fault.getKey());
            faulty = more;
        }
        templates.add(Files.writeString(folder.resolve("faulty.yaml"), faulty));

        var findings = CfnLint.installed().findings(templates);

        assertEquals(
                List.of(),
                findings.stream()
                        .filter(line -> !line.startsWith(folder.toString()))
                        .toList());
        var found = findings.stream().map(CfnLintIT::rule).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(found.containsAll(FAULTS.keySet()), found + " of " + FAULTS.keySet());
    }

    /** A finding is {@code file:line:column:line:column:rule:text}. */
    private static String rule(String finding) {
        return finding.split(":", 7)[5];
    }

    private static Map<String, List<String>> faults() {
        var faults = new LinkedHashMap<String, List<String>>();
        faults.put("E3002", List.of("EnableDnsSupport:", "EnableDNSSupport:"));
        faults.put("E1020", List.of("VpcId: !Ref Vpc", "VpcId: !Ref Vpcs"));
        faults.put("E1010", List.of("!GetAtt StackKey.Arn", "!GetAtt StackKey.ARN"));
        faults.put("E3030", List.of("HttpTokens: required", "HttpTokens: needed"));
        faults.put("E3012", List.of("RetentionInDays: 30", "RetentionInDays: monthly"));
        faults.put("E2533", List.of("Runtime: python3.13", "Runtime: python3.6"));
        faults.put("W3037", List.of("autoscaling:CompleteLifecycleAction", "autoscaling:CompleteLifecycle"));
        faults.put("W2001", List.of("InstanceType: !Ref InstanceType", "InstanceType: t4g.medium"));
        faults.put("E3005", List.of("    - RunnerGroup\n  NestedHotCache", "    - RunnerGroups\n  NestedHotCache"));
        faults.put("E1019", List.of("- V1: !Ref InputDomain", "- V2: !Ref InputDomain"));
        return faults;
    }
}
