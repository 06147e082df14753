package dev.landfall.integration.terraform;

import dev.landfall.functionsaws.sts.QueueLending;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The session policies that the control plane really sends. */
final class SessionPolicies {

    private SessionPolicies() {}

    /** The policy with which a queue is lent at that time. */
    static String ofLentQueue(String role, URI queue, Instant now, Duration validFor) {
        var requests = new ArrayList<AssumeRoleRequest>();
        try (var sts = new RecordingSts(now, requests)) {
            new QueueLending(() -> sts, role, "eu-central-1", () -> now).lend(queue, "landfall-test", validFor);
        }
        return requests.getFirst().policy();
    }

    private record RecordingSts(Instant now, List<AssumeRoleRequest> requests) implements StsClient {

        @Override
        public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            requests.add(request);
            return AssumeRoleResponse.builder()
                    .credentials(credentials -> credentials
                            .accessKeyId("ASIA")
                            .secretAccessKey("secret")
                            .sessionToken("token")
                            .expiration(now.plusSeconds(request.durationSeconds())))
                    .build();
        }

        @Override
        public String serviceName() {
            return "sts";
        }

        @Override
        public void close() {}
    }
}
