package dev.landfall.integration.iam;

import dev.landfall.integration.iam.Principals.Meaning;
import dev.landfall.integration.iam.Target.Need;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides as IAM does: an explicit denial anywhere wins; then every limit (boundary, session policy) must allow, and the caller's
 * policies or the resource's, or both of them across accounts and where the resource's is required.
 *
 * <p>Not modelled: organizations' policies, VPC endpoint policies, and grants to one session's ARN.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation logic</a>
 */
public final class Evaluator {

    private Evaluator() {}

    public static Decision decide(Caller caller, Request request, Target target) {
        return explicitDenial(caller, request, target)
                .or(() -> limit("permissions boundary", caller.boundary(), request))
                .or(() -> limit("session policy", caller.sessionPolicy(), request))
                .orElseGet(() -> granted(caller, request, target));
    }

    /** For what has no policy of its own, in the caller's account. */
    public static Decision decide(Caller caller, Request request) {
        return decide(caller, request, Target.in(caller.account()));
    }

    private static Optional<Decision> explicitDenial(Caller caller, Request request, Target target) {
        var own = Stream.of(caller.policies().stream(), caller.boundary().stream(), caller.sessionPolicy().stream())
                .flatMap(policies -> policies)
                .map(policy -> policy.covering(Effect.DENY, request));
        var theirs = target.policy().stream()
                .flatMap(policy -> policy.about(Effect.DENY, request))
                .filter(statement -> statement.principals().meaning(caller) != Meaning.NOT)
                .map(Statement::id);
        return Stream.concat(own, theirs)
                .filter(id -> !id.isEmpty())
                .findFirst()
                .map(id -> Decision.deny("denied by the statement " + id));
    }

    private static Optional<Decision> limit(String what, Optional<PolicyDocument> policy, Request request) {
        return policy.filter(limit -> limit.covering(Effect.ALLOW, request).isEmpty())
                .map(limit -> Decision.deny("the " + what + " does not allow it"));
    }

    private static Decision granted(Caller caller, Request request, Target target) {
        var own = caller.policies().stream()
                .map(policy -> policy.covering(Effect.ALLOW, request))
                .filter(id -> !id.isEmpty())
                .findFirst();
        var theirs = meaning(caller, request, target);
        boolean sameAccount =
                caller.account().equals(target.account()) || caller.kind().equals("Service");
        if (sameAccount && theirs == Meaning.ITSELF) {
            return Decision.allow("the resource's policy names the caller");
        }
        boolean resourceAgrees = theirs != Meaning.NOT || (sameAccount && target.need() == Need.ADDS);
        if (!resourceAgrees) {
            return Decision.deny("the resource's policy does not allow it");
        }
        return own.map(id -> Decision.allow("allowed by the statement " + id))
                .orElseGet(() -> Decision.deny("no policy of the caller allows it"));
    }

    private static Meaning meaning(Caller caller, Request request, Target target) {
        return target.policy().stream()
                .flatMap(policy -> policy.about(Effect.ALLOW, request))
                .map(statement -> statement.principals().meaning(caller))
                .max(Comparator.naturalOrder())
                .orElse(Meaning.NOT);
    }
}
