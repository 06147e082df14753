package dev.landfall.runner.aws;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls to AWS STS that the runner makes ("Actions" in the API reference of AWS STS, version 2011-06-15), by its query
 * protocol. A call that cannot be answered for a reason that passes is made twice. Thread-safe.
 */
public final class Sts {

    private static final int TRIES = 2;

    private final AwsQuery query;
    private final AwsSurroundings surroundings;

    /** @param clock the time by which requests are signed; AWS refuses what is off by more than 15 minutes */
    public Sts(HttpTransport transport, AwsSurroundings surroundings, InstantSource clock) {
        this.query = new AwsQuery(transport, surroundings, "sts", clock);
        this.surroundings = surroundings;
    }

    /**
     * Takes a role with the runner's own credentials.
     *
     * @throws LandfallException FORBIDDEN with AWS's own sentence when it refuses, INVALID when it does not understand,
     *     UNAVAILABLE when it does not answer
     */
    public AwsCredentials assumeRole(RoleRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return StsReply.credentials(query.send(surroundings.sts(), parameters(request)));
            } catch (LandfallException e) {
                if (!e.kind().retryable() || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, String> parameters(RoleRequest request) {
        var parameters = new TreeMap<String, String>();
        parameters.put("Action", "AssumeRole");
        parameters.put("Version", "2011-06-15");
        parameters.put("RoleArn", request.roleArn());
        parameters.put("RoleSessionName", request.sessionName());
        parameters.put("SourceIdentity", request.sourceIdentity());
        parameters.put("DurationSeconds", Long.toString(request.duration().toSeconds()));
        var externalId = request.externalId();
        if (externalId != null) {
            parameters.put("ExternalId", externalId);
        }
        var policy = request.sessionPolicy();
        if (policy != null) {
            parameters.put("Policy", policy);
        }
        int index = 0;
        for (var tag : request.tags().entrySet()) {
            index++;
            parameters.put("Tags.member." + index + ".Key", tag.getKey());
            parameters.put("Tags.member." + index + ".Value", tag.getValue());
        }
        return parameters;
    }
}
