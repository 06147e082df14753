package dev.landfall.functionsaws.sts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a lent session may do: an IAM session policy, which takes away from the role's own permissions and never adds any.
 */
final class QueueSessionPolicy {

    private QueueSessionPolicy() {}

    /** JSON without white space; the limit of STS is 2,048 characters. */
    static String text(String queueArn, Instant expiresAt) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:ChangeMessageVisibility\"],"
                + "\"Resource\":\"" + queueArn + "\","
                + "\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\""
                + expiresAt.truncatedTo(ChronoUnit.SECONDS) + "\"}}}]}";
    }
}
