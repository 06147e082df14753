package dev.landfall.integration.iam;

import java.util.List;
import java.util.Optional;

/**
 * Who asks: a role's session or an AWS service, with all that limits it.
 *
 * @param kind as a principal: {@code AWS} or {@code Service}
 * @param arn of the role; of a service its name
 * @param policies of the role
 * @param boundary the role's permissions boundary
 * @param sessionPolicy what {@code AssumeRole} was given to narrow the session
 */
public record Caller(
        String kind,
        String arn,
        List<PolicyDocument> policies,
        Optional<PolicyDocument> boundary,
        Optional<PolicyDocument> sessionPolicy) {

    public Caller {
        policies = List.copyOf(policies);
    }

    public static Caller role(String arn, PolicyDocument... policies) {
        return new Caller("AWS", arn, List.of(policies), Optional.empty(), Optional.empty());
    }

    /** Services have no policies of ours: only what a resource's policy gives them. */
    public static Caller service(String name) {
        return new Caller("Service", name, List.of(), Optional.empty(), Optional.empty());
    }

    public Caller within(PolicyDocument permissionsBoundary) {
        return new Caller(kind, arn, policies, Optional.of(permissionsBoundary), sessionPolicy);
    }

    public Caller narrowedTo(PolicyDocument policyOfTheSession) {
        return new Caller(kind, arn, policies, boundary, Optional.of(policyOfTheSession));
    }

    String account() {
        return Arn.account(arn);
    }
}
