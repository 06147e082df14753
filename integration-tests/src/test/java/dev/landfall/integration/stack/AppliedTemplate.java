package dev.landfall.integration.stack;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.PolicyDocument;
import dev.landfall.integration.iam.Target;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;

/**
 * A CloudFormation template as it would be applied: its functions are evaluated, parameters have their defaults or what they are
 * given, and what only AWS knows gets a name of the form that AWS gives.
 */
public final class AppliedTemplate {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";

    /** What AWS keeps, as far as the templates name it. */
    private static final Map<String, PolicyDocument> KEPT_BY_AWS = Map.of(
            "arn:aws:iam::aws:policy/AdministratorAccess", allow("*"),
            "arn:aws:iam::aws:policy/ReadOnlyAccess", allow("ec2:Describe*"));

    private static final Object NO_VALUE = new Object();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([!A-Za-z0-9:.]+)}");

    private final Map<String, Node> parts;
    private final Map<String, Node> resources;
    private final Map<String, String> given;

    private AppliedTemplate(Map<String, Node> parts, Map<String, String> given) {
        this.parts = parts;
        this.given = given;
        this.resources = members(Objects.requireNonNull(parts.get("Resources")));
    }

    public static AppliedTemplate of(String yaml, Map<String, String> parameters) {
        var root =
                new Compose(LoadSettings.builder().build()).composeString(yaml).orElseThrow();
        return new AppliedTemplate(members(root), parameters);
    }

    /** Whether a resource is made. */
    boolean makes(String resource) {
        var node = resources.get(resource);
        return node != null && on(node);
    }

    /** The role with all that limits it. */
    Caller role(String resource) {
        var properties = properties(resource);
        var policies = new ArrayList<PolicyDocument>();
        resources.forEach((name, node) -> {
            if (type(node).equals("AWS::IAM::Policy")
                    && on(node)
                    && ((List<?>) property(name, "Roles")).contains(named(resource))) {
                policies.add(document(property(name, "PolicyDocument")));
            }
        });
        if (properties.get("ManagedPolicyArns") instanceof List<?> managed) {
            managed.forEach(arn -> policies.add(managed(String.valueOf(arn))));
        }
        var caller = Caller.role(arn(resource), policies.toArray(PolicyDocument[]::new));
        var boundary = properties.get("PermissionsBoundary");
        return boundary == null ? caller : caller.within(managed(boundary.toString()));
    }

    /** The role as something to be assumed. */
    Target trust(String resource) {
        return Target.role(arn(resource), document(property(resource, "AssumeRolePolicyDocument")));
    }

    /** Value of a resource's property, evaluated. */
    Map<String, Object> properties(String resource) {
        var node = members(Objects.requireNonNull(resources.get(resource), resource));
        var properties = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value(Objects.requireNonNull(node.get("Properties"))))
                .forEach((key, value) -> properties.put(String.valueOf(key), value));
        return properties;
    }

    /** By name, every role that is made, with all that says what it may do and who may take it, as JSON. */
    public Map<String, JsonNode> roles() {
        var roles = new TreeMap<String, JsonNode>();
        resources.forEach((name, node) -> {
            if (type(node).equals("AWS::IAM::Role") && on(node)) {
                roles.put(String.valueOf(named(name)), Json.mapper().valueToTree(everythingOf(name)));
            }
        });
        return roles;
    }

    /** A policy that stands in a resource, as JSON. */
    public JsonNode policy(String resource, String property) {
        return Json.mapper().valueToTree(property(resource, property));
    }

    private Map<String, Object> everythingOf(String role) {
        var properties = properties(role);
        var own = new TreeMap<String, Object>();
        resources.forEach((name, node) -> {
            if (type(node).equals("AWS::IAM::Policy")
                    && on(node)
                    && ((List<?>) property(name, "Roles")).contains(named(role))) {
                own.put(String.valueOf(property(name, "PolicyName")), property(name, "PolicyDocument"));
            }
        });
        var managed = new TreeMap<String, Object>();
        if (properties.get("ManagedPolicyArns") instanceof List<?> arns) {
            arns.forEach(arn -> managed.put(String.valueOf(arn), documentOf(String.valueOf(arn))));
        }
        var boundary = properties.get("PermissionsBoundary");
        return Map.of(
                "trust",
                property(role, "AssumeRolePolicyDocument"),
                "own",
                own,
                "managed",
                managed,
                "boundary",
                boundary == null ? "none" : documentOf(boundary.toString()));
    }

    /** The document of a managed policy of the template; of another one its ARN. */
    private Object documentOf(String arn) {
        return resources.keySet().stream()
                .filter(name ->
                        type(Objects.requireNonNull(resources.get(name))).equals("AWS::IAM::ManagedPolicy")
                                && reference(name).equals(arn))
                .findFirst()
                .map(name -> property(name, "PolicyDocument"))
                .orElse(arn);
    }

    private Object property(String resource, String name) {
        return Objects.requireNonNull(properties(resource).get(name), resource + " has no " + name);
    }

    String arn(String resource) {
        return String.valueOf(attribute(resource, "Arn"));
    }

    private PolicyDocument managed(String arn) {
        var kept = KEPT_BY_AWS.get(arn);
        if (kept != null) {
            return kept;
        }
        return resources.keySet().stream()
                .filter(name -> reference(name).equals(arn))
                .findFirst()
                .map(name -> document(property(name, "PolicyDocument")))
                .orElseThrow(() -> new IllegalArgumentException("No policy is known as " + arn + "."));
    }

    private static PolicyDocument document(Object tree) {
        return PolicyDocument.read(Json.writeString(tree));
    }

    private static PolicyDocument allow(String action) {
        return PolicyDocument.read("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                + action + "\",\"Resource\":\"*\"}]}");
    }

    private boolean on(Node resource) {
        var condition = members(resource).get("Condition");
        return condition == null || holds(String.valueOf(value(condition)));
    }

    private boolean holds(String condition) {
        return truth(Objects.requireNonNull(
                members(Objects.requireNonNull(parts.get("Conditions"))).get(condition), condition));
    }

    private boolean truth(Node node) {
        var arguments = ((SequenceNode) node).getValue();
        return switch (node.getTag().getValue()) {
            case "!Equals" -> value(arguments.get(0)).equals(value(arguments.get(1)));
            case "!Not" -> !truth(arguments.get(0));
            default -> throw new IllegalArgumentException("No condition: " + node.getTag());
        };
    }

    private Object value(Node node) {
        return switch (node.getTag().getValue()) {
            case "!Ref" -> reference(text(node));
            case "!GetAtt" -> {
                var dot = text(node).indexOf('.');
                yield attribute(text(node).substring(0, dot), text(node).substring(dot + 1));
            }
            case "!Sub" -> filled(text(node));
            case "!If" -> {
                var arguments = ((SequenceNode) node).getValue();
                yield value(arguments.get(holds(text(arguments.get(0))) ? 1 : 2));
            }
            case "!Join", "!Select", "!Cidr", "!GetAZs" -> "what AWS makes of it";
            default -> plain(node);
        };
    }

    private Object plain(Node node) {
        if (node instanceof MappingNode mapping) {
            var map = new LinkedHashMap<String, Object>();
            members(mapping).forEach((key, member) -> {
                var value = value(member);
                if (value != NO_VALUE) {
                    map.put(key, value);
                }
            });
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(this::value)
                    .filter(value -> value != NO_VALUE)
                    .toList();
        }
        return text(node);
    }

    private Object reference(String name) {
        return switch (name) {
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::Region" -> REGION;
            case "AWS::Partition" -> "aws";
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::NoValue" -> NO_VALUE;
            default -> resources.containsKey(name) ? named(name) : parameter(name);
        };
    }

    private Object named(String resource) {
        return switch (type(Objects.requireNonNull(resources.get(resource)))) {
            case "AWS::IAM::Role" -> property(resource, "RoleName");
            case "AWS::IAM::ManagedPolicy" ->
                "arn:aws:iam::" + ACCOUNT + ":policy/" + properties(resource).get("ManagedPolicyName");
            case "AWS::SecretsManager::Secret" ->
                "arn:aws:secretsmanager:" + REGION + ":" + ACCOUNT + ":secret:"
                        + properties(resource).get("Name") + "-AbCdEf";
            default -> resource.toLowerCase(Locale.ROOT);
        };
    }

    private Object attribute(String resource, String attribute) {
        if (!attribute.equals("Arn")) {
            return resource + "." + attribute;
        }
        return switch (type(Objects.requireNonNull(resources.get(resource), resource))) {
            case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + named(resource);
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + named(resource);
            case "AWS::KMS::Key" -> "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/" + named(resource);
            case "AWS::Logs::LogGroup" ->
                "arn:aws:logs:" + REGION + ":" + ACCOUNT + ":log-group:"
                        + properties(resource).get("LogGroupName") + ":*";
            default -> "arn:aws:other:" + REGION + ":" + ACCOUNT + ":" + resource;
        };
    }

    private String parameter(String name) {
        var own = given.get(name);
        if (own != null) {
            return own;
        }
        var parameter = members(Objects.requireNonNull(parts.get("Parameters"))).get(name);
        var defaultValue = members(Objects.requireNonNull(parameter, name)).get("Default");
        return defaultValue == null ? "given" : text(defaultValue);
    }

    private String filled(String text) {
        return PLACE.matcher(text).replaceAll(place -> {
            var name = place.group(1);
            if (name.startsWith("!")) {
                return Matcher.quoteReplacement("${" + name.substring(1) + "}");
            }
            var dot = name.indexOf('.');
            return Matcher.quoteReplacement(String.valueOf(
                    dot < 0 ? reference(name) : attribute(name.substring(0, dot), name.substring(dot + 1))));
        });
    }

    private static String type(Node resource) {
        return text(Objects.requireNonNull(members(resource).get("Type")));
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    private static Map<String, Node> members(Node node) {
        var members = new LinkedHashMap<String, Node>();
        ((MappingNode) node).getValue().forEach(tuple -> members.put(text(tuple.getKeyNode()), tuple.getValueNode()));
        return members;
    }
}
