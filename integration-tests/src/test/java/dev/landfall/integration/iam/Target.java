package dev.landfall.integration.iam;

import java.util.Optional;

/**
 * What a request is about, as far as IAM asks it.
 *
 * @param account that it belongs to
 * @param policy of its own: a trust policy, a bucket's or a key's policy
 * @param need what that policy is needed for
 */
public record Target(String account, Optional<PolicyDocument> policy, Need need) {

    /** What the resource's own policy is needed for within one account. */
    public enum Need {
        /** It may allow what the caller's policies do not: buckets, queues. */
        ADDS,
        /** Nothing is allowed without it: roles (trust) and keys. */
        REQUIRED
    }

    /** Something without a policy of its own, in the caller's account. */
    public static Target in(String account) {
        return new Target(account, Optional.empty(), Need.ADDS);
    }

    public static Target withPolicy(String account, PolicyDocument policy) {
        return new Target(account, Optional.of(policy), Need.ADDS);
    }

    /** A role that is to be assumed. */
    public static Target role(String arn, PolicyDocument trust) {
        return new Target(Arn.account(arn), Optional.of(trust), Need.REQUIRED);
    }
}
