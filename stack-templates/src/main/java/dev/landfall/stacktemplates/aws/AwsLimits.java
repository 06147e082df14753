package dev.landfall.stacktemplates.aws;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission.AwsManagedPolicy;
import dev.landfall.stacktemplates.model.Permission.AwsPolicy;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What IAM takes, by its own page of quotas: names of roles have at most 64 characters, which the model's names cannot exceed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
 */
public final class AwsLimits {

    /** Managed policies of a role, without a raised quota. */
    public static final int MAX_MANAGED_POLICIES = 10;

    /** Characters of a managed policy, such as a boundary, without white space. */
    public static final int MAX_MANAGED_POLICY = 6_144;

    /** Characters of all of a role's own policies together, without white space. */
    public static final int MAX_OWN_POLICIES = 10_240;

    /** One is the stack's, for the store of states. */
    private static final int MAX_VENDOR_MANAGED_POLICIES = MAX_MANAGED_POLICIES - 1;

    /** So ends the name of the one role that may call home, which no job can take. */
    private static final String CALLS_HOME = "-phone-home";

    private static final Location STACK = Location.startOf("stack.toml");

    private static final Set<String> OWN_ROLES = Set.of("runner", "start", "phone-home");

    /** The last part of the name of the secret that the stack has for itself. */
    private static final String PLAN_KEY = "plan-key";

    private AwsLimits() {}

    /** Notes every limit that the model breaks. */
    public static void check(StackModel model, Problems problems) {
        if (!(model.target() instanceof Target.Aws)) {
            problems.add(STACK, "This stack is not for AWS; render it in a language of its cloud.");
        }
        TagLimits.check(model.tags(), STACK, problems);
        model.roles().forEach(role -> {
            check(role, problems);
            TrustLimits.check(role, model, problems);
        });
        model.secrets().stream()
                .filter(secret -> secret.name().equals(PLAN_KEY))
                .forEach(secret -> problems.add(
                        secret.at(),
                        "The secret '" + PLAN_KEY + "' is called like the stack's own key of plans. Rename it."));
    }

    private static void check(OperationRole role, Problems problems) {
        if (OWN_ROLES.contains(role.name()) || role.name().endsWith(CALLS_HOME)) {
            problems.add(role.at(), "The role '" + role.name() + "' is called like one of the stack's own. Rename it.");
        }
        long managed = role.permissions().stream()
                .filter(AwsManagedPolicy.class::isInstance)
                .count();
        if (managed > MAX_VENDOR_MANAGED_POLICIES) {
            problems.add(
                    role.at(),
                    "The role '" + role.name() + "' has " + managed + " managed policies; IAM takes "
                            + MAX_MANAGED_POLICIES
                            + ", of which the stack needs one. Write what it needs in one policy of its own.");
        }
        int own = 0;
        var names = new HashSet<String>();
        for (var permission : role.permissions()) {
            if (permission instanceof AwsPolicy policy) {
                own += size(policy.document(), "policy '" + policy.name() + "'", role, problems);
                if (!names.add(policy.name())) {
                    problems.add(
                            role.at(),
                            "Two policies of the role '" + role.name() + "' are called '" + policy.name()
                                    + "'. Rename one.");
                }
            }
        }
        if (own > MAX_OWN_POLICIES) {
            problems.add(
                    role.at(),
                    "The policies of the role '" + role.name() + "' have " + own
                            + " characters without white space; IAM takes " + MAX_OWN_POLICIES
                            + " for all of a role's own. Use wildcards or a managed policy.");
        }
        var boundary = role.boundary();
        int size = boundary == null ? 0 : size(boundary, "permissions boundary", role, problems);
        if (size > MAX_MANAGED_POLICY) {
            problems.add(
                    role.at(),
                    "The permissions boundary of the role '" + role.name() + "' has " + size
                            + " characters without white space; IAM takes " + MAX_MANAGED_POLICY + ".");
        }
    }

    private static int size(String document, String what, OperationRole role, Problems problems) {
        var policy = tree(document)
                .filter(read -> read.isObject() && read.path("Statement").isContainer());
        if (policy.isEmpty()) {
            problems.add(role.at(), "The " + what + " of the role '" + role.name() + "' is not an IAM policy in JSON.");
        }
        return policy.map(read -> read.toString().replaceAll("\\s", "").length())
                .orElse(0);
    }

    private static Optional<JsonNode> tree(String document) {
        try {
            return Optional.of(Json.readTree(document.getBytes(StandardCharsets.UTF_8)));
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }
}
