package dev.landfall.integration.jobrole;

import dev.landfall.integration.iam.Caller;
import dev.landfall.integration.iam.Evaluator;
import dev.landfall.integration.iam.PolicyDocument;
import dev.landfall.integration.iam.Request;
import dev.landfall.integration.iam.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What IAM says to an AssumeRole as it was sent. A request with tags and a source identity needs three actions ("Passing session
 * tags" and "Monitor and control actions taken with assumed roles" in the IAM user guide), and each of them sees only the
 * condition keys that it knows.
 *
 * @param runner whoever asks
 * @param trustOfRoles trust policy by the role's ARN
 */
record PolicyAccount(Caller runner, Map<String, PolicyDocument> trustOfRoles)
        implements Function<Map<String, String>, Optional<String>> {

    PolicyAccount {
        trustOfRoles = Map.copyOf(trustOfRoles);
    }

    @Override
    public Optional<String> apply(Map<String, String> parameters) {
        var role = parameters.getOrDefault("RoleArn", "");
        var trust = trustOfRoles.getOrDefault(role, new PolicyDocument(List.of()));
        return requests(role, parameters).stream()
                .filter(request -> !Evaluator.decide(runner, request, Target.role(role, trust))
                        .allowed())
                .findFirst()
                .map(request -> "User: " + runner.arn() + " is not authorized to perform: " + request.action()
                        + " on resource: " + role);
    }

    private static List<Request> requests(String role, Map<String, String> parameters) {
        var assume = Request.of("sts:AssumeRole", role);
        var tag = Request.of("sts:TagSession", role);
        for (int i = 1; parameters.containsKey("Tags.member." + i + ".Key"); i++) {
            var key = "aws:RequestTag/" + parameters.get("Tags.member." + i + ".Key");
            var value = String.valueOf(parameters.get("Tags.member." + i + ".Value"));
            assume = assume.with(key, value);
            tag = tag.with(key, value);
        }
        var source = Request.of("sts:SetSourceIdentity", role);
        for (var known : Map.of("ExternalId", "sts:ExternalId", "RoleSessionName", "sts:RoleSessionName")
                .entrySet()) {
            if (parameters.containsKey(known.getKey())) {
                assume = assume.with(known.getValue(), parameters.get(known.getKey()));
            }
        }
        var identity = parameters.get("SourceIdentity");
        return identity == null
                ? List.of(assume, tag)
                : List.of(
                        assume.with("sts:SourceIdentity", identity), tag, source.with("sts:SourceIdentity", identity));
    }
}
