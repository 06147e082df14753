package dev.landfall.functionsaws.sts;

import java.net.URI;
import software.amazon.awssdk.regions.Region;

/** The ARN that belongs to a queue's URL, {@code https://sqs.<region>.amazonaws.com/<account>/<name>}. */
public final class QueueArn {

    private QueueArn() {}

    public static String of(URI queue, String region) {
        var parts = queue.getPath().split("/", -1);
        var account = parts[parts.length - 2];
        var name = parts[parts.length - 1];
        var partition = Region.of(region).metadata() == null
                ? "aws"
                : Region.of(region).metadata().partition().id();
        return "arn:" + partition + ":sqs:" + region + ":" + account + ":" + name;
    }
}
