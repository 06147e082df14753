package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.aws.TemplateAddress;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Templates of the vendor's own as stacks inside of this one, each after the one before it. */
final class NestedPart {

    /** A stack's parameters: "CloudFormation quotas". */
    private static final int MAX_VALUE = 4_096;

    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final Pattern OUTPUT = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> OF_AWS =
            Set.of("AWS::AccountId", "AWS::Region", "AWS::Partition", "AWS::URLSuffix", "AWS::StackName");

    private final Parts stack;
    private final Problems problems;
    private final Map<String, Object> known = new LinkedHashMap<>();
    private final Map<String, String> earlier = new LinkedHashMap<>();
    /** Of the earlier ones, those that the present one waits for by its values. */
    private final Set<String> named = new HashSet<>();

    private NestedPart(Parts stack, Problems problems) {
        this.stack = stack;
        this.problems = problems;
    }

    static void add(Parts stack, Problems problems) {
        var part = new NestedPart(stack, problems);
        part.learn();
        stack.model().nested().forEach(part::add);
    }

    /** By the vendor's names, their ids; who names them waits for them. */
    static Entries ids(Parts stack) {
        var ids = new Entries();
        stack.model().nested().forEach(nested -> ids.put(nested.name(), Tag.ref(id(stack, nested))));
        return ids;
    }

    /** By the vendor's names, what the app reads of them; as properties of the call home, so that it is made when they change. */
    static Entries outputs(Parts stack) {
        var outputs = new Entries();
        for (var nested : stack.model().nested()) {
            var own = new Entries();
            nested.outputs().forEach(output -> own.put(output, output(id(stack, nested), output)));
            if (!own.isEmpty()) {
                outputs.put(nested.name(), own);
            }
        }
        return outputs;
    }

    private static Tag output(String id, String output) {
        return Tag.attribute(id, "Outputs." + output);
    }

    private static String id(Parts stack, NestedTemplate nested) {
        return stack.names().of("Nested", nested.name(), nested.at());
    }

    private void learn() {
        if (stack.model().host() instanceof RunnerHost.ExistingCluster) {
            known.put("Cluster", Tag.ref(ClusterPart.CLUSTER));
        } else {
            known.put("Vpc", NetworkPart.vpc(stack));
            known.put("Subnets", new Tag("!Join", List.of(",", NetworkPart.subnets(stack))));
            known.put("SecurityGroup", Tag.attribute(NetworkPart.SECURITY_GROUP, "GroupId"));
        }
        known.put("RunnerRole", Tag.attribute(RunnerRolePart.ROLE, "Arn"));
        known.put("StateBucket", Tag.ref(StorePart.BUCKET));
        known.put("StateKey", Tag.attribute(StorePart.KEY, "Arn"));
        known.put("LogGroup", Tag.ref(StorePart.LOG));
        for (var input : stack.model().inputs()) {
            var value = Tag.ref(InputPart.id(stack, input));
            known.put(
                    "input." + input.name(),
                    input.type() == CustomerInput.Type.LIST ? new Tag("!Join", List.of(",", value)) : value);
        }
    }

    private void add(NestedTemplate nested) {
        checkAddress(nested);
        checkOutputs(nested);
        var id = id(stack, nested);
        var parameters = new Entries();
        nested.parameters().forEach((name, text) -> {
            if (!PARAMETER.matcher(name).matches()) {
                problems.add(nested.at(), "'" + name + "' is not the name of a parameter: letters and digits alone.");
            } else if (text.length() > MAX_VALUE) {
                problems.add(
                        nested.at(),
                        "The parameter " + name + " has " + text.length() + " characters; CloudFormation takes "
                                + MAX_VALUE + ".");
            } else {
                parameters.put(name, value(nested, text));
            }
        });
        var properties = Entries.of("TemplateURL", nested.address());
        if (!parameters.isEmpty()) {
            properties.put("Parameters", parameters);
        }
        stack.template().resource(id, "AWS::CloudFormation::Stack", properties.with("Tags", stack.tags()));
        if (earlier.isEmpty()) {
            stack.template().attribute(id, "DependsOn", PhoneHomePart.last(stack));
        } else if (!named.contains(before())) {
            stack.template().attribute(id, "DependsOn", List.of(before()));
        }
        named.clear();
        earlier.put(nested.name(), id);
    }

    private String before() {
        return List.copyOf(earlier.values()).getLast();
    }

    private void checkOutputs(NestedTemplate nested) {
        nested.outputs().stream()
                .filter(output -> !OUTPUT.matcher(output).matches())
                .forEach(output -> problems.add(
                        nested.at(),
                        "A template of the config reads the output '" + output + "' of the nested stack '"
                                + nested.name()
                                + "', and CloudFormation's outputs have names of letters and digits alone."));
    }

    private void checkAddress(NestedTemplate nested) {
        var address = nested.address();
        if (TemplateAddress.isGood(address)) {
            return;
        }
        problems.add(
                nested.at(),
                address.startsWith("http")
                        ? "The template of the nested stack '" + nested.name()
                                + "' is not in S3, or its address has a signature that ends: CloudFormation reads it from an"
                                + " https address in S3 each time that the customer applies the stack."
                        : "The template of the nested stack '" + nested.name() + "' is "
                                + (address.contains("://") ? "elsewhere" : "'" + address + "'")
                                + ", and CloudFormation reads templates from S3 alone: put that file into a bucket that the"
                                + " customer can read, and write its https address.");
    }

    /** What the vendor wrote, with what the stack has in the place of its names. */
    private Object value(NestedTemplate nested, String text) {
        var variables = new Entries();
        var written = new StringBuilder();
        var matcher = REFERENCE.matcher(text);
        boolean computed = false;
        while (matcher.find()) {
            var name = matcher.group(1);
            var place = matcher.group();
            if (!name.startsWith("!")) {
                computed = true;
                if (!OF_AWS.contains(name)) {
                    var variable = "V" + (variables.size() + 1);
                    var meant = meant(name);
                    if (meant == null) {
                        problems.add(nested.at(), unknown(name));
                    } else {
                        variables.put(variable, meant);
                        place = "${" + variable + "}";
                    }
                }
            }
            matcher.appendReplacement(written, Matcher.quoteReplacement(place));
        }
        matcher.appendTail(written);
        if (matcher.replaceAll("").contains("${")) {
            problems.add(
                    nested.at(), "A parameter of the nested stack '" + nested.name() + "' has '${' without its '}'.");
        }
        if (variables.size() == 1 && written.toString().equals("${V1}")) {
            return Objects.requireNonNull(variables.get("V1"));
        }
        if (!variables.isEmpty()) {
            return new Tag("!Sub", List.of(written.toString(), variables));
        }
        return computed || text.contains("${!") ? Tag.sub(text) : text;
    }

    private @Nullable Object meant(String name) {
        var dot = name.indexOf('.');
        if (dot > 0) {
            var other = earlier.get(name.substring(0, dot));
            var output = name.substring(dot + 1);
            if (other != null && OUTPUT.matcher(output).matches()) {
                named.add(other);
                return output(other, output);
            }
        }
        return known.get(name);
    }

    private String unknown(String name) {
        var names = new ArrayList<>(known.keySet());
        earlier.keySet().forEach(other -> names.add(other + ".OUTPUT"));
        names.addAll(OF_AWS.stream().sorted().toList());
        return "The stack has no '${" + name + "}' for a nested one; it has " + String.join(", ", names)
                + ". Text that is to stay begins with '${!'.";
    }
}
